import { Unavailable } from './errors.ts'
import type { Queue, Waiting } from './queue.ts'
import { isConnectionFault } from './transient.ts'

/** Sees to it that nobody waits without end for a database that does not answer. */
export interface Patience {
  /** An attempt failed like this: was it that the database did not answer? */
  failed(error: unknown): void
  /** It answered. */
  found(): void
  /** Watches over the group that is being carried out, and those behind it, until the answer is called. */
  watch(group: readonly Waiting[]): () => void
}

const LOOK_MS = 500

/**
 * After `ms` milliseconds, people are told to try again: those in the group once the connection was lost (what becomes of their
 * command is not known then), those behind it also when the group takes longer than half of that.
 */
export function patience(queue: Queue, ms: number): Patience {
  let connected = true
  return {
    failed: error => {
      if (isConnectionFault(error)) connected = false
    },
    found: () => {
      connected = true
    },
    watch: group => {
      const started = performance.now()
      const look = () => {
        const submittedBy = performance.now() - ms
        const late = connected ? [] : group.filter(one => one.since <= submittedBy)
        for (const one of late) one.reject(new Unavailable())
        if (!connected || started <= performance.now() - ms / 2) queue.reject(new Unavailable(), submittedBy)
      }
      const timer = setInterval(look, Math.min(LOOK_MS, ms / 4))
      return () => clearInterval(timer)
    },
  }
}
