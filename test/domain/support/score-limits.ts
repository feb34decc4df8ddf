import type { Expression, RuleSet } from '../../../src/domain/rules/rule-set.ts'

/** The limit that takes the place of one, which is the nth. */
export type Limit = (before: number, nth: number) => number

/** The same rules with other limits wherever a condition looks at the score. */
export function withScoreLimits(ruleSet: RuleSet, limit: Limit): RuleSet {
  let nth = -1
  const moved = (part: Expression): Expression => {
    if ('all' in part) return { all: part.all.map(moved) }
    if ('any' in part) return { any: part.any.map(moved) }
    if ('not' in part) return { not: moved(part.not) }
    if (!('compare' in part) || part.compare.of !== 'score') return part
    nth += 1
    return { ...part, value: limit(Number(part.value), nth) }
  }
  return { ...ruleSet, id: 'other', conditions: ruleSet.conditions.map(rule => ({ ...rule, when: moved(rule.when) })) }
}
