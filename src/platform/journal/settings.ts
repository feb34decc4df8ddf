import type { Entry } from '../../domain/evidence/entries.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import type { Logger } from '../logger.ts'
import type { Work } from './work.ts'

/** What a group of commands recorded. */
export interface Group {
  /** Subjects of the entries recorded. */
  readonly touched: ReadonlySet<string>
  readonly recorded: readonly Entry[]
}

export interface JournalSettings {
  readonly database: Database
  /** Business time. */
  readonly clock: Clock
  readonly realClock: Clock
  readonly log: Logger
  /** Commands that share one transaction, at most; 64. */
  readonly maxGroup?: number
  /** Commands waiting, at most, before `Busy`; 5,000. */
  readonly maxQueue?: number
  /** Milliseconds a lease holds without renewal, and between renewals; 10,000 and 2,000. */
  readonly leaseMs?: number
  readonly renewMs?: number
  /** Milliseconds a command waits for a database that does not answer before `Unavailable`; 8,000. */
  readonly patienceMs?: number
  /** Runs once a group, after its commands and in their transaction: moves the standings. It may run more than once. */
  readonly beforeCommit?: (work: Work, group: Group) => Promise<void>
  /** Runs after a group is committed; what it throws is logged. */
  readonly afterCommit?: (group: Group) => void
}
