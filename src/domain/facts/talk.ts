import type { NewEntry } from '../evidence/entries.ts'
import type { EvidenceRule } from '../rules/rule-set.ts'
import { type Day, isDay } from '../time/days.ts'
import type { Faults } from './draft-faults.ts'
import { isTooLong, limits } from './fact-draft.ts'

/** A 提醒谈话 with a cadre for facts of one code: the same code again counts double for a time (N10). */
export interface TalkDraft {
  readonly cadreId: string
  readonly code: string
  readonly day: Day
  readonly note: string
}

/** What is wrong with a talk; {} when nothing. `rule`: the code's rule in force on its day, or null. */
export function talkFaults({ day, note }: TalkDraft, rule: EvidenceRule | null, today: Day): Faults {
  const faults: Record<string, string> = {}
  if (!isDay(day)) faults.day = '不是有效的日期，请按 2022-05-31 填写。'
  else if (day > today) faults.day = `谈话日期不能晚于今天（${today}）。`
  if (rule === null || rule.positive) faults.code = '请选择负面事实的类别。'
  if (note === '') faults.note = '请写明谈话要点。'
  else if (isTooLong(note, limits.note)) faults.note = `不能超过 ${limits.note} 个字。`
  return faults
}

export const talkEntry = ({ cadreId, code, day, note }: TalkDraft): NewEntry => ({
  kind: 'talk',
  subjects: [cadreId],
  effectiveOn: day,
  data: { code, note },
})
