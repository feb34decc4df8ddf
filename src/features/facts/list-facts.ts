import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import { verificationDue } from '../../domain/facts/fact-entry.ts'
import type { FactState } from '../../domain/facts/fact-life.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { addDays, type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import type { FactRow } from './fact-model.ts'
import type { FactParts } from './fact-parts.ts'
import type { FactFilter, FactOrder, FactPage, FactPlace } from './fact-store.ts'

/** A page of facts within the actor's data scope, and the names it needs. */
export interface FactList extends FactPage {
  readonly counts: ReadonlyMap<FactState, number>
  /** Waiting ones past their five working days. */
  readonly overdue: number
  readonly units: readonly Unit[]
  readonly cadres: ReadonlyMap<string, Cadre>
}

export interface ListFacts {
  list(actor: Actor, filter: FactFilter, order: FactOrder, place: FactPlace): Promise<FactList>
  /** How many facts of the actor's scope wait past their five working days; 0 for who sees none. */
  overdue(actor: Actor): Promise<number>
  /** Facts that wait for their verification: recorded by this moment, and late on the day. Oldest first. */
  waitingPast(recordedBy: Instant, on: Day): Promise<readonly FactRow[]>
  /** Rows of these ids within the actor's data scope. */
  rows(actor: Actor, ids: readonly number[]): Promise<readonly FactRow[]>
}

const LIMIT = 50

const everyFact: FactFilter = {
  state: null,
  code: null,
  unitId: null,
  cadreIds: null,
  from: null,
  to: null,
  channel: null,
  late: null,
}

export const listFacts = ({ store, people, clock, calendar }: FactParts): ListFacts => ({
  list: async (actor, asked, order, place) => {
    const unitId = boundUnit(actor)
    if (unitId !== null && asked.unitId !== null && asked.unitId !== unitId) throw new NotFound()
    const filter = unitId === null ? asked : { ...asked, unitId }
    const [page, counts, overdue, units] = await Promise.all([
      store.page(filter, order, place, LIMIT),
      store.counts(filter),
      store.waitingSince(filter, endOfDay(lastOverdue(clock.today(), calendar))),
      people.units(),
    ])
    const cadres = await people.cadres([...new Set(page.rows.flatMap(row => row.persons))])
    return {
      ...page,
      counts,
      overdue,
      cadres,
      units: unitId === null ? units : units.filter(({ id }) => id === unitId),
    }
  },
  overdue: async actor => {
    if (scopeOf(actor, 'facts.read') === null) return 0
    const filter = { ...everyFact, unitId: boundUnit(actor) }
    return store.waitingSince(filter, endOfDay(lastOverdue(clock.today(), calendar)))
  },
  waitingPast: (recordedBy, on) => {
    const late = endOfDay(lastOverdue(on, calendar))
    return store.waitingRows(recordedBy < late ? recordedBy : late)
  },
  rows: async (actor, ids) => {
    const unitId = boundUnit(actor)
    return (await store.rows(ids)).filter(row => unitId === null || row.unitId === unitId)
  },
})

/** The unit an account is bound to, or null when it sees all. Throws NotFound when it sees none. */
export function boundUnit(actor: Actor): string | null {
  const scope = scopeOf(actor, 'facts.read')
  if (scope === 'all') return null
  if (scope === 'unit' && actor.unitId !== null) return actor.unitId
  throw new NotFound()
}

/** The last day of recording whose time for verification has run out. */
function lastOverdue(today: Day, calendar: WorkCalendar): Day {
  let day = addDays(today, -1)
  while (verificationDue(day, calendar) >= today) day = addDays(day, -1)
  return day
}
