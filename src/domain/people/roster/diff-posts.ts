import type { EntryOf, UnitKind } from '../../evidence/entries.ts'
import { type Day, FOREVER } from '../../time/days.ts'
import type { Held } from '../held.ts'
import { comparable } from './comparable.ts'
import { type Desk, refuse, refuseTwice } from './desk.ts'
import type { PeopleById } from './diff-cadres.ts'
import type { UnitsByName } from './diff-units.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { personOf, termIsSound, unitOf } from './matching.ts'
import type { LedgerStep, Ref, RosterDays } from './plan.ts'

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

/**
 * Compares sheet A02 with the posts held. A row that is held is left; a new one opens a post; a new main post ends the one
 * before it on its first day. What is recorded of the past is not rewritten: only a wrong title is corrected.
 */
export function diffPosts(
  desk: Desk,
  rows: readonly Row[],
  held: readonly Held<'posting'>[],
  people: PeopleById,
  units: UnitsByName,
  days: RosterDays,
): { readonly terms: PostTerms; readonly effects: Effects } {
  const names = new Map([...units.values()].map(unit => [unit.ref, unit.name]))
  const terms = termsOf(held, names)
  const effects: Effects = new Map()
  const wished = rows.filter(row => row.sound).flatMap(row => wishOf(desk, row, people, units, days))
  const once = new Set(
    refuseTwice(
      desk,
      wished.map(wish => wish.row),
      '',
      row => keyOfRow(row),
    ),
  )
  const opened: PostTerm[] = []
  const restated = new Set(wished.flatMap(wish => matching(terms.get(wish.cadre) ?? [], wish)))
  for (const wish of wished) {
    if (!once.has(wish.row)) continue
    const own = terms.get(wish.cadre) ?? []
    const [match] = matching(own, wish)
    if (match !== undefined) matched(desk, wish, match)
    else opened.push(open(desk, wish, own, restated))
  }
  for (const term of opened) {
    const own = terms.get(term.cadre) ?? []
    if (term.corrects !== null)
      own.splice(
        own.findIndex(one => one.entry === term.corrects),
        1,
      )
    own.push(term)
    terms.set(term.cadre, own)
  }
  for (const cadre of new Set(opened.filter(term => term.main).map(term => term.cadre))) {
    chain(desk, terms.get(cadre) ?? [], effects)
  }
  desk.steps.push(...stepsOf(opened, held, terms))
  return { terms, effects }
}

interface Wish extends Omit<PostTerm, 'entry' | 'row' | 'corrects' | 'end'> {
  readonly row: Row
  readonly end: Day | null
  /** Whether the row itself names its first day. */
  readonly isDated: boolean
}

function wishOf(desk: Desk, row: Row, people: PeopleById, units: UnitsByName, days: RosterDays): Wish[] {
  const cadre = personOf(desk, row, people)
  const unit = unitOf(desk, row, units)
  const { title, member, main, held, until } = row.values
  if (held === '已免' && until === '') refuse(desk, row, 'until', '任职状态为已免，须填免职时间。')
  if (held === '在任' && until !== '') refuse(desk, row, 'held', '已填免职时间，任职状态应为已免。')
  const from = row.values.from || days.effectiveOn
  const isSound = termIsSound(desk, row, from, until || null, 'until', days.today)
  if (cadre === null || unit === null || !isSound) return []
  const post = { title, head: member === '正职', main: main === '是', unitKind: unit.kind, unitName: unit.name }
  return [{ ...post, row, cadre, unit: unit.ref, from, end: until || null, isDated: row.values.from !== '' }]
}

const keyOfRow = ({ values }: Row): string =>
  [values.idNumber, comparable(values.unit), comparable(values.title), values.from].join('|')

function termsOf(held: readonly Held<'posting'>[], names: ReadonlyMap<Ref, string>): Map<Ref, PostTerm[]> {
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

/** The term held that a row states again: same unit, title and first day; a row without a day means the open one. */
function matching(terms: readonly PostTerm[], wish: Wish): PostTerm[] {
  const same = terms.filter(({ unit, title }) => unit === wish.unit && comparable(title) === comparable(wish.title))
  return wish.isDated ? same.filter(({ from }) => from === wish.from) : same.filter(({ end }) => end === FOREVER)
}

function matched(desk: Desk, wish: Wish, term: PostTerm): void {
  const { row } = wish
  const changed = '任职时间未变：如是新的任命，请填新的任职时间；确属当初录错，请先冲正原记录再导入。'
  if (term.head !== wish.head) refuse(desk, row, 'member', `在册为${term.head ? '正职' : '非正职'}，${changed}`)
  if (term.main !== wish.main) refuse(desk, row, 'main', `在册${term.main ? '是' : '不是'}主职务，${changed}`)
  const isEnding = wish.end !== null && term.end === FOREVER
  if (wish.end !== null && !isEnding && term.end !== wish.end) {
    refuse(desk, row, 'until', `在册已于 ${term.end} 免去，过去的记录不改写。`)
  }
  if (isEnding) {
    term.end = wish.end ?? FOREVER
    term.row = row
  }
  const changes = isEnding ? [{ field: '免职时间', before: '', after: term.end }] : []
  desk.lines.push({ ...lineOf(wish), outcome: isEnding ? 'changed' : 'unchanged', changes, effects: [] })
}

function open(desk: Desk, wish: Wish, own: readonly PostTerm[], restated: ReadonlySet<PostTerm>): PostTerm {
  const wrong = own.find(
    term =>
      term.unit === wish.unit &&
      term.from === wish.from &&
      term.main === wish.main &&
      term.head === wish.head &&
      term.entry !== null &&
      !restated.has(term),
  )
  const changes = wrong === undefined ? [] : [{ field: '职务名称', before: wrong.title, after: wish.title }]
  desk.lines.push({ ...lineOf(wish), outcome: wrong === undefined ? 'new' : 'changed', changes, effects: [] })
  const { isDated: _dated, end, ...term } = wish
  return { ...term, end: end ?? wrong?.end ?? FOREVER, entry: null, corrects: wrong?.entry ?? null }
}

const lineOf = ({ row, from }: Wish) =>
  ({
    sheet: 'A02',
    row: row.number,
    who: row.values.name,
    what: `${row.values.unit}　${row.values.title}（${from} 起）`,
  }) as const

/** Main posts follow each other: one that is open ends on the first day of the next. */
function chain(desk: Desk, terms: readonly PostTerm[], effects: Effects): void {
  const mains = terms.filter(term => term.main).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  for (const [index, next] of mains.entries()) {
    const before = mains[index - 1]
    if (before === undefined || before.end <= next.from) continue
    if (before.from === next.from)
      clash(desk, before, next, `同一天（${next.from}）已有主职务“${before.title}”，一人同日只能有一个主职务。`)
    else if (before.end !== FOREVER)
      clash(desk, before, next, `与主职务“${before.title}”（${before.from} 至 ${before.end}）的任期重叠。`)
    else succeed(before, next, effects)
  }
}

function clash(desk: Desk, before: PostTerm, next: PostTerm, message: string): void {
  const row = next.row ?? before.row
  if (row !== null) refuse(desk, row, 'from', message)
}

function succeed(before: PostTerm, next: PostTerm, effects: Effects): void {
  before.end = next.from
  const row = next.row ?? before.row
  before.row ??= next.row
  if (row === null) return
  const said = `${before.unitName}“${before.title}”自 ${next.from} 起不再担任`
  effects.set(row, [...(effects.get(row) ?? []), said])
}

function stepsOf(opened: readonly PostTerm[], held: readonly Held<'posting'>[], terms: PostTerms): LedgerStep[] {
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
