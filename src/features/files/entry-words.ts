import { isAfterwards } from '../../domain/evidence/afterwards.ts'
import type { Entry, EntryKind, EntryOf, Finding } from '../../domain/evidence/entries.ts'
import { quarterInWords } from '../../domain/people/grades.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type Day, dayOf } from '../../domain/time/days.ts'
import { hundredths, monthInWords, signedHundredths } from '../../web/format.ts'
import { type MarkView, markView } from '../ratings/index.ts'
import { namesFact, verificationOf } from './hindsight.ts'

/** What an entry says, in words. */
export interface Told {
  readonly kind: string
  readonly sentence: string
  readonly detail?: string
  readonly strong?: boolean
  readonly mark?: MarkView
}

/** What the words need beside the entry. */
export interface Telling {
  readonly entries: readonly Entry[]
  readonly ruleSet: RuleSet
  /** From which it is told. */
  readonly day: Day
  readonly unitName: (id: string) => string
  /** Points of a fact's line in the present score, hundredths. */
  readonly pointsOf: (entryId: number) => number | null
  /** Whether it may be said who assessed and what an office noted: not to the person concerned. */
  readonly saysWho: boolean
}

/** An entry in one sentence; null for kinds that only serve others (verifications, ends, duties …). */
export function tell(entry: Entry, telling: Telling): Told | null {
  const words = tellers[entry.kind] as ((entry: Entry, telling: Telling) => Told) | undefined
  return words === undefined ? null : words(entry, telling)
}

const grounds = {
  discipline: '处分影响期',
  investigation: '被立案审查调查',
  disobedience: '拒不执行组织决定',
  accident: '重大责任事故被问责',
  fraud: '考核弄虚作假、隐瞒重大情况',
} as const

type Tellers = { readonly [K in EntryKind]?: (entry: EntryOf<K>, telling: Telling) => Told }

const tellers: Tellers = {
  fact: tellFact,
  assessment: ({ data, effectiveOn }, { saysWho }) => ({
    kind: '考察',
    sentence: `${data.type} ${data.from} 至 ${effectiveOn}`,
    detail: `${saysWho ? `${data.team}，` : ''}已计入 ${Object.keys(data.cells).length} 项`,
  }),
  ballot: ({ data }, { ruleSet }) => ({
    kind: '测评',
    sentence: `民主测评：${data.groups.map(group => `${groupName(group.group, ruleSet)} ${hundredths(group.mean)}`).join('，')}`,
  }),
  annualGrade: ({ data }) => ({ kind: '考核', sentence: `${data.year} 年度考核：${data.grade}` }),
  quarterGrade: ({ data }) => ({ kind: '考核', sentence: `平时考核 ${quarterInWords(data.quarter)}：${data.grade}` }),
  posting: ({ data }, { unitName }) => ({ kind: '任职', sentence: `任${unitName(data.unitId)} ${data.title}` }),
  placement: ({ data }, { ruleSet }) => ({
    kind: '决定',
    sentence: '列入',
    detail: `${data.decidedBy} ${data.documentNo}${data.lastDay === null ? '' : `，期限至 ${data.lastDay}`}${data.observation ? '（观察）' : ''}`,
    strong: true,
    mark: markView(ruleSet, data.colour),
  }),
  extension: ({ data }) => ({ kind: '决定', sentence: `名单期限延至 ${data.lastDay}`, strong: true }),
  rectification: ({ data }) => ({ kind: '整改', sentence: data.passed ? '整改检查合格' : '整改检查不合格' }),
  restriction: ({ data }) => ({
    kind: '否决',
    sentence: `${grounds[data.ground]}（${data.documentNo ?? '缺文号'}）`,
    strong: true,
  }),
  notice: ({ data }) => ({ kind: '督办', sentence: `${data.number} ${data.title}`, detail: `期限 ${data.deadline}` }),
  opinion: ({ data }, { saysWho }) => ({
    kind: '意见',
    sentence: `${data.office}：${data.objection ? '有异议' : '无异议'}`,
    detail: saysWho ? data.note : '',
  }),
  ranking: tellRanking,
  talk: ({ data }) => ({ kind: '谈话', sentence: `提醒谈话（${data.code}）`, detail: data.note }),
  leave: ({ data }) => ({
    kind: '离岗',
    sentence: `${data.reason}${data.lastDay === null ? '' : `，至 ${data.lastDay}`}`,
  }),
}

/** Who answers at a unit: `分工：石岭镇防汛抗旱（分管）`. */
export const dutyWords = ({ data: { unitId, field, role } }: EntryOf<'duty'>, { unitName }: Telling): string =>
  `分工：${unitName(unitId)}${field}（${role === 'charge' ? '分管' : '主要负责'}）`

const groupName = (code: string, ruleSet: RuleSet): string =>
  ruleSet.evaluation.find(rule => rule.code === code)?.label ?? code

function tellFact(entry: EntryOf<'fact'>, { ruleSet, pointsOf, entries, day }: Telling): Told {
  const rule = ruleSet.evidence.find(line => line.code === entry.data.code)
  const points = pointsOf(entry.id)
  const { channel, documentNo } = entry.data
  const parts = [
    rule?.label ?? '',
    `${channel}${documentNo === '' ? '' : ` ${documentNo}`}`,
    factState(entry, entries, day),
  ]
  if (points !== null) parts.push(`计 ${signedHundredths(points)} 分`)
  if (entry.data.late) parts.push('补录')
  return { kind: '事实', sentence: `${entry.data.code} ${entry.data.title}`, detail: parts.join('；') }
}

/** Places of the units for which the cadre answered; other units' places are not part of the file. */
function tellRanking({ data }: EntryOf<'ranking'>, { entries, unitName }: Telling): Told {
  const { month, group, size, positions } = data
  const own = new Set(entries.flatMap(entry => (entry.kind === 'duty' ? [entry.data.unitId] : [])))
  const places = positions.flatMap(({ unitId, position }) =>
    own.has(unitId) ? [`${unitName(unitId)}第 ${position} 名`] : [],
  )
  return { kind: '排名', sentence: `${monthInWords(month)}${group} 12345 排名：${places.join('，')}（共 ${size} 个）` }
}

const findings: Readonly<Record<Finding, string>> = { true: '属实', partly: '部分属实', false: '不实，已澄清' }

function factState(fact: EntryOf<'fact'>, entries: readonly Entry[], day: Day): string {
  const verification = verificationOf(fact, entries)
  if (verification === null) return '待核实'
  const isOfFact = namesFact(fact, entries)
  const tolerance = entries.find(entry => entry.kind === 'tolerance' && isOfFact(entry.data.of))
  const later = (entry: Entry, words: string): string =>
    isAfterwards(entry, day) ? `（${dayOf(entry.recordedAt)} ${words}）` : ''
  const tolerated = tolerance === undefined ? '' : `，容错不计分${later(tolerance, '事后认定')}`
  return `${findings[verification.data.finding]}${later(verification, '事后核实')}${tolerated}`
}
