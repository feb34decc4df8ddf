import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Outcomes, TrialOutcome } from '../../domain/trials/outcome.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Basis } from './trial-model.ts'

/** Everybody's outcome under one version over a basis. The one place that knows how a trial reads and evaluates. */
export async function outcomesUnder(
  ratings: Pick<Ratings, 'asOf'>,
  version: RuleVersion,
  { day, knownAt }: Pick<Basis, 'day' | 'knownAt'>,
  { onProgress, signal }: { readonly onProgress: (rated: number, all: number) => void; readonly signal: AbortSignal },
): Promise<Outcomes> {
  const { suggestions, placing } = await ratings.asOf(day, knownAt, { version, onProgress, signal })
  const rows = new Map(suggestions.map(suggestion => [suggestion.cadreId, lean(suggestion)]))
  return { version, placing, rows }
}

/** Without the lines and facts of the score: two whole ratings of everybody need not stay in memory. */
const lean = ({
  cadreId,
  unitId,
  classCode,
  colour,
  mark,
  score,
  scored,
  coverage,
  rank,
  conditions,
  reasons,
}: TrialOutcome): TrialOutcome => ({
  cadreId,
  unitId,
  classCode,
  colour,
  mark,
  score,
  scored,
  coverage,
  rank,
  conditions,
  reasons,
})
