import type { ConditionRule, Expression, Leaf } from './rule-set.ts'
import type { Path } from './shape.ts'

/** A leaf with its way from the condition's `when`. */
export interface PlacedLeaf {
  readonly leaf: Leaf
  readonly path: Path
}

/** The leaves of a condition in the order they are read. */
export const leavesOf = (rule: ConditionRule): PlacedLeaf[] => leavesIn(rule.when, ['when'])

function leavesIn(expression: Expression, path: Path): PlacedLeaf[] {
  if ('all' in expression) return expression.all.flatMap((part, i) => leavesIn(part, [...path, 'all', i]))
  if ('any' in expression) return expression.any.flatMap((part, i) => leavesIn(part, [...path, 'any', i]))
  if ('not' in expression) return leavesIn(expression.not, [...path, 'not'])
  return [{ leaf: expression, path }]
}
