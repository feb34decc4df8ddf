import { addDays, type Day, earliest, FOREVER } from '../../time/days.ts'
import type { HeldDuty } from '../attribution.ts'
import { dutyRoles } from '../duty-roles.ts'
import { comparable } from './comparable.ts'
import { type Desk, refuse, refuseTwice } from './desk.ts'
import type { PeopleById } from './diff-cadres.ts'
import type { UnitsByName } from './diff-units.ts'
import { leaveWithPost, warnOfTwoChiefs } from './duty-effects.ts'
import { type DutyTerm, slotOf, slotsOf, stepsOf, termOf } from './duty-terms.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { personOf, termIsSound, unitOf } from './matching.ts'
import type { Ref, RosterDays } from './plan.ts'
import type { Effects, PostTerms } from './post-terms.ts'

type Row = RosterRow<Key<'A03'>>

/** What sheet A03 is compared with. */
export interface DutyGround {
  readonly held: readonly HeldDuty[]
  readonly people: PeopleById
  readonly units: UnitsByName
  readonly terms: PostTerms
  readonly days: RosterDays
}

/** The field of a 主要负责人 whose row names none. */
const WHOLE_WORK = '全面工作'

/**
 * Compares sheet A03 with the duties held. A new 主要负责人 or 分管 of a field takes it over from whoever holds it and is
 * not stated again; who leaves a unit leaves the duties there. A duty needs a post at the unit.
 */
export function diffDuties(desk: Desk, rows: readonly Row[], ground: DutyGround, effects: Effects): void {
  const terms = ground.held.map(termOf)
  const bySlot = slotsOf(terms)
  const wished = rows.filter(row => row.sound).flatMap(row => wishOf(desk, row, ground))
  const once = new Set(
    refuseTwice(
      desk,
      wished.map(wish => wish.row),
      '',
      keyOfRow,
    ),
  )
  const wishes = wished.filter(wish => once.has(wish.row))
  const restated = new Set(wishes.flatMap(wish => matching(bySlot.get(slotOf(wish)) ?? [], wish)))
  const opened: DutyTerm[] = []
  for (const wish of wishes) {
    const inSlot = bySlot.get(slotOf(wish)) ?? []
    const [match] = matching(inSlot, wish)
    if (match !== undefined) matched(desk, wish, match)
    else opened.push(open(desk, wish, inSlot, restated, ground))
  }
  leaveWithPost(terms, ground.terms, effects)
  warnOfTwoChiefs(desk, [...terms, ...opened], opened)
  desk.steps.push(...stepsOf(terms, ground.held, opened))
}

interface Wish extends Omit<DutyTerm, 'end' | 'entry' | 'row' | 'reason'> {
  readonly row: Row
  readonly end: Day | null
  readonly isDated: boolean
}

function wishOf(desk: Desk, row: Row, { people, units, days }: DutyGround): Wish[] {
  const cadre = personOf(desk, row, people)
  const unit = unitOf(desk, row, units)
  const { from: typed, lastDay, role: label } = row.values
  const role = dutyRoles.find(one => one.label === label)?.role ?? 'specific'
  const field = row.values.field.normalize('NFKC') || (role === 'chief' ? WHOLE_WORK : '')
  if (field === '') refuse(desk, row, 'field', '分管和具体须填领域，例如 12345。')
  const from = typed || days.effectiveOn
  const end = lastDay === '' ? null : addDays(lastDay, 1)
  const isSound = termIsSound(desk, row, from, end, 'lastDay', days.today)
  if (cadre === null || unit === null || field === '' || !isSound) return []
  return [{ row, cadre, unit: unit.ref, field, role, from, end, isDated: typed !== '' }]
}

const keyOfRow = ({ values }: Row): string =>
  [values.idNumber, comparable(values.unit), comparable(values.field), values.role, values.from].join('|')

function matching(inSlot: readonly DutyTerm[], wish: Wish): DutyTerm[] {
  const same = inSlot.filter(({ cadre }) => cadre === wish.cadre)
  return wish.isDated ? same.filter(({ from }) => from === wish.from) : same.filter(({ end }) => end === FOREVER)
}

function matched(desk: Desk, wish: Wish, term: DutyTerm): void {
  const isEnding = wish.end !== null && term.end === FOREVER
  if (wish.end !== null && !isEnding && term.end !== wish.end) {
    refuse(desk, wish.row, 'lastDay', `在册已于 ${addDays(term.end, -1)} 止，过去的记录不改写。`)
  }
  if (isEnding) {
    term.end = wish.end ?? FOREVER
    term.reason = '名册导入'
  }
  const changes = isEnding ? [{ field: '止', before: '', after: addDays(term.end, -1) }] : []
  desk.lines.push({ ...lineOf(wish), outcome: isEnding ? 'changed' : 'unchanged', changes, effects: [] })
}

function open(
  desk: Desk,
  wish: Wish,
  inSlot: readonly DutyTerm[],
  restated: ReadonlySet<DutyTerm>,
  ground: DutyGround,
): DutyTerm {
  const said: string[] = []
  const until = postUntil(ground.terms, wish.cadre, wish.unit, wish.from)
  if (until === null)
    refuse(
      desk,
      wish.row,
      '',
      `${wish.row.values.name} ${wish.from} 在“${wish.row.values.unit}”没有职务，不能承担分工；请先在 A02职务 中填写，或核对起始时间。`,
    )
  if (wish.role !== 'specific') {
    for (const before of inSlot.filter(term => term.end > wish.from && !restated.has(term))) {
      const name = nameOf(before, ground)
      if (before.end !== FOREVER || before.from >= wish.from) {
        refuse(desk, wish.row, 'from', `与${name}的同一分工（${before.from} 起）重叠，过去的记录不改写。`)
        continue
      }
      before.end = wish.from
      before.reason = '名册导入，由他人接替'
      said.push(`${name}的同一分工自 ${wish.from} 起结束`)
    }
  }
  desk.lines.push({ ...lineOf(wish), outcome: 'new', changes: [], effects: said })
  const { isDated: _dated, end, ...term } = wish
  return { ...term, end: earliest(end ?? FOREVER, until ?? FOREVER), entry: null, reason: '名册导入' }
}

/** The first day on which the cadre, who holds a post at the unit on `day`, holds none there; null when none is held. */
function postUntil(terms: PostTerms, cadre: Ref, unit: Ref, day: Day): Day | null {
  const here = (terms.get(cadre) ?? []).filter(term => term.unit === unit)
  let until = day
  for (;;) {
    const next = here.find(({ from, end }) => from <= until && until < end)
    if (next === undefined) return until === day ? null : until
    if (next.end === FOREVER) return FOREVER
    until = next.end
  }
}

const nameOf = (term: DutyTerm, { people }: DutyGround): string =>
  [...people.values()].find(({ ref }) => ref === term.cadre)?.name ?? term.cadre

const lineOf = ({ row, from, field }: Wish) =>
  ({
    sheet: 'A03',
    row: row.number,
    who: row.values.name,
    what: `${row.values.unit}　${row.values.role}：${field}（${from} 起）`,
  }) as const
