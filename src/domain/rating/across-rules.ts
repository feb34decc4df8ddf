import type { Leaf, RuleVersion } from '../rules/rule-set.ts'
import { addMonths, type Day } from '../time/days.ts'

/**
 * Whether the leaf asks for the change of the score since a day on which other rules were in force. The score of that day
 * is formed by the rules of `day`, so that rules alone are no fall: it is not what was shown then.
 */
export const changesAcrossRules = (leaf: Leaf, { effectiveOn }: Pick<RuleVersion, 'effectiveOn'>, day: Day): boolean =>
  'compare' in leaf && leaf.compare.of === 'scoreChange' && addMonths(day, -leaf.compare.months) < effectiveOn
