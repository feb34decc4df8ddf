import type { EntryOf, UnitKind } from '../../evidence/entries.ts'
import { type Day, FOREVER } from '../../time/days.ts'
import type { Held } from '../held.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import type { LedgerStep, Ref } from './plan.ts'

type Row = RosterRow<Key<'A02'>>

/** A post as it stands while the file is compared: held already, or of a row. `end`: the first day it no longer holds. */
export interface PostTerm {
  readonly cadre: Ref
  readonly unit: Ref
  readonly unitName: string
  readonly unitKind: UnitKind
  readonly title: string
  readonly head: boolean
  readonly main: boolean
  readonly from: Day
  end: Day
  /** The entry that records it; null when it is new. */
  readonly entry: EntryOf<'posting'> | null
  /** The row that brings it or ends it. */
  row: Row | null
  /** The entry it puts right (only its title was wrong). */
  readonly corrects: EntryOf<'posting'> | null
}

/** The terms of posts by cadre, as they will be. */
export type PostTerms = ReadonlyMap<Ref, PostTerm[]>

/** The effects of each row of sheet A02, to be said on its line. */
export type Effects = Map<RosterRow, string[]>

/** The posts held, by cadre. */
export function termsOf(held: readonly Held<'posting'>[], names: ReadonlyMap<Ref, string>): Map<Ref, PostTerm[]> {
  const terms = new Map<Ref, PostTerm[]>()
  for (const { entry, endedOn } of held) {
    const { unitId, unitKind, title, head, main } = entry.data
    const cadre = entry.subjects.find(subject => subject !== unitId) ?? ''
    const post = { cadre, unit: unitId, unitName: names.get(unitId) ?? unitId, unitKind, title, head, main }
    const term = { ...post, from: entry.effectiveOn, end: endedOn, entry, row: null, corrects: null }
    terms.set(cadre, [...(terms.get(cadre) ?? []), term])
  }
  return terms
}

/** What must be recorded: ends of posts held, what is put right, and the posts opened. */
export function stepsOf(opened: readonly PostTerm[], held: readonly Held<'posting'>[], terms: PostTerms): LedgerStep[] {
  const endBefore = new Map(held.map(({ entry, endedOn }) => [entry.id, endedOn]))
  const ended = [...terms.values()].flat().filter(({ entry, end }) => entry !== null && end !== endBefore.get(entry.id))
  const corrected = opened.flatMap(({ corrects }) => (corrects === null ? [] : [corrects]))
  return [
    ...ended.flatMap(({ entry, end, row }): LedgerStep[] =>
      entry === null ? [] : [{ kind: 'end', of: entry, on: end, reason: reasonOf(row) }],
    ),
    ...corrected.map((of): LedgerStep => ({ kind: 'reversal', of, reason: '名册导入更正职务名称' })),
    ...opened.map(
      ({ cadre, unit, from, end, unitKind, title, head, main }): LedgerStep => ({
        kind: 'posting',
        cadre,
        unit,
        from,
        endsOn: end === FOREVER ? null : end,
        data: { unitKind, title, head, main },
      }),
    ),
  ]
}

function reasonOf(row: Row | null): string {
  const documentNo = row?.values.endDocumentNo || row?.values.documentNo
  return documentNo ? `名册导入，${documentNo}` : '名册导入'
}
