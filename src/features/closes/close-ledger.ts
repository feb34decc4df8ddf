import { leavesOutSettled } from '../../domain/moves/settled.ts'
import type { ConditionResult } from '../../domain/rating/conditions.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Ratings, raterOf } from '../ratings/index.ts'
import type { CloseDocument } from './close-model.ts'

type Source = Pick<Ratings, 'entriesToRate'>

/** A close with rules to rate by: those that judged it, or others. */
export interface At {
  readonly close: CloseDocument
  readonly version: RuleVersion
}

/** Cadre → conditions that left out settled records. */
export type Settled = ReadonlyMap<string, readonly ConditionResult[]>

/** The conditions of those among the cadres for whom a close left out settled records, formed from the ledger as known to it. */
export async function settledOf(ratings: Source, at: At, cadreIds: readonly string[]): Promise<Settled> {
  const settled = new Map<string, readonly ConditionResult[]>()
  for await (const { cadreId, conditions } of ratingsAt(ratings, at, cadreIds))
    if (conditions.some(leavesOutSettled)) settled.set(cadreId, conditions)
  return settled
}

/**
 * What each of the cadres is counted as at a close by these rules, from the ledger as known to it. Null of whoever would
 * contend for a place: that depends on everybody.
 */
export async function outcomesBy(
  ratings: Source,
  at: At,
  cadreIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const keys = new Map<string, string | null>()
  for await (const rating of ratingsAt(ratings, at, cadreIds))
    keys.set(rating.cadreId, rating.candidate ? null : countedAs(rating))
  return keys
}

/** Cadres whose records are read together. */
const BATCH = 200

async function* ratingsAt(ratings: Source, { close, version }: At, cadreIds: readonly string[]): AsyncIterable<Rating> {
  const { day, knownAt, position } = close
  const rater = raterOf(version)
  for (let i = 0; i < cadreIds.length; i += BATCH) {
    const batch = cadreIds.slice(i, i + BATCH)
    const entries = await ratings.entriesToRate(batch, version.ruleSet)
    for (const cadreId of batch) {
      const known = (entries.get(cadreId) ?? []).filter(({ id }) => id <= position)
      const rating = rater.rate(cadreId, known, day, knownAt)
      if (rating !== null) yield rating
    }
  }
}
