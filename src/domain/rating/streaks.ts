import type { EntryOf } from '../evidence/entries.ts'
import type { Streak } from '../rules/rule-set.ts'
import { type Day, endOfMonth, endOfQuarter, shiftMonth } from '../time/days.ts'
import type { Dossier } from './dossier.ts'
import type { CountedFact } from './facts.ts'
import type { Horizon } from './horizon.ts'
import { type Evidence, type Reading, reading } from './reading.ts'

type Of<K extends Streak['of']> = Extract<Streak, { of: K }>

/**
 * Y2: how many months running, back from the last published one, a unit was among the last of its 12345 class; read by
 * who held the duty on the last day of that month. Settled with its newest month. Unknown for the 主要负责人 of a unit
 * with a streak when nobody is recorded for the duty.
 */
export function hotlineStreak(streak: Of<'hotline'>, { dossier, isSettled }: Evidence): Reading {
  // Only who holds a duty at a unit answers for it, so nobody else's months are counted.
  const own = new Set(
    dossier.of('duty').flatMap(duty => (duty.subjects.includes(dossier.cadreId) ? [duty.data.unitId] : [])),
  )
  const answers = [...publishedByGroup(dossier, streak.months).values()].flatMap(months => {
    const last = months.at(-1)
    if (last === undefined) return []
    const answered = last.data.positions.filter(({ unitId }) => own.has(unitId))
    return answered.flatMap(({ unitId }) => {
      const ids = streakOf(unitId, months, streak.bottom)
      const held = ids.length === 0 ? 'no' : holding(unitId, endOfMonth(last.data.month), streak, dossier)
      return held === 'no' ? [] : [answer(ids, held, isSettled)]
    })
  })
  return answers.reduce(weightier, reading(0))
}

function answer(ids: readonly number[], held: 'yes' | 'unknown', isSettled: (id: number) => boolean): Reading {
  if (held === 'unknown') return reading(null, ids)
  return isSettled(ids[0] ?? 0) ? reading(0, [], ids) : reading(ids.length, ids)
}

/** Of two units' answers the longer streak; an unknown one outweighs none. */
function weightier(a: Reading, b: Reading): Reading {
  if (b.value === null) return a.value === 0 ? b : a
  return a.value === null
    ? b.value > 0
      ? b
      : a
    : b.value > a.value || (a.value === 0 && a.settledIds.length === 0)
      ? b
      : a
}

/** The rankings of each class published within the window, by month; of two for one month the later recorded holds. */
function publishedByGroup(dossier: Dossier, months: number): Map<string, EntryOf<'ranking'>[]> {
  const groups = new Map<string, Map<string, EntryOf<'ranking'>>>()
  for (const entry of dossier.of('ranking')) {
    if (!dossier.horizon.within(entry.effectiveOn, months)) continue
    const group = groups.get(entry.data.group) ?? new Map<string, EntryOf<'ranking'>>()
    groups.set(entry.data.group, group.set(entry.data.month, entry))
  }
  const ordered = new Map<string, EntryOf<'ranking'>[]>()
  for (const [group, byMonth] of groups) {
    ordered.set(
      group,
      [...byMonth.values()].sort((a, b) => (a.data.month < b.data.month ? -1 : 1)),
    )
  }
  return ordered
}

/** Ids of the running months, newest first; a missing month ends the streak. */
function streakOf(unitId: string, months: readonly EntryOf<'ranking'>[], bottom: number): number[] {
  const ids: number[] = []
  let expected: string | null = null
  for (const entry of [...months].reverse()) {
    if (expected !== null && entry.data.month !== expected) break
    const place = entry.data.positions.find(position => position.unitId === unitId)
    if (place === undefined || place.position <= entry.data.size - bottom) break
    ids.push(entry.id)
    expected = shiftMonth(entry.data.month, -1)
  }
  return ids
}

/** Whether the cadre answered for the unit on the day, in the role the rule asks. */
function holding(unitId: string, day: Day, streak: Of<'hotline'>, dossier: Dossier): 'yes' | 'no' | 'unknown' {
  const held = dossier
    .of('duty')
    .filter(duty => duty.data.unitId === unitId && duty.effectiveOn <= day && day < dossier.endOf(duty.id))
  const own = held.filter(duty => duty.subjects.includes(dossier.cadreId))
  const isChief = own.some(duty => duty.data.role === 'chief')
  if (streak.role === 'chief') return isChief ? 'yes' : 'no'
  const inField = (duty: EntryOf<'duty'>): boolean => duty.data.role === 'charge' && duty.data.field === streak.field
  if (own.some(inField)) return 'yes'
  return isChief && !held.some(inField) ? 'unknown' : 'no'
}

/**
 * Y5: the last graded quarters running with one of the grades, all ended within the window. A settled one ends the run:
 * only Y2 fires again with what was settled (rules.md, Readings).
 */
export function quarterGradeStreak({ grades, months }: Of<'quarterGrade'>, { dossier, isSettled }: Evidence): Reading {
  const byQuarter = new Map(dossier.of('quarterGrade').map(entry => [entry.data.quarter, entry]))
  const latest = [...byQuarter.values()].sort((a, b) => (a.data.quarter < b.data.quarter ? 1 : -1))
  if (latest.length === 0) return reading(null)
  const ids: number[] = []
  for (const entry of latest) {
    if (!grades.includes(entry.data.grade) || !dossier.horizon.within(endOfQuarter(entry.data.quarter), months)) break
    ids.push(entry.id)
  }
  const settled = ids.findIndex(isSettled)
  const open = settled < 0 ? ids : ids.slice(0, settled)
  return reading(open.length, open, ids.filter(isSettled))
}

/** Months running with a fact, back from the newest; over once a whole month has passed without one. */
export function monthsRunning(facts: readonly CountedFact[], horizon: Horizon): number {
  const months = new Set(facts.map(({ day }) => day.slice(0, 7)))
  const newest = [...months].reduce((a, b) => (b > a ? b : a), '')
  if (newest === '' || horizon.reached(`${shiftMonth(newest, 2)}-01`)) return 0
  let running = 1
  while (months.has(shiftMonth(newest, -running))) running += 1
  return running
}
