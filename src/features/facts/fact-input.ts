import { type FactDraft, limits } from '../../domain/facts/fact-draft.ts'
import { first } from '../../web/input.ts'
import { checkbox, optionalChoice, optionalDay, optionalInteger, optionalText } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'

/** The fields of the form, and what can be said of each alone. What is missing is said by the rules of recording. */
export const factFields = {
  code: optionalText('类别', 10),
  day: optionalDay('发生日期'),
  unitId: optionalText('单位', 40),
  field: optionalText('领域', limits.field),
  unheld: optionalText('没有人分管', limits.field),
  persons: optionalText('涉及干部', 300),
  title: optionalText('事实', limits.title),
  channel: optionalText('渠道', 20),
  documentNo: optionalText('文号', limits.documentNo),
  proof: optionalText('佐证', limits.proof),
  intent: optionalChoice('主观故意', ['yes', 'no']),
  grade: optionalText('等次', 10),
  honour: optionalText('荣誉名称', limits.honour),
  sameAs: optionalInteger('同一件事实', 1),
  different: checkbox('另一件事'),
  seen: optionalText('归属', 64),
}

/** What was typed, as a draft: never refuses, so that a preview can show what is there so far. */
export function draftOf(typed: Input, persons: readonly string[]): FactDraft {
  const words = (name: string): string => first(typed, name).trim().normalize('NFC')
  const intent = first(typed, 'intent')
  return {
    code: words('code'),
    day: dayTyped(typed),
    unitId: words('unitId'),
    field: words('field'),
    unheld: words('unheld') || null,
    persons,
    title: words('title'),
    channel: words('channel'),
    documentNo: words('documentNo'),
    proof: words('proof').replaceAll('\r\n', '\n'),
    intent: intent === 'yes' ? true : intent === 'no' ? false : null,
    grade: words('grade') || null,
    honour: words('honour') || null,
    sameAs: /^\d{1,9}$/.test(words('sameAs')) ? Number(words('sameAs')) : null,
    different: first(typed, 'different') !== '',
  }
}

/** The day as `2022-05-31`, or what was typed when it is none. */
export function dayTyped(typed: Input): string {
  const read = factFields.day.safeParse(typed.day)
  return read.success ? (read.data ?? '') : first(typed, 'day')
}
