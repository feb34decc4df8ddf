import { annualGrades, quarterGrades } from '../../people/grades.ts'
import { leavesOf } from '../leaves.ts'
import type { ConditionRule, Leaf, RuleSet } from '../rule-set.ts'
import { findingAt, type RuleFinding } from './finding.ts'

/** Leaves of which the rules alone cannot say whether they ever read a value. */
export const leafFindings = ({ conditions }: RuleSet): RuleFinding[] =>
  conditions.flatMap((rule, i) =>
    leavesOf(rule).flatMap(({ leaf, path }) => findingsOfLeaf(leaf, ['conditions', i, ...path], rule)),
  )

function findingsOfLeaf(leaf: Leaf, path: readonly (string | number)[], { id }: ConditionRule): RuleFinding[] {
  if ('compare' in leaf && leaf.compare.of === 'annualGrade') {
    const unknown = unknownOf(Object.keys(leaf.compare.values), annualGrades)
    if (unknown.length === 0) return []
    return [findingAt('warning', [...path, 'compare', 'values'], `${id} 年度考核没有${unknown.join('、')}这样的等次`)]
  }
  if (!('streak' in leaf)) return []
  const { streak } = leaf
  if (streak.of === 'quarterGrade') {
    const unknown = unknownOf(streak.grades, quarterGrades)
    if (unknown.length === 0) return []
    return [findingAt('warning', [...path, 'streak', 'grades'], `${id} 平时考核没有${unknown.join('、')}这样的等次`)]
  }
  const findings: RuleFinding[] = []
  if (leaf.value > streak.months) {
    const words = `${id} ${streak.months} 个月内按月公布的排名不超过 ${streak.months} 次，能否连续 ${leaf.value} 个月取决于公布日期，未判定`
    findings.push(findingAt('undecided', [...path, 'value'], words))
  }
  return findings
}

const unknownOf = (names: readonly string[], known: readonly string[]): string[] =>
  names.filter(name => !known.includes(name)).map(name => `“${name}”`)
