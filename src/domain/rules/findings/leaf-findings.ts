import { annualGrades, quarterGrades } from '../../people/grades.ts'
import { leavesOf, type PlacedLeaf } from '../leaves.ts'
import type { FactFilter, RuleSet } from '../rule-set.ts'
import type { Path } from '../shape.ts'
import { type Found, findingAt } from './finding.ts'

/** Leaves that ask for what is never recorded, or of which the rules alone cannot say whether it ever is. */
export const leafFindings = (ruleSet: RuleSet): Found[] =>
  ruleSet.conditions.flatMap((rule, i) =>
    leavesOf(rule).flatMap(({ leaf, path }) => findingsOfLeaf({ leaf, path: ['conditions', i, ...path] }, ruleSet)),
  )

function findingsOfLeaf({ leaf, path }: PlacedLeaf, ruleSet: RuleSet): Found[] {
  if ('rank' in leaf) return []
  if ('compare' in leaf) {
    if ('facts' in leaf.compare) return roleFindings(leaf.compare.facts, [...path, 'compare'])
    if (leaf.compare.of !== 'annualGrade') return []
    return gradeFindings('年度考核', Object.keys(leaf.compare.values), annualGrades, [...path, 'compare', 'values'])
  }
  if ('count' in leaf) {
    if ('facts' in leaf.count) return roleFindings(leaf.count.facts, [...path, 'count'])
    if (leaf.count.of !== 'failedRectifications') return []
    return extensionFindings(leaf.count.colour, [...path, 'count', 'colour'], ruleSet)
  }
  const { streak } = leaf
  if ('facts' in streak) return roleFindings(streak.facts, [...path, 'streak'])
  if (streak.of === 'quarterGrade') {
    return gradeFindings('平时考核', streak.grades, quarterGrades, [...path, 'streak', 'grades'])
  }
  if (streak.of !== 'hotline' || leaf.value <= streak.months) return []
  const words = `按月公布的排名，${streak.months} 个月内一般只有 ${streak.months} 次，能否连续 ${leaf.value} 个月要看公布日期，未判定`
  return [findingAt('undecided', [...path, 'value'], words)]
}

function roleFindings({ roles }: FactFilter, path: Path): Found[] {
  if (!roles?.includes('unit')) return []
  const words = '记到单位的事实不因此归到哪个人，选“单位”不起作用'
  return [findingAt('warning', [...path, 'facts', 'roles'], words)]
}

function gradeFindings(of: string, names: readonly string[], known: readonly string[], path: Path): Found[] {
  const unknown = names.filter(name => !known.includes(name)).map(name => `“${name}”`)
  return unknown.length === 0 ? [] : [findingAt('warning', path, `${of}没有${unknown.join('、')}这样的等次`)]
}

/** A placement made under earlier rules may still be extended by theirs, so it is no error. */
function extensionFindings(code: string, path: Path, { colours }: RuleSet): Found[] {
  const colour = colours.find(one => one.code === code)
  if (colour === undefined || (colour.term?.extensions ?? 0) > 0) return []
  return [findingAt('warning', path, `看的是延期期满，${colour.label}却不能延期`)]
}
