import { type Compiled, limitOf, slotKey } from '../../../src/domain/rating/conditions.ts'
import type { Expression, Leaf, Operator, RuleSet } from '../../../src/domain/rules/rule-set.ts'

const operators: Readonly<Record<Operator, string>> = { lt: '<', le: '<=', gt: '>', ge: '>=' }

/** The colours of a rule set as one CASE over the columns of a table of standings; SQL's NULL is the unknown. */
export function colourCase({ colours, conditions }: RuleSet, compiled: Compiled): string {
  const whens = colours.flatMap(({ code, match }) => {
    const own = conditions.filter(rule => rule.colour === code && rule.effect !== 'alert')
    if (match !== 'any' || own.length === 0) return []
    return [`WHEN ${own.map(rule => sqlOf(rule.when, rule.colour, compiled)).join(' OR ')} THEN '${code}'`]
  })
  return `CASE ${whens.join(' ')} ELSE 'none' END`
}

/** One who meets every condition of the quota's colour; the cut-offs of the ranks are `cut` of the class. */
export const candidateCase = ({ conditions, quotas }: RuleSet, compiled: Compiled): string =>
  conditions
    .filter(rule => rule.colour === quotas.colour && rule.effect === 'suggest')
    .map(rule => sqlOf(rule.when, rule.colour, compiled))
    .join(' AND ')

function sqlOf(expression: Expression, colour: string, compiled: Compiled): string {
  const of = (part: Expression): string => sqlOf(part, colour, compiled)
  if ('all' in expression) return `(${expression.all.map(of).join(' AND ')})`
  if ('any' in expression) return `(${expression.any.map(of).join(' OR ')})`
  if ('not' in expression) return `NOT ${of(expression.not)}`
  return `${columnOf(expression, colour, compiled)} ${operators[expression.op]} ${'rank' in expression ? 1 : limitOf(expression)}`
}

function columnOf(leaf: Leaf, colour: string, compiled: Compiled): string {
  // Inside the cut: a rank of 1 or better.
  if ('rank' in leaf) return `(CASE WHEN score >= cut THEN 1 ELSE 2 END)`
  if ('compare' in leaf && (leaf.compare.of === 'score' || leaf.compare.of === 'coverage')) return leaf.compare.of
  if ('compare' in leaf && leaf.compare.of === 'scoreChange') return 'NULL::float8'
  return `slot_${compiled.slots.findIndex(slot => slot.key === slotKey(leaf, colour))}`
}
