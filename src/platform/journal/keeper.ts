import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/index.ts'
import type { Logger } from '../logger.ts'
import { newHolder } from './holder.ts'
import { releaseLease, renewLease } from './lease.ts'
import { beginTenure, type Tenure } from './tenure.ts'

/** Takes the lease whenever it can be had, and renews it. */
export interface Keeper {
  /** What this process holds; null while it only reads. */
  readonly tenure: Tenure | null
  /** Tries once, rejecting when the database does not answer, then goes on until `stop`. */
  start(): Promise<void>
  /** Another has taken over. */
  lose(): void
  /** Releases the lease. */
  stop(): Promise<void>
}

export interface KeeperSettings {
  readonly database: Database
  readonly leaseMs: number
  readonly renewMs: number
  readonly log: Logger
  /** Called when the lease is lost; the session is ended once the answer resolves. */
  onLoss(): Promise<void>
}

export function leaseKeeper({ database, leaseMs, renewMs, log, onLoss }: KeeperSettings): Keeper {
  const holder = newHolder()
  const stopping = new AbortController()
  let tenure: Tenure | null = null
  let keeping = Promise.resolve()

  const lose = () => {
    const lost = tenure
    tenure = null
    if (lost === null) return
    log.warn({ fence: lost.lease.fence }, 'lease lost')
    void onLoss().then(() => lost.session.endSession())
  }

  const look = async () => {
    if (tenure !== null) {
      if (!(await renewLease(database.db, tenure.lease, leaseMs))) lose()
      return
    }
    tenure = await beginTenure(database, holder, leaseMs)
    if (tenure !== null) log.info({ fence: tenure.lease.fence }, 'lease taken')
  }

  const keep = async () => {
    while (!stopping.signal.aborted) {
      await sleep(renewMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      if (!stopping.signal.aborted) await look().catch(error => log.warn({ err: error }, 'lease not renewed'))
    }
  }

  return {
    get tenure() {
      return tenure
    },
    lose,
    start: async () => {
      await look()
      keeping = keep()
    },
    stop: async () => {
      stopping.abort()
      await keeping
      const last = tenure
      tenure = null
      if (last === null) return
      // Not released, it lapses by itself.
      await releaseLease(database.db, last.lease).catch(error => log.warn({ err: error }, 'lease not released'))
      await last.session.endSession()
    },
  }
}
