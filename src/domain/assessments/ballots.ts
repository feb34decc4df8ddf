import type { BallotGroup } from '../evidence/entries.ts'
import { limitOf } from '../rating/conditions.ts'
import type { ConditionRule, Expression, Leaf, Operator, RuleSet } from '../rules/rule-set.ts'

/** Whether the group has too few valid ballots and is left out of 评价 (rules.md §3). */
export function isDropped({ group, valid }: BallotGroup, ruleSet: RuleSet): boolean {
  const rule = ruleSet.evaluation.find(({ code }) => code === group)
  return rule === undefined || valid < rule.minBallots
}

/**
 * The conditions that these ballots would meet once they are verified 属实 (R5, Y6): the shares are bad, so somebody
 * other than the recorder must verify them. Shares are of all ballots counted, as the rating reads them.
 */
export function ballotAlarms(groups: readonly BallotGroup[], ruleSet: RuleSet): ConditionRule[] {
  return ruleSet.conditions.filter(({ when }) => {
    const leaves = leavesOf(when)
    const shares = leaves.filter(leaf => 'compare' in leaf && leaf.compare.of === 'ballotShare')
    return (
      shares.length > 0 &&
      leaves.some(leaf => 'compare' in leaf && leaf.compare.of === 'ballotUpheld') &&
      shares.every(leaf => holds(leaf, groups))
    )
  })
}

function leavesOf(expression: Expression): Leaf[] {
  if ('all' in expression) return expression.all.flatMap(leavesOf)
  if ('any' in expression) return expression.any.flatMap(leavesOf)
  return 'not' in expression ? leavesOf(expression.not) : [expression]
}

function holds(leaf: Leaf, groups: readonly BallotGroup[]): boolean {
  if (!('compare' in leaf) || leaf.compare.of !== 'ballotShare') return false
  const total = sum(groups, ({ excellent, fit, basic, unfit }) => excellent + fit + basic + unfit)
  const part = leaf.compare.share === 'unfit' ? sum(groups, c => c.unfit) : sum(groups, c => c.excellent + c.fit)
  return total > 0 && operators[leaf.op](part / total, limitOf(leaf))
}

const sum = (groups: readonly BallotGroup[], of: (counts: BallotGroup['counts']) => number): number =>
  groups.reduce((total, { counts }) => total + of(counts), 0)

const operators: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
}
