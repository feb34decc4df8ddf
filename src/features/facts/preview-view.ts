import type { EntryOf } from '../../domain/evidence/entries.ts'
import { inChargeSentence, isUnheld } from '../../domain/people/attribution.ts'
import { isDay } from '../../domain/time/days.ts'
import { checkboxField, type FieldErrors } from '../../web/form.ts'
import type { Input } from '../../web/route.ts'
import { fallRows } from './falls-view.ts'
import { pointsNote } from './points-note.ts'
import type { Preview } from './preview-fact.ts'

/** What stands beside the form: to whom the fact falls, whether it is there already, and the button that saves it. */
export function previewView(preview: Preview, typed: Input, errors: FieldErrors) {
  const { draft, rule, unit } = preview
  const ready = rule !== null && unit !== null && isDay(draft.day) && preview.falls.counting.falls.length > 0
  const shown = new Set(['', ...Object.keys(errors)])
  const missing = Object.entries(preview.faults).filter(([name]) => !shown.has(name))
  return {
    ready,
    falls: fallRows(preview.falls, draft.code),
    pointsNote: pointsNote('waiting', draft.code, preview.counting, null),
    gaps: ready ? gapsOf(preview) : [],
    late: preview.late,
    fields: preview.fields,
    seen: preview.seen,
    missing: ready ? missing.map(([, sentence]) => sentence) : [],
    unheld: ready ? unheldField(preview) : null,
    sameError: errors.sameAs ?? null,
    candidates: candidateRows(preview),
    different:
      preview.duplicates.length === 0 || draft.sameAs !== null
        ? null
        : checkboxField('different', `与第 ${preview.duplicates[0]?.id} 号不是同一件事`, typed, errors, {
            help: '单位、日期、类别和内容都相同。同一件事请在上面选择。',
          }),
  }
}

/** Whom the duties of the day leave out. */
function gapsOf({ falls, draft }: Preview): string[] {
  const has = (role: string): boolean => falls.counting.falls.some(fall => fall.attribution.role === role)
  const gaps: string[] = []
  if (draft.field === '') gaps.push('没有填写领域，不归到分管领导。')
  if (!has('chief')) gaps.push('当日没有登记主要负责人。')
  return gaps
}

/** Asked of a field that nobody is in charge of; what is ticked is this field, so that another one is asked again. */
function unheldField({ draft: { field, unheld, sameAs }, fields }: Preview) {
  if (sameAs !== null || !isUnheld(field, fields)) return null
  return {
    ...{ name: 'unheld', id: 'f-unheld', value: field, checked: unheld === field, error: null },
    label: `确实没有人分管“${field}”，仍按此录入，不归到分管领导`,
    help: inChargeSentence(fields),
  }
}

const SHOWN = 5

/** Facts that may be the same one; duplicates come first. None: the question is not asked. */
function candidateRows({ candidates, duplicates, draft }: Preview) {
  const facts = [...new Map([...duplicates, ...candidates].map(fact => [fact.id, fact])).values()].slice(0, SHOWN)
  const chosen = draft.sameAs
  const listed = facts.map(fact => ({
    id: fact.id,
    path: `/facts/${fact.id}`,
    label: labelOf(fact),
    checked: chosen !== null && chosen === (fact.data.sameAs ?? fact.id),
  }))
  const firsts = listed.filter((row, i) => !row.checked || listed.findIndex(other => other.checked) === i)
  return firsts.length === 0 && chosen === null ? null : { none: !firsts.some(row => row.checked), facts: firsts }
}

const labelOf = ({ effectiveOn, data }: EntryOf<'fact'>): string =>
  `${effectiveOn} ${data.code} ${data.title}（${data.channel}）`
