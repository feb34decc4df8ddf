import { conditionThresholds } from './condition-thresholds.ts'
import type { RuleSet } from './rule-set.ts'
import type { Amount, Threshold } from './threshold.ts'

/** Every number of a rule set that a draft may change, in the order of the page. */
export const thresholdsOf = (ruleSet: RuleSet): Threshold[] => [
  ...conditionThresholds(ruleSet),
  ...scoreThresholds(ruleSet),
  ...markThresholds(ruleSet),
  ...alertThresholds(ruleSet),
  ...quotaThresholds(ruleSet),
  ...evidenceThresholds(ruleSet),
]

const hundredths = { typed: 'hundredths' as const, grades: [] }
const whole = { typed: 'whole' as const, grades: [] }
const percent = { ...hundredths, unit: '%', min: 0, max: 10_000 }
const points = { ...hundredths, unit: '分', min: -10_000, max: 10_000 }

function scoreThresholds({ score }: RuleSet): Threshold[] {
  const section = 'score' as const
  const clips = (name: 'eventClip' | 'clip', place: string): Threshold[] =>
    (['min', 'max'] as const).map(end => ({
      ...points,
      min: name === 'eventClip' && end === 'max' ? 0 : -100_000,
      max: name === 'eventClip' && end === 'min' ? 0 : 100_000,
      key: `score.${name}.${end}`,
      section,
      of: name,
      place,
      label: end === 'min' ? '下限' : '上限',
      value: score[name][end],
      path: ['score', name, end],
    }))
  return [
    ...score.parts.map((part, i) => ({
      ...percent,
      min: 1,
      key: `score.parts.${part.code}`,
      section,
      of: 'parts',
      place: '得分组成',
      label: `${part.label} 权重`,
      value: part.weight,
      path: ['score', 'parts', i, 'weight'],
    })),
    ...score.fading.map((line, i) => ({
      ...percent,
      typed: 'whole' as const,
      max: 100,
      key: `score.fading.${i + 1}`,
      section,
      of: 'fading',
      place: '时间折减',
      label: `${line.months} 个月内的权重`,
      value: line.weight,
      path: ['score', 'fading', i, 'weight'],
    })),
    ...clips('eventClip', '事件分'),
    ...clips('clip', '总分'),
  ]
}

function markThresholds({ marks }: RuleSet): Threshold[] {
  const shared = { ...percent, section: 'marks' as const, of: 'marks', place: '标注' }
  return [
    {
      ...shared,
      key: 'marks.minCoverage',
      label: '最低依据覆盖率（低于即依据不足）',
      value: marks.minCoverage,
      path: ['marks', 'minCoverage'],
    },
    {
      ...shared,
      key: 'marks.absence',
      label: `${marks.absence.months} 个月内不在岗天数占比（超过即不定色）`,
      value: marks.absence.share,
      path: ['marks', 'absence', 'share'],
    },
  ]
}

/** How early people are told; it decides no colour. */
function alertThresholds({ alerts }: RuleSet): Threshold[] {
  if (alerts === undefined) return []
  const shared = { ...whole, section: 'marks' as const, of: 'alerts', place: '提示' }
  return [
    {
      ...points,
      min: 0,
      section: 'marks',
      of: 'alerts',
      place: '提示',
      key: 'alerts.points',
      label: '离分数线多近即提示',
      value: alerts.points,
      path: ['alerts', 'points'],
    },
    {
      ...shared,
      key: 'alerts.times',
      label: '离件数、月数多近即提示',
      unit: '次',
      min: 0,
      max: 12,
      value: alerts.times,
      path: ['alerts', 'times'],
    },
    {
      ...shared,
      key: 'alerts.termDays',
      label: '期限届满前多少天提示',
      unit: '天',
      min: 0,
      max: 366,
      value: alerts.termDays,
      path: ['alerts', 'termDays'],
    },
  ]
}

function quotaThresholds({ quotas }: RuleSet): Threshold[] {
  const shared = { section: 'quotas' as const, of: 'quotas', place: '名额' }
  return [
    {
      ...percent,
      ...shared,
      key: 'quotas.class',
      label: '每类占比上限',
      value: quotas.classShare,
      path: ['quotas', 'classShare'],
    },
    {
      ...whole,
      ...shared,
      key: 'quotas.unit',
      label: '每单位：每多少人一个名额',
      unit: '人',
      min: 1,
      max: 10_000,
      value: quotas.unitDivisor,
      path: ['quotas', 'unitDivisor'],
    },
    {
      ...percent,
      ...shared,
      key: 'quotas.head',
      label: '主要负责人占名单上限',
      value: quotas.headShare,
      path: ['quotas', 'headShare'],
    },
  ]
}

const roles = { person: '本人', charge: '分管领导', chief: '主要负责人', unit: '单位' } as const

function evidenceThresholds({ evidence }: RuleSet): Threshold[] {
  return evidence.flatMap((rule, i): Threshold[] => {
    const bounds = rule.positive ? { min: 0, max: 10_000 } : { min: -10_000, max: 0 }
    const shared = { ...points, ...bounds, section: 'evidence' as const, of: rule.code, place: `事实 ${rule.code}` }
    const byRole = (Object.keys(roles) as (keyof typeof roles)[]).map(role => ({
      ...shared,
      key: `evidence.${rule.code}.${role}`,
      label: roles[role],
      value: rule.points[role],
      path: ['evidence', i, 'points', role],
    }))
    const grades = Object.entries(rule.byGrade ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
    const byGrade = grades.map(([grade, value], n) => ({
      ...shared,
      key: `evidence.${rule.code}.grade.${n + 1}`,
      label: `本人，${grade}`,
      value,
      path: ['evidence', i, 'byGrade', grade],
    }))
    return [...byRole, ...byGrade, ...(rule.cap === null ? [] : [capThreshold(rule.cap, shared, i)])]
  })
}

function capThreshold(
  cap: { readonly per: 'year' | 'quarter'; readonly points: number },
  shared: Omit<Threshold, 'key' | 'label' | 'value' | 'path'>,
  i: number,
): Threshold {
  return {
    ...shared,
    key: `evidence.${shared.of}.cap`,
    label: cap.per === 'year' ? '每年封顶' : '每季封顶',
    value: cap.points,
    path: ['evidence', i, 'cap', 'points'],
  }
}

/** Whether two amounts are the same number, written the same way. */
export const sameAmount = (a: Amount, b: Amount): boolean => JSON.stringify(a) === JSON.stringify(b)
