import { effectiveWeights, overallMean } from '../../domain/assessments/grid.ts'
import { takenBack } from '../../domain/rating/known.ts'
import type { Day } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'

/** One counted 考察 as a rating somebody gave. */
export interface GivenRating {
  readonly cadreId: string
  readonly team: string
  /** Mean of its cells by their effective weights, hundredths. */
  readonly score: number
}

/**
 * The assessor of a 考察 is its team (考察组): they form the scores. The account of the ledger's entry verified it and
 * must not have written it; the account that typed it may be a clerk's. Blanks and full-width forms do not tell teams apart.
 */
export const teamOf = (team: string): string => team.normalize('NFKC').replace(/\s+/g, '') || '未写明考察组'

/** The ratings given by 考察 that ended in the window, those taken back left out, as known from there; streamed. */
export async function* ratingsGiven(
  ledger: LedgerStore,
  { version: { ruleSet }, knows }: Pick<RatingsView, 'version' | 'knows'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): AsyncIterable<GivenRating> {
  const weights = effectiveWeights(ruleSet)
  const reversed = takenBack((await ledger.byKind('reversal')).filter(knows))
  for await (const entry of ledger.each('assessment', { from, to })) {
    if (!knows(entry)) continue
    const { id, subjects, data } = entry
    const score = overallMean(weights, data.cells)
    const cadreId = subjects[0]
    if (score !== null && cadreId !== undefined && !reversed.has(id)) yield { cadreId, team: teamOf(data.team), score }
  }
}
