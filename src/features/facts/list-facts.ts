import { scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { NotFound } from '../../domain/errors.ts'
import { verificationDue } from '../../domain/facts/fact-entry.ts'
import type { FactState } from '../../domain/facts/fact-life.ts'
import type { Cadre } from '../../domain/people/cadre.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { addDays, type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'
import type { Past } from '../viewpoints/index.ts'
import type { FactRow } from './fact-model.ts'
import type { FactParts } from './fact-parts.ts'
import type { FactFilter, FactOrder, FactPage, FactPlace, Seen } from './fact-store.ts'

/** A page of facts within the actor's data scope, and the names it needs. */
export interface FactList extends FactPage {
  readonly counts: ReadonlyMap<FactState, number>
  /** Waiting ones past their five working days. */
  readonly overdue: number
  /** Waiting ones that this account may verify; null where it verifies none. */
  readonly mine: number | null
  readonly units: readonly Unit[]
  readonly cadres: ReadonlyMap<string, Cadre>
}

/** Where a page begins, and how many rows it has. */
interface FactStart extends FactPlace {
  readonly rows: number
}

/** What was asked of the facts, whenever they are looked at. */
type FactAsked = Omit<FactFilter, 'seen'>

/** Facts as they stand, or as they stood at a point in the past. */
export interface ListFacts {
  list(actor: Actor, asked: FactAsked, order: FactOrder, place: FactStart, past?: Past | null): Promise<FactList>
  /** Every row in order, with the names of the people of some rows at a time, for exports. */
  all(actor: Actor, asked: FactAsked, order: FactOrder, past: Past | null): AsyncIterable<readonly FactRow[]>
  /** How many facts of the actor's scope wait past their five working days; 0 for who sees none. */
  overdue(actor: Actor, past?: Past | null): Promise<number>
  /** How many facts wait that this account may verify, at most `limit`; 0 for who verifies none. */
  waitingFor(actor: Actor, limit: number): Promise<number>
  /** Facts that wait for their verification: recorded by this moment, and late on the day. Oldest first. */
  waitingPast(recordedBy: Instant, on: Day): Promise<readonly FactRow[]>
  /** Rows of these ids within the actor's data scope, oldest first. */
  rows(actor: Actor, ids: readonly number[]): Promise<readonly FactRow[]>
}

/** Rows of an export whose names are read together. */
const BATCH = 500

const everyFact: FactAsked = {
  state: null,
  code: null,
  unitId: null,
  cadreIds: null,
  from: null,
  to: null,
  channel: null,
  late: null,
  waitingFor: null,
}

export const listFacts = ({ store, pastStates, people, clock, calendar }: FactParts): ListFacts => {
  /** The filter inside the actor's scope, as seen from there. Throws NotFound outside it. */
  const filterOf = async (actor: Actor, asked: FactAsked, past: Past | null): Promise<FactFilter> => {
    const unitId = boundUnit(actor)
    if (unitId !== null && asked.unitId !== null && asked.unitId !== unitId) throw new NotFound()
    return { ...asked, unitId: unitId ?? asked.unitId, seen: past && (await seenFrom(past)) }
  }
  const seenFrom = async ({ day, position }: Past): Promise<Seen> => ({
    day,
    position,
    states: await pastStates.at(position),
  })
  const overdueOn = (past: Past | null): Instant => endOfDay(lastOverdue(past?.day ?? clock.today(), calendar))
  return {
    list: async (actor, asked, order, place, past = null) => {
      const unitId = boundUnit(actor)
      const filter = await filterOf(actor, asked, past)
      const register = await people.at(past)
      const everyone = { ...filter, waitingFor: null }
      const [page, counts, overdue, mine, units] = await Promise.all([
        store.page(filter, order, place, place.rows),
        store.counts(everyone),
        store.waitingSince(everyone, overdueOn(past)),
        past === null && verifies(actor) ? store.count({ ...filter, state: null, waitingFor: actor.userId }) : null,
        register.units(),
      ])
      const cadres = await register.cadres([...new Set(page.rows.flatMap(row => row.persons))])
      return {
        ...page,
        counts,
        overdue,
        mine,
        cadres,
        units: unitId === null ? units : units.filter(({ id }) => id === unitId),
      }
    },
    all: async function* (actor, asked, order, past) {
      let batch: FactRow[] = []
      for await (const row of store.stream(await filterOf(actor, asked, past), order)) {
        batch.push(row)
        if (batch.length < BATCH) continue
        yield batch
        batch = []
      }
      yield batch
    },
    overdue: async (actor, past = null) => {
      if (scopeOf(actor, 'facts.read') === null) return 0
      return store.waitingSince(await filterOf(actor, everyFact, past), overdueOn(past))
    },
    waitingFor: async (actor, limit) =>
      verifies(actor) ? store.count(await filterOf(actor, { ...everyFact, waitingFor: actor.userId }, null), limit) : 0,
    waitingPast: (recordedBy, on) => {
      const late = endOfDay(lastOverdue(on, calendar))
      return store.waitingRows(recordedBy < late ? recordedBy : late)
    },
    rows: async (actor, ids) => {
      const unitId = boundUnit(actor)
      return (await store.rows(ids)).filter(row => unitId === null || row.unitId === unitId)
    },
  }
}

const verifies = (actor: Actor): boolean => scopeOf(actor, 'facts.verify') !== null

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
