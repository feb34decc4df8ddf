import type { DutyRole, EntryOf } from '../../evidence/entries.ts'
import { type Day, FOREVER } from '../../time/days.ts'
import type { HeldDuty } from '../attribution.ts'
import { comparable } from './comparable.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import type { LedgerStep, Ref } from './plan.ts'

type Row = RosterRow<Key<'A03'>>

/** A duty as it stands while the file is compared. `end`: the first day it no longer holds. */
export interface DutyTerm {
  readonly cadre: Ref
  readonly unit: Ref
  readonly field: string
  readonly role: DutyRole
  readonly from: Day
  end: Day
  readonly entry: EntryOf<'duty'> | null
  readonly row: Row | null
  reason: string
}

/** A duty held, as a term. */
export const termOf = ({ entry, endedOn }: HeldDuty): DutyTerm => {
  const { unitId, field, role } = entry.data
  const cadre = entry.subjects.find(subject => subject !== unitId) ?? ''
  return { cadre, unit: unitId, field, role, from: entry.effectiveOn, end: endedOn, entry, row: null, reason: '' }
}

/** One unit has one 主要负责人, and one 分管 a field. */
export const slotOf = ({ unit, role, field }: Pick<DutyTerm, 'unit' | 'role' | 'field'>): string =>
  role === 'chief' ? `${unit} chief` : `${unit} ${role} ${comparable(field)}`

/** The terms by slot. */
export function slotsOf(terms: readonly DutyTerm[]): ReadonlyMap<string, DutyTerm[]> {
  const slots = new Map<string, DutyTerm[]>()
  for (const term of terms) {
    const slot = slots.get(slotOf(term))
    if (slot === undefined) slots.set(slotOf(term), [term])
    else slot.push(term)
  }
  return slots
}

/** What must be recorded: ends of duties held, and the duties opened. */
export function stepsOf(
  terms: readonly DutyTerm[],
  held: readonly HeldDuty[],
  opened: readonly DutyTerm[],
): LedgerStep[] {
  const ended = terms.filter((term, index) => term.end !== held[index]?.endedOn)
  return [
    ...ended.flatMap(({ entry, end, reason }): LedgerStep[] =>
      entry === null ? [] : [{ kind: 'end', of: entry, on: end, reason }],
    ),
    ...opened.map(
      ({ cadre, unit, from, end, field, role }): LedgerStep => ({
        kind: 'duty',
        cadre,
        unit,
        from,
        endsOn: end === FOREVER ? null : end,
        data: { field, role },
      }),
    ),
  ]
}
