import { leavesOutSettled } from '../../domain/moves/settled.ts'
import type { ConditionResult } from '../../domain/rating/conditions.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Ratings, raterOf } from '../ratings/index.ts'
import type { CloseDocument } from './close-model.ts'

/** A close with the rules that judged it. */
export interface At {
  readonly close: CloseDocument
  readonly version: RuleVersion
}

/** Cadre → conditions that left out settled records. */
export type Settled = ReadonlyMap<string, readonly ConditionResult[]>

/** Cadres whose records are read together. */
const BATCH = 200

/** The conditions of those among the cadres for whom a close left out settled records, formed from the ledger as known to it. */
export async function settledOf(
  ratings: Pick<Ratings, 'entriesToRate'>,
  { close, version }: At,
  cadreIds: readonly string[],
): Promise<Settled> {
  const { day, knownAt, position } = close
  const rater = raterOf(version)
  const settled = new Map<string, readonly ConditionResult[]>()
  for (let i = 0; i < cadreIds.length; i += BATCH) {
    const batch = cadreIds.slice(i, i + BATCH)
    const entries = await ratings.entriesToRate(batch, version.ruleSet)
    for (const cadreId of batch) {
      const known = (entries.get(cadreId) ?? []).filter(({ id }) => id <= position)
      const conditions = rater.rate(cadreId, known, day, knownAt)?.conditions ?? []
      if (conditions.some(leavesOutSettled)) settled.set(cadreId, conditions)
    }
  }
  return settled
}
