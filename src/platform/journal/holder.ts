import { hostname } from 'node:os'
import { identify, isAlive } from '../database/process-identity.ts'
import { newId } from '../ids.ts'

/** Who holds the lease: one journal of one process. */
export interface Holder {
  readonly journal: string
  readonly host: string
  readonly pid: number
  /** Tells the process from a later one with its pid; empty when it cannot be known. */
  readonly startedAt: string
}

/** A new holder in this process. */
export function newHolder(): Holder {
  const self = identify(process.pid)
  return { journal: newId('journal'), host: hostname(), pid: process.pid, startedAt: self?.startedAt ?? '' }
}

/** Whether the holder surely runs no more; of another machine that is never sure. */
export function isGone(holder: Holder): boolean {
  return holder.host === hostname() && holder.startedAt !== '' && !isAlive(holder)
}
