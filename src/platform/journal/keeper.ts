import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/index.ts'
import type { Logger } from '../logger.ts'
import { newHolder } from './holder.ts'
import { releaseLease, renewLease } from './lease.ts'
import { beginTenure, type Tenure } from './tenure.ts'
import { withinTime } from './time-limit.ts'

/** Takes the lease whenever it can be had, and renews it. */
export interface Keeper {
  /** What this process holds; null while it only reads. */
  readonly tenure: Tenure | null
  /** Tries once, rejecting when the database does not answer, then goes on until `stop`. */
  start(): Promise<void>
  /** Lets go of what is held; its session is ended once its last use is over, as `onLoss` answers unless it is said. */
  lose(lastUse?: Promise<unknown>): void
  /** Releases the lease. */
  stop(): Promise<void>
}

export interface KeeperSettings {
  readonly database: Database
  readonly leaseMs: number
  readonly renewMs: number
  readonly log: Logger
  /** Called when what was held is lost. Resolves when its session is used no more. */
  onLoss(): Promise<unknown>
}

const ANSWER_MS = 5000

export function leaseKeeper({ database, leaseMs, renewMs, log, onLoss }: KeeperSettings): Keeper {
  const holder = newHolder()
  const stopping = new AbortController()
  let tenure: Tenure | null = null
  let keeping = Promise.resolve()
  // A look whose answer came too late changes nothing any more.
  let turn = 0

  const lose = (lastUse?: Promise<unknown>) => {
    const lost = tenure
    if (lost === null) return
    tenure = null
    turn += 1
    log.warn({ fence: lost.lease.fence }, 'lease lost')
    const unused = onLoss()
    void (lastUse ?? unused).then(() => lost.session.endSession())
  }

  const renew = async (held: Tenure, mine: number) => {
    const renewed = await renewLease(database.db, held.lease, leaseMs)
    if (!renewed && mine === turn) lose()
  }

  const take = async (mine: number) => {
    const taken = await beginTenure(database, holder, leaseMs)
    if (mine !== turn) return taken?.session.endSession()
    tenure = taken
    if (taken !== null) log.info({ fence: taken.lease.fence }, 'lease taken')
  }

  const look = () => {
    turn += 1
    const looking = tenure === null ? take(turn) : renew(tenure, turn)
    return withinTime<void>(ANSWER_MS, looking, 'The database did not answer in time.')
  }

  const keep = async () => {
    while (!stopping.signal.aborted) {
      await sleep(renewMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
      if (!stopping.signal.aborted) await look().catch(error => log.warn({ err: error }, 'lease not renewed'))
    }
  }

  const release = async (last: Tenure) => {
    await releaseLease(database.db, last.lease)
    await last.session.endSession()
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
      turn += 1
      // Not released, it lapses by itself.
      const releasing = last && withinTime(ANSWER_MS, release(last), 'The database did not answer in time.')
      await releasing?.catch(error => log.warn({ err: error }, 'lease not released'))
    },
  }
}
