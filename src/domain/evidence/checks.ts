import { dictionaries } from '../people/roster/dictionaries.ts'
import { knownEntries } from '../rating/known.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, type Day, endOfQuarter } from '../time/days.ts'
import type { Entry, EntryKind, EntryOf, NewEntry, RestrictionGround } from './entries.ts'

/** Field → what is wrong with it. */
export type Faults = Readonly<Record<string, string>>

/** Against what a piece of evidence is checked: the day, and everything recorded about its subject. */
export interface CheckedAgainst {
  readonly today: Day
  readonly entries: readonly Entry[]
}

/** The grounds of a veto as the practice calls them. */
export const restrictionGrounds: Readonly<Record<RestrictionGround, string>> = {
  discipline: '处分影响期',
  investigation: '被立案',
  disobedience: '拒不执行组织决定',
  accident: '重大责任事故被问责',
  fraud: '弄虚作假、隐瞒重大情况',
}

export const annualGrades: readonly string[] = dictionaries.annual
/** 《公务员平时考核办法》. */
export const quarterGrades: readonly string[] = ['好', '较好', '一般', '较差']

/** Entries of a kind that were never taken back. */
export function standing<K extends EntryKind>(kind: K, entries: readonly Entry[]): EntryOf<K>[] {
  const known = knownEntries(entries, '9999-12-31T23:59:59.999Z')
  return known.filter(entry => entry.kind === kind) as unknown as EntryOf<K>[]
}

/** Whether an end of the entry is recorded and stands. */
export const isEnded = (of: number, entries: readonly Entry[]): boolean =>
  standing('end', entries).some(end => end.data.of === of)

export const notAfter = (today: Day, on: Day): Faults =>
  on > today ? { on: `日期 ${on} 晚于今天（${today}），请核对。` } : {}

export interface AnnualGradeInput {
  readonly cadreId: string
  readonly year: number
  readonly grade: string
  readonly on: Day
}

export function annualGradeFaults({ year, grade, on }: AnnualGradeInput, { today, entries }: CheckedAgainst): Faults {
  const before = standing('annualGrade', entries).find(entry => entry.data.year === year)
  return {
    ...(on < `${year}-01-01` && { on: `评定日期 ${on} 早于 ${year} 年，请核对。` }),
    ...notAfter(today, on),
    ...(!annualGrades.includes(grade) && { grade: `没有等次“${grade}”，应为：${annualGrades.join('、')}。` }),
    ...(before !== undefined && { year: `${year} 年度已记为${before.data.grade}；如有误，请先冲正。` }),
  }
}

export const annualGradeEntry = ({ cadreId, year, grade, on }: AnnualGradeInput): NewEntry => ({
  kind: 'annualGrade',
  subjects: [cadreId],
  effectiveOn: on,
  data: { year, grade },
})

export interface QuarterGradeInput {
  readonly cadreId: string
  /** `2022Q1`. */
  readonly quarter: string
  readonly grade: string
  readonly on: Day
}

export function quarterGradeFaults(input: QuarterGradeInput, { today, entries }: CheckedAgainst): Faults {
  const { quarter, grade, on } = input
  if (!/^\d{4}Q[1-4]$/.test(quarter)) return { quarter: `“${quarter}”不是季度，请按 2022Q1 填写。` }
  const before = standing('quarterGrade', entries).find(entry => entry.data.quarter === quarter)
  return {
    ...(on < endOfQuarter(quarter) && { on: `评定日期 ${on} 早于季末 ${endOfQuarter(quarter)}，请核对。` }),
    ...notAfter(today, on),
    ...(!quarterGrades.includes(grade) && { grade: `没有等次“${grade}”，应为：${quarterGrades.join('、')}。` }),
    ...(before !== undefined && { quarter: `${quarter} 已记为${before.data.grade}；如有误，请先冲正。` }),
  }
}

export const quarterGradeEntry = ({ cadreId, quarter, grade, on }: QuarterGradeInput): NewEntry => ({
  kind: 'quarterGrade',
  subjects: [cadreId],
  effectiveOn: on,
  data: { quarter, grade },
})

export interface OpinionInput {
  readonly cadreId: string
  readonly office: string
  readonly on: Day
  readonly objection: boolean
  readonly note: string
}

export function opinionFaults({ office, on, objection, note }: OpinionInput, today: Day, ruleSet: RuleSet): Faults {
  const { offices } = ruleSet.opinions
  return {
    ...(!offices.includes(office) && { office: `不向“${office}”征求意见，应为：${offices.join('、')}。` }),
    ...notAfter(today, on),
    ...(objection && note.trim() === '' && { note: '有异议的，请写明异议。' }),
  }
}

export const opinionEntry = ({ cadreId, office, on, objection, note }: OpinionInput): NewEntry => ({
  kind: 'opinion',
  subjects: [cadreId],
  effectiveOn: on,
  data: { office, objection, note },
})

export interface RestrictionInput {
  readonly cadreId: string
  readonly ground: RestrictionGround
  readonly on: Day
  /** 文号 of its basis; without one V2–V4 stay unknown. */
  readonly documentNo: string | null
  readonly lastDay: Day | null
}

export function restrictionFaults(input: RestrictionInput, { today, entries }: CheckedAgainst): Faults {
  const { ground, on, documentNo, lastDay } = input
  const before = standing('restriction', entries).find(
    ({ effectiveOn, data }) => effectiveOn === on && data.ground === ground && data.documentNo === documentNo,
  )
  return {
    ...notAfter(today, on),
    ...(lastDay !== null && lastDay < on && { lastDay: `截止日期 ${lastDay} 早于决定日期 ${on}。` }),
    ...(documentNo !== null && documentNo.trim() === '' && { documentNo: '文号不能为空白；没有文号请留空。' }),
    ...(before !== undefined && { ground: `同一事项已记录（${on}，${restrictionGrounds[ground]}）。` }),
  }
}

export const restrictionEntry = ({ cadreId, ground, on, documentNo, lastDay }: RestrictionInput): NewEntry => ({
  kind: 'restriction',
  subjects: [cadreId],
  effectiveOn: on,
  data: { ground, documentNo, lastDay },
})

export interface EndInput {
  readonly of: number
  /** First day it no longer holds. */
  readonly on: Day
  readonly reason: string
}

/** What may be ended here; posts, duties and absences end in the roster. */
const endable: readonly EntryKind[] = ['placement', 'notice', 'restriction']

export function endFaults(
  { of, on, reason }: EndInput,
  target: Entry | null,
  { today, entries }: CheckedAgainst,
): Faults {
  if (target === null || !endable.includes(target.kind)) return { of: `第 ${of} 号记录不是名单、通知或限制事项。` }
  if (!standing(target.kind, entries).some(entry => entry.id === of)) return { of: `第 ${of} 号记录已冲正。` }
  return {
    ...(isEnded(of, entries) && { of: `第 ${of} 号记录已经结束。` }),
    ...(on < target.effectiveOn && { on: `结束日期 ${on} 早于开始日期 ${target.effectiveOn}。` }),
    ...notAfter(addDays(today, 1), on),
    ...(reason.trim() === '' && { reason: '请写明结束的原因。' }),
  }
}

export const endEntry = ({ of, on, reason }: EndInput, { subjects }: Entry): NewEntry => ({
  kind: 'end',
  subjects,
  effectiveOn: on,
  data: { of, reason },
})
