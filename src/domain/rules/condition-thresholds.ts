import { leafSubject } from './condition-words.ts'
import { boundsOf } from './leaf-shape.ts'
import { leavesOf } from './leaves.ts'
import type { ConditionRule, Leaf, RuleSet } from './rule-set.ts'
import type { Threshold } from './threshold.ts'

/** The limits of every condition. Whether a ballot was upheld is a yes or no: it has none. */
export function conditionThresholds(ruleSet: RuleSet): Threshold[] {
  const colour = (code: string): string => ruleSet.colours.find(one => one.code === code)?.label ?? code
  return ruleSet.conditions.flatMap((rule, i) =>
    leavesOf(rule).flatMap(({ leaf, path }, n) => {
      if ('compare' in leaf && leaf.compare.of === 'ballotUpheld') return []
      return [
        {
          ...kindOf(leaf),
          key: `conditions.${rule.id}.${n + 1}`,
          section: 'conditions' as const,
          of: rule.id,
          place: placeOf(rule),
          label: `${leafSubject(leaf, colour)}${signs[leaf.op]}`,
          value: leaf.value,
          path: ['conditions', i, ...path, 'value'],
        },
      ]
    }),
  )
}

const placeOf = (rule: ConditionRule): string => `条件 ${rule.id}`

const signs = { lt: '（低于）', le: '（不高于）', gt: '（高于）', ge: '（不低于）' } as const

type Kind = Pick<Threshold, 'typed' | 'unit' | 'min' | 'max' | 'grades'>

const units: Readonly<Record<string, string>> = {
  score: '分',
  scoreChange: '分',
  points: '分',
  mean: '分',
  latest: '分',
  worst: '分',
  coverage: '%',
  tenure: '个月',
  idle: '个月',
  channels: '个',
  facts: '件',
  restrictions: '项',
  adverse: '项',
  hotline: '个月',
  factMonths: '个月',
  quarterGrade: '个季度',
}
const inHundredths = new Set(['score', 'scoreChange', 'points', 'mean', 'latest', 'worst', 'coverage', 'facts'])

function kindOf(leaf: Leaf): Kind {
  const bounds = { ...boundsOf(leaf), grades: [] }
  if ('rank' in leaf) return { ...bounds, typed: 'hundredths', unit: '%' }
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  if (quantity.of === 'ballotShare') return { ...bounds, typed: 'fraction', unit: '' }
  if (quantity.of === 'annualGrade') {
    const grades = Object.entries(quantity.values).map(([label, value]) => ({ value, label }))
    return { ...bounds, typed: 'grade', unit: '', grades }
  }
  const typed = inHundredths.has(quantity.of) ? 'hundredths' : 'whole'
  return { ...bounds, typed, unit: units[quantity.of] ?? '次' }
}
