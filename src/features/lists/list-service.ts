import type { Action } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { People } from '../people/index.ts'
import { countedAs, type StandingFilter } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import { filterOf, type ListQuery } from './list-query.ts'
import { type ListRow, listRow } from './list-row.ts'

export interface ListsDeps {
  readonly people: Pick<People, 'units'>
}

/** One page of a list with what its frame says. */
export interface ListPage {
  readonly view: RatingsView
  readonly rows: readonly ListRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly count: number
  /** Counts of each list of this tab, within the scope. */
  readonly counts: Readonly<Record<string, number>>
  readonly units: readonly Unit[]
  readonly levels: readonly string[]
}

/** The lists as seen from a point in time. Whose rows are shown is decided by the unit of that day. */
export interface Lists {
  page(actor: Actor, query: ListQuery, view: RatingsView): Promise<ListPage>
  /** All rows of a query, one by one. */
  rows(actor: Actor, query: ListQuery, view: RatingsView): AsyncIterable<ListRow>
}

const PAGE = 50

export function createLists({ people }: ListsDeps): Lists {
  const unitsById = (units: readonly Unit[]) => new Map(units.map(unit => [unit.id, unit]))
  return {
    page: async (actor, query, view) => {
      const filter = filterOf(query, actor, 'lists.read')
      const [units, page, count, counts, levels] = await Promise.all([
        people.units(),
        view.page(filter, query.sort, query, PAGE),
        view.count(filter),
        countsFor(view, filter),
        view.levels(),
      ])
      const byId = unitsById(units)
      const mine = filter.unitIds
      return {
        view,
        rows: page.rows.map(row => listRow(row, byId)),
        earlier: page.earlier,
        later: page.later,
        count,
        counts,
        units:
          mine === null || query.unitId !== null
            ? units.filter(({ until }) => until === null || until > view.day)
            : units.filter(unit => mine.includes(unit.id)),
        levels,
      }
    },
    rows: async function* (actor, query, view) {
      const byId = unitsById(await people.units())
      const filter = filterOf(query, actor, 'exports.download' satisfies Action)
      for await (const row of view.stream(filter, query.sort)) yield listRow(row, byId)
    },
  }
}

async function countsFor(view: RatingsView, { list, unitIds }: StandingFilter): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const add = (key: string, n: number): void => {
    counts[key] = (counts[key] ?? 0) + n
    counts.all = (counts.all ?? 0) + n
  }
  if (list === 'placed')
    for (const row of await view.placedCounts()) if (within(row.unitId, unitIds)) add(row.placed, row.n)
  if (list === 'suggested') {
    for (const row of await view.counts())
      if (within(row.unitId, unitIds)) add(countedAs({ colour: row.suggested, mark: row.mark }), row.n)
  }
  return counts
}

const within = (unitId: string, unitIds: readonly string[] | null): boolean =>
  unitIds === null || unitIds.includes(unitId)
