import { annualGrades, quarterGrades } from '../people/grades.ts'
import { leavesOf } from '../rules/leaves.ts'
import type { RuleSet } from '../rules/rule-set.ts'

/** The 平时考核 grade to be tried: the most modest that no condition counts, else the best. */
export function quarterGradeFor({ conditions }: RuleSet): string {
  const counted = new Set(
    conditions.flatMap(leavesOf).flatMap(({ leaf }) => {
      return 'streak' in leaf && leaf.streak.of === 'quarterGrade' ? leaf.streak.grades : []
    }),
  )
  return quarterGrades.findLast(grade => !counted.has(grade)) ?? quarterGrades[0]
}

/** The annual grade to be tried: the most modest that is enough for every condition that asks for one, else the best. */
export function annualGradeFor({ conditions }: RuleSet): string {
  const asked = conditions.flatMap(leavesOf).flatMap(({ leaf }) => {
    return 'compare' in leaf && leaf.compare.of === 'annualGrade'
      ? [{ values: leaf.compare.values, limit: Number(leaf.value) }]
      : []
  })
  const isEnough = (grade: string): boolean => asked.every(({ values, limit }) => (values[grade] ?? -1) >= limit)
  return annualGrades.slice(0, 4).findLast(isEnough) ?? annualGrades[0]
}
