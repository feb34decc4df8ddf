import type { Instant } from '../../domain/time/days.ts'
import type { Expectation } from '../../domain/trials/cases.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'

interface Person {
  readonly id: string
  readonly name: string
}

/** A saved case: what every draft is checked against, and why. */
export interface TrialCase extends Expectation {
  readonly _id: string
  readonly name: string
  readonly reason: string
  readonly savedBy: Person
  readonly savedAt: Instant
  /** Rises with each change. */
  readonly version: number
}

const CASES = 'trial_cases'

/** Saved cases. Written inside commands only. */
export interface CaseStore {
  all(): Promise<readonly TrialCase[]>
  one(id: string): Promise<TrialCase | null>
  allIn(work: Work): Promise<readonly TrialCase[]>
  put(work: Work, one: TrialCase): void
  remove(work: Work, id: string): void
}

export function createCaseStore({ db }: Database): CaseStore {
  const collection = db.collection<TrialCase>(CASES)
  const order = { name: 1, _id: 1 } as const
  return {
    all: () => collection.find({}).sort(order).toArray(),
    one: id => collection.findOne({ _id: id }),
    allIn: async work => {
      await work.flush()
      return collection.find({}, { session: work.session }).sort(order).toArray()
    },
    put: (work, one) => work.replace(CASES, one._id, one),
    remove: (work, id) => work.remove(CASES, id),
  }
}
