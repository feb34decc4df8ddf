import { type Day, FOREVER } from '../../time/days.ts'
import type { Held } from '../held.ts'
import { comparable } from './comparable.ts'
import { type Desk, refuse, refuseTwice } from './desk.ts'
import type { PeopleById } from './diff-cadres.ts'
import type { UnitsByName } from './diff-units.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { personOf, termIsSound, unitOf } from './matching.ts'
import type { RosterDays } from './plan.ts'
import { chain } from './post-chain.ts'
import { type Effects, type PostTerm, type PostTerms, stepsOf, termsOf } from './post-terms.ts'

type Row = RosterRow<Key<'A02'>>

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
