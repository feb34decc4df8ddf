import { changesAcrossRules } from '../../domain/rating/across-rules.ts'
import type { Reading } from '../../domain/rating/reading.ts'
import { conditionWords } from '../../domain/rules/condition-words.ts'
import type { Leaf, RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { hundredths } from '../../web/format.ts'

/** What a leaf asks, in one clause, as the rules themselves are read: `得分低于 60 分`. */
export const leafWords = (leaf: Leaf, ruleSet: Pick<RuleSet, 'colours'>): string => conditionWords(leaf, ruleSet)

/** A leaf that holds, with what was seen: `得分 58.20 分`. */
export function seenWords(leaf: Leaf, reading: Reading): string {
  if ('compare' in leaf && leaf.compare.of === 'ballotUpheld') return '测评结果经核实成立'
  return `${spoken(leaf)[0]} ${readingWords(leaf, reading)}`
}

/** What was seen: `58.20`, `2 件`, `缺数据`; settled records are said so. */
export function readingWords(leaf: Leaf, { value, settledIds }: Reading): string {
  const run = settledRun(leaf, { value, settledIds })
  if (run !== null) return `${spoken(leaf)[1](run)}（已随名单处理，不再计）`
  const settled = settledIds.length > 0 ? `（另有 ${settledIds.length} 条已随名单处理，不再计）` : ''
  return `${value === null ? '缺数据' : spoken(leaf)[1](value)}${settled}`
}

/** What was seen on two sides, said once where it is the same; of months or quarters running what became of them. */
export function changeWords(
  leaf: readonly [before: Leaf, after: Leaf],
  seen: readonly [before: Reading, after: Reading],
) {
  const [before, after] = [readingWords(leaf[0], seen[0]), readingWords(leaf[1], seen[1])]
  const [wasSettled, isSettled] = [settledRun(leaf[0], seen[0]), settledRun(leaf[1], seen[1])]
  if (before === after || (isSettled !== null && isSettled === seen[0].value)) return after
  // Of what was settled only months of a hotline ranking count again, with the next.
  const isHotline = 'streak' in leaf[1] && leaf[1].streak.of === 'hotline'
  const goesOn = isHotline && wasSettled !== null && (seen[1].value ?? 0) > wasSettled
  const note = goesOn
    ? '（其后又有，连同已处理的一并计）'
    : isSettled === null && isBroken(leaf, seen)
      ? '（已中断）'
      : ''
  return `${before} → ${after}${note}`
}

/** Whether what ran before by the same question runs no more. */
const isBroken = (
  leaf: readonly [before: Leaf, after: Leaf],
  [before, after]: readonly [before: Reading, after: Reading],
): boolean =>
  'streak' in leaf[1] && spoken(leaf[0])[0] === spoken(leaf[1])[0] && (before.value ?? 0) > 0 && after.value === 0

/** How long a run of rankings or grades is that was settled with its newest, and so counts nothing; else null. */
const settledRun = (leaf: Leaf, { value, settledIds }: Pick<Reading, 'value' | 'settledIds'>): number | null =>
  'streak' in leaf && leaf.streak.of !== 'factMonths' && value === 0 && settledIds.length > 0 ? settledIds.length : null

/** Said of a change of the score where other rules were in force on the day it is compared with; else ''. */
export const byRulesOfNow = (leaf: Leaf, version: RuleVersion, day: Day): string =>
  changesAcrossRules(leaf, version, day) ? `均按规则 ${version.ruleSet.id} 计` : ''

/** A mean or a faded sum may lie between two hundredths. */
const points = (value: number): string => `${hundredths(Math.round(value))} 分`
const times = (value: number): string => `${value} 次`
const occurrences = (value: number): string =>
  `${Number.isInteger(value / 100) ? value / 100 : (value / 100).toFixed(1)} 件`
const share = (value: number): string => `${(value * 100).toFixed(1)}%`

/** What each kind of leaf looks at, and how its numbers read. */
function spoken(leaf: Leaf): Words {
  if ('rank' in leaf) return ['同类名次', value => `第 ${value} 名`]
  if ('streak' in leaf) return streakWords(leaf.streak)
  if ('count' in leaf) return countWords(leaf.count)
  return measureWords(leaf.compare)
}

type Words = [subject: string, amount: (value: number) => string]

function streakWords(streak: Extract<Leaf, { streak: unknown }>['streak']): Words {
  if (streak.of === 'quarterGrade') return [`平时考核连续${streak.grades.join('、')}`, value => `${value} 个季度`]
  if (streak.of === 'factMonths') return [`连续每月都有${factWords(streak.facts)}`, value => `${value} 个月`]
  const role = streak.role === 'charge' ? '分管' : '主要负责'
  return [`${role}单位 ${streak.field} 连续末 ${streak.bottom} 位`, value => `${value} 个月`]
}

function countWords(counted: Extract<Leaf, { count: unknown }>['count']): Words {
  switch (counted.of) {
    case 'facts':
      return [`${counted.months} 个月内${factWords(counted.facts)}`, occurrences]
    case 'placements':
      return [`${counted.months} 个月内列入名单`, times]
    case 'failedRectifications':
      return ['延期期满整改仍不合格', times]
    case 'restrictions':
      return ['有效的否决事项', value => `${value} 项`]
    case 'adverse':
      return [`${counted.months} 个月内的黄、红名单、否决事项和督办`, value => `${value} 项`]
  }
}

function measureWords(measure: Extract<Leaf, { compare: unknown }>['compare']): Words {
  switch (measure.of) {
    case 'score':
      return ['得分', points]
    case 'coverage':
      return ['依据覆盖率', value => `${hundredths(value)}%`]
    case 'tenure':
      return ['任现职', value => (value >= 12 ? '12 个月以上' : `${value} 个月`)]
    case 'idle':
      return ['未见记录', value => (value >= 12 ? '12 个月以上' : `${value} 个月`)]
    case 'scoreChange':
      return [`得分较 ${measure.months} 个月前变化`, points]
    case 'points':
      return [`${measure.months} 个月内${factWords(measure.facts)}合计`, points]
    case 'mean':
      return [`${measure.months} 个月内${factWords(measure.facts)}平均每件`, points]
    case 'latest':
      return [`${measure.months} 个月内最近一件${factWords(measure.facts)}`, points]
    case 'worst':
      return [`${measure.months} 个月内最重的一件${factWords(measure.facts)}`, points]
    case 'channels':
      return ['正面事实的渠道', value => `${value} 个`]
    case 'ballotShare':
      return [measure.share === 'unfit' ? '不称职票占比' : '优秀和称职票占比', share]
    case 'ballotUpheld':
      return ['测评结果核实', value => (value >= 1 ? '成立' : '不成立')]
    case 'annualGrade':
      return ['年度考核等次', gradeWords(measure.values)]
  }
}

const gradeWords =
  (values: Readonly<Record<string, number>>) =>
  (value: number): string =>
    Object.entries(values).find(([, n]) => n === value)?.[0] ?? String(value)

const roleWords = { person: '本人', charge: '分管', chief: '主要负责', unit: '单位' } as const

function factWords(filter: Extract<Extract<Leaf, { count: unknown }>['count'], { of: 'facts' }>['facts']): string {
  const roles = filter.roles === undefined ? '' : `${filter.roles.map(role => roleWords[role]).join('或')}承担的`
  const intent = filter.intent ? '主观故意的' : ''
  const sign = filter.positive === undefined ? '' : filter.positive ? '正面事实' : '扣分'
  const codes = filter.codes === undefined ? '' : ` ${filter.codes.join('、')}`
  return `${roles}${intent}${filter.full ? '属实的' : ''}${codes}${sign}`
}
