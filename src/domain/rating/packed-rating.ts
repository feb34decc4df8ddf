import type { RuleSet } from '../rules/rule-set.ts'
import { type ConditionResult, type Explained, explainLeaves } from './conditions.ts'
import type { Rating } from './rate.ts'

/** One reading: value, records, settled records. */
type PackedReading = readonly [number | null, readonly number[], readonly number[]]

/**
 * A rating as it is kept: of each condition only what its leaves read, in their order. The rule set it names says the
 * rest, so that a stored rating is a fifth of the size and cannot say anything the rules do not.
 */
export interface PackedRating extends Omit<Rating, 'conditions'> {
  readonly conditions: readonly (readonly PackedReading[])[]
}

export const packRating = (rating: Rating): PackedRating => ({
  ...rating,
  conditions: rating.conditions.map(({ tree }) => readingsOf(tree)),
})

function readingsOf(tree: Explained): PackedReading[] {
  if (tree.node !== 'leaf') return tree.of.flatMap(readingsOf)
  const { value, entryIds, settledIds } = tree.reading
  return [[value, entryIds, settledIds]]
}

/** The rating again, with its trees; `ruleSet` must be the one it was rated by. */
export const unpackRating = (packed: PackedRating, ruleSet: RuleSet): Rating => ({
  ...packed,
  conditions: ruleSet.conditions.map(({ id, when }, i): ConditionResult => {
    const readings = packed.conditions[i] ?? []
    const tree = explainLeaves(
      when,
      readings.map(([value, entryIds, settledIds]) => ({ value, entryIds, settledIds })),
    )
    return { id, verdict: tree.verdict, tree }
  }),
})
