import type { Rater } from '../rating/rate.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'

/** Rules that are published already and begin on a day to come. */
export interface ComingRules {
  readonly from: Day
  readonly ruleSet: RuleSet
  readonly rater: Pick<Rater, 'rate'>
}

interface Rules {
  readonly ruleSet: RuleSet
  /** By their beginning, the nearest first; none: these rules stay. */
  readonly coming?: readonly ComingRules[]
}

/** What will have begun by a day last; null while the rules of today still hold. */
export const begunBy = (day: Day, { coming = [] }: Pick<Rules, 'coming'>): ComingRules | null =>
  coming.findLast(({ from }) => from <= day) ?? null

/** The rules by which a day will be rated, as far as they are published by now. */
export const rulesOn = (day: Day, rules: Rules): RuleSet => begunBy(day, rules)?.ruleSet ?? rules.ruleSet

/** Today's rules and all that are to follow. */
export const everyRuleSet = ({ ruleSet, coming = [] }: Rules): RuleSet[] => [ruleSet, ...coming.map(one => one.ruleSet)]
