import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { TrialSummary } from '../../domain/trials/compare-outcomes.ts'
import type { Database, Migration } from '../../platform/database/index.ts'

/** What a trial runs over: the ledger as known at a moment, rated as of a day. */
export interface Basis {
  readonly kind: 'today' | 'close' | 'day'
  /** The close's id; '' for the others. */
  readonly closeId: string
  /** In words: `今天（2022-05-31）`, `2022年4月末`. */
  readonly label: string
  readonly day: Day
  readonly knownAt: Instant
}

/** What the draft is compared with: the rules in force on the basis' day, or the version the draft is based on. */
export type Against = 'inForce' | 'base'

interface Person {
  readonly id: string
  readonly name: string
}

/** One trial of one state of a draft. What it found never changes; a new state of the draft needs a new trial. */
export interface TrialDocument {
  readonly _id: string
  readonly draftId: string
  readonly draftVersion: number
  /** The draft's reason, as it was. */
  readonly note: string
  /** The draft exactly as it was tried; its hash. */
  readonly ruleSet: RuleSet
  readonly hash: string
  /** The version on the side before. */
  readonly before: { readonly id: string; readonly hash: string }
  /** Why it is that one; absent: in force on the basis' day. A base that is in force is told as such. */
  readonly against?: Against
  readonly basis: Basis
  /** Names draft, hash, basis and position in the ledger: the same once more has the same result. */
  readonly key: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted'
  /** The process that carries it out: a running one of another process was interrupted. */
  readonly runner: string
  readonly startedBy: Person
  readonly startedAt: Instant
  readonly endedBy: Person | null
  readonly endedAt: Instant | null
  readonly summary: TrialSummary | null
}

/** Somebody whom the draft moves. `n`: the place in the order of the list, from 1. */
export interface MoverDocument {
  readonly _id: string
  readonly trialId: string
  readonly n: number
  readonly cadreId: string
  readonly unitId: string
  readonly classCode: string
  /** Another colour, or only another mark. */
  readonly kind: 'colour' | 'mark'
  readonly from: string
  readonly to: string
  readonly fromMark: string | null
  readonly toMark: string | null
  /** Hundredths; null when there is none. */
  readonly scoreBefore: number | null
  readonly scoreAfter: number | null
  /** One sentence a cause. */
  readonly why: readonly string[]
}

/** What everybody is counted as on both sides, in columns: about 1,000 cadres a document. */
export interface ColumnsDocument {
  readonly _id: string
  readonly trialId: string
  readonly cadreIds: readonly string[]
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Ids of the conditions that put them there under the draft, joined by 、. */
  readonly reasons: readonly string[]
}

export const TRIALS = 'trials'
export const MOVERS = 'trial_movers'
export const COLUMNS = 'trial_columns'

/** The indexes of the collections of this feature. */
export const migrations: readonly Migration[] = [
  {
    name: 'trials-1-indexes',
    up: async ({ db }: Database) => {
      await db
        .collection(TRIALS)
        .createIndexes([{ key: { startedAt: -1, _id: -1 } }, { key: { key: 1 } }, { key: { draftId: 1, hash: 1 } }])
      await db.collection(MOVERS).createIndexes([{ key: { trialId: 1, n: 1 } }])
      await db.collection(COLUMNS).createIndexes([{ key: { trialId: 1 } }])
    },
  },
]
