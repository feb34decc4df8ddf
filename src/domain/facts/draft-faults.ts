import type { Unit } from '../people/unit.ts'
import type { EvidenceRule } from '../rules/rule-set.ts'
import { type Day, isDay } from '../time/days.ts'
import { isChannel } from './channels.ts'
import { type FactDraft, isTooLong, limits } from './fact-draft.ts'

/** Field → what to mend. */
export type Faults = Readonly<Record<string, string>>

/** What a draft is held against: the code's rule in force on its day and the unit; null when there is none. */
export interface DraftContext {
  readonly today: Day
  readonly rule: EvidenceRule | null
  readonly unit: Unit | null
}

/** Proof that is a document: its number must be given. */
const DOCUMENT = '文号'

/** Everything that can be said against a draft without looking at other records; {} when nothing. */
export function draftFaults(draft: FactDraft, { today, rule, unit }: DraftContext): Faults {
  const faults: Record<string, string | null> = {
    day: dayFault(draft.day, today),
    unitId: unitFault(draft.unitId, unit, draft.day),
    code: rule === null ? '请选择类别；所选类别不在发生当日有效的规则中。' : null,
    channel: isChannel(draft.channel) ? null : '请从列出的渠道中选择。',
    ...textFaults(draft),
    ...(rule === null ? {} : ruleFaults(draft, rule)),
  }
  if (draft.persons.length > limits.persons) faults.persons = `一次最多涉及 ${limits.persons} 人，请分开录入。`
  return Object.fromEntries(Object.entries(faults).filter((fault): fault is [string, string] => fault[1] !== null))
}

/** Whether the code falls to persons only, so that one must be named. */
export const needsPerson = ({ points }: EvidenceRule): boolean =>
  points.charge === 0 && points.chief === 0 && points.unit === 0

function dayFault(day: Day, today: Day): string | null {
  if (day === '') return '请填写发生日期。'
  if (!isDay(day)) return '不是有效的日期，请按 2022-05-31 填写。'
  return day > today ? `发生日期不能晚于今天（${today}）。` : null
}

function unitFault(unitId: string, unit: Unit | null, day: Day): string | null {
  if (unitId === '') return '请选择单位。'
  if (unit === null) return '没有这个单位，请从列出的单位中选择。'
  if (!isDay(day)) return null
  if (day < unit.from) return `${unit.name}自 ${unit.from} 起设立，发生日期早于设立。`
  return unit.until !== null && day >= unit.until ? `${unit.name}已于 ${unit.until} 撤销，发生日期不在存续期内。` : null
}

function textFaults(draft: FactDraft): Record<string, string | null> {
  const tooLong = (text: string | null, limit: number): string | null =>
    text !== null && isTooLong(text, limit) ? `不能超过 ${limit} 个字。` : null
  return {
    title: draft.title === '' ? '请用一句话写明事实。' : tooLong(draft.title, limits.title),
    field: tooLong(draft.field, limits.field),
    documentNo: tooLong(draft.documentNo, limits.documentNo),
    proof: tooLong(draft.proof, limits.proof),
    honour: tooLong(draft.honour, limits.honour),
  }
}

function ruleFaults(draft: FactDraft, rule: EvidenceRule): Record<string, string> {
  const faults: Record<string, string> = {}
  if (rule.proof === DOCUMENT && draft.documentNo === '') faults.documentNo = `${rule.code} 以文件为依据，请填写文号。`
  if (!rule.positive && draft.intent === null) faults.intent = '请选择是否主观故意。'
  if (rule.oncePerHonour && (draft.honour ?? '') === '') faults.honour = '请写明荣誉名称：同一荣誉只按最高一级计一次。'
  if (rule.byGrade !== null && rule.byGrade[draft.grade ?? ''] === undefined)
    faults.grade = `请选择等次：${Object.keys(rule.byGrade).join('、')}。`
  if (needsPerson(rule) && draft.persons.length === 0) faults.persons = `${rule.code} 只记到本人，请填写涉及的干部。`
  return faults
}
