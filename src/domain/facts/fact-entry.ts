import type { Attribution, EntryOf, NewEntry } from '../evidence/entries.ts'
import type { EvidenceRule } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import { addWorkingDays, type WorkCalendar } from '../time/working-days.ts'
import type { FactDraft } from './fact-draft.ts'

/** A fact is to be recorded within so many working days of its day; later is 补录 (rules.md §7). */
const RECORDING_DAYS = 10

/** A recorded fact waits at most so many working days for its verification (rules.md §7). */
const VERIFICATION_DAYS = 5

/** 补录: recorded more than ten working days after its day. */
export const isLate = (day: Day, recordedOn: Day, calendar: WorkCalendar): boolean =>
  addWorkingDays(day, RECORDING_DAYS, calendar) < recordedOn

/** The last day for verifying what was recorded on this day. */
export const verificationDue = (recordedOn: Day, calendar: WorkCalendar): Day =>
  addWorkingDays(recordedOn, VERIFICATION_DAYS, calendar)

/** The entry of a draft nothing can be said against. Its subjects are all whom it falls to, and the unit. */
export function factEntry(
  draft: FactDraft,
  rule: EvidenceRule,
  attributions: readonly Attribution[],
  late: boolean,
): NewEntry & { readonly kind: 'fact' } {
  const { code, title, channel, documentNo, proof, unitId, field, sameAs } = draft
  const intent = rule.positive ? null : draft.intent
  const honour = rule.oncePerHonour ? draft.honour : null
  const grade = rule.byGrade === null ? null : draft.grade
  const texts = { code, title, channel, documentNo, proof }
  return {
    kind: 'fact',
    subjects: subjectsOf(attributions),
    effectiveOn: draft.day,
    data: { ...texts, intent, late, sameAs, honour, grade, unitId, field, attributions },
  }
}

/** A further channel falls to those to whom the first one fell, whatever duties were entered since. */
export const attributionsLike = (first: EntryOf<'fact'>): readonly Attribution[] => first.data.attributions

/** Everyone an attribution names, cadres before units, each once. */
const subjectsOf = (attributions: readonly Attribution[]): string[] => [
  ...new Set(attributions.map(({ subject }) => subject.id)),
]
