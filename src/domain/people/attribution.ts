import type { Attribution, AttributionRole, EntryOf } from '../evidence/entries.ts'
import type { Day } from '../time/days.ts'

/** A duty with the first day it no longer holds. */
export interface HeldDuty {
  readonly entry: EntryOf<'duty'>
  readonly endedOn: Day
}

/** Duties at a unit that are held on a day. */
const heldOn = (duties: readonly HeldDuty[], unitId: string, day: Day): EntryOf<'duty'>[] =>
  duties
    .filter(({ entry, endedOn }) => entry.data.unitId === unitId && entry.effectiveOn <= day && day < endedOn)
    .map(({ entry }) => entry)

/** The fields of work that somebody is in charge of (分管) at a unit on a day. */
export function fieldsInCharge(duties: readonly HeldDuty[], unitId: string, day: Day): string[] {
  const held = heldOn(duties, unitId, day).filter(({ data }) => data.role === 'charge' && data.field !== '')
  return [...new Set(held.map(({ data }) => data.field))].sort()
}

/** Whether a field is named that nobody is in charge of, be it only mistyped; `known`: those somebody is. */
export const isUnheld = (field: string, known: readonly string[]): boolean => field !== '' && !known.includes(field)

/** Of which fields somebody is in charge, in a sentence. */
export const inChargeSentence = (known: readonly string[]): string =>
  known.length === 0 ? '当日没有登记谁分管什么。' : `当日有人分管的是：${known.join('、')}。`

/**
 * To whom a fact falls (rules.md §4): the persons named, who held 分管 of the field and who was 主要负责人 of the unit on
 * the day of the fact, and the unit itself. One person may stand in two roles; the rating takes the greater once.
 */
export function attribute(
  fact: { readonly unitId: string; readonly field: string; readonly day: Day; readonly persons: readonly string[] },
  duties: readonly HeldDuty[],
): Attribution[] {
  const held = heldOn(duties, fact.unitId, fact.day)
  const holders = (role: 'charge' | 'chief'): string[] =>
    held
      .filter(duty => duty.data.role === role && (role === 'chief' || duty.data.field === fact.field))
      .flatMap(duty => duty.subjects.filter(subject => subject !== duty.data.unitId))
  return [
    ...toCadres('person', fact.persons),
    ...toCadres('charge', holders('charge')),
    ...toCadres('chief', holders('chief')),
    { subject: { type: 'unit', id: fact.unitId }, role: 'unit' },
  ]
}

const toCadres = (role: AttributionRole, ids: readonly string[]): Attribution[] =>
  [...new Set(ids)].sort().map(id => ({ subject: { type: 'cadre', id }, role }))
