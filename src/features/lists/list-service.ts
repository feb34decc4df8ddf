import type { Actor } from '../../domain/access/roles.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { existingUnits, type People } from '../people/index.ts'
import { COUNTED_TO, type CountCell, countedAs, type StandingFilter } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import { createKeptRows } from './kept-rows.ts'
import { filterOf, type ListQuery } from './list-query.ts'
import { type ListRow, listRow } from './list-row.ts'

export interface ListsDeps {
  readonly people: Pick<People, 'at'>
}

/** One page of a list with what its frame says. */
export interface ListPage {
  readonly view: RatingsView
  readonly rows: readonly ListRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly count: number
  /** More than that: so many were counted and no further. */
  readonly isMore: boolean
  /** Counts of each list of this tab, within the scope. */
  readonly counts: Readonly<Record<string, number>>
  readonly units: readonly Unit[]
  readonly levels: readonly string[]
}

/** The lists as seen from a point in time. Whose rows are shown is decided by the unit of that day. */
export interface Lists {
  page(actor: Actor, query: ListQuery, view: RatingsView, rows: number): Promise<ListPage>
  /** All rows of a query, one by one. */
  rows(actor: Actor, query: ListQuery, view: RatingsView): AsyncIterable<ListRow>
}

export function createLists({ people }: ListsDeps): Lists {
  const worded = createKeptRows()
  return {
    page: async (actor, query, view, rows) => {
      const filter = filterOf(query, actor)
      const register = await people.at(view.past)
      const [units, page, counts, levels] = await Promise.all([
        register.units(),
        view.page(widened(filter, view), query.sort, query, rows),
        view.counts(filter.unitIds),
        register.levels(),
      ])
      const known = countOf(counts, filter)
      const counted = known ?? (await view.count(filter))
      const mine = filter.unitIds
      return {
        view,
        rows: await worded(page, units),
        earlier: page.earlier,
        later: page.later,
        count: Math.min(counted, known === null ? COUNTED_TO : counted),
        isMore: known === null && counted > COUNTED_TO,
        counts: tabCounts(counts, filter),
        units:
          mine === null || query.unitId !== null
            ? existingUnits(units, view.day)
            : units.filter(unit => mine.includes(unit.id)),
        levels,
      }
    },
    rows: async function* (actor, query, view) {
      const units = await (await people.at(view.past)).units()
      const byId = new Map(units.map(unit => [unit.id, unit]))
      const filter = filterOf(query, actor)
      for await (const row of view.stream(widened(filter, view), query.sort)) yield listRow(row, byId)
    },
  }
}

/** No colour asked for means all: named one by one, each is a range of an index in the order of the list. */
function widened(filter: StandingFilter, { version }: RatingsView): StandingFilter {
  if (filter.colours.length > 0) return filter
  const colours = version.ruleSet.colours.map(({ code }) => code)
  return { ...filter, colours: filter.list === 'placed' ? colours : [...colours, 'insufficient', 'indeterminate'] }
}

/** What a cell of the counts is counted under on this tab; null: not on it. */
const listedAs = ({ suggested, mark, placed }: CountCell, { list }: StandingFilter): string | null =>
  list === 'placed' ? placed : countedAs({ colour: suggested, mark })

/** How many are on each list of the tab. */
function tabCounts(counts: readonly CountCell[], filter: StandingFilter): Record<string, number> {
  const tabs: Record<string, number> = {}
  for (const cell of counts) {
    const key = listedAs(cell, filter)
    if (key === null) continue
    tabs[key] = (tabs[key] ?? 0) + cell.n
    tabs.all = (tabs.all ?? 0) + cell.n
  }
  return tabs
}

/** How many a filter lets through, as the kept counts say; null when they do not tell its level or name apart. */
function countOf(counts: readonly CountCell[], filter: StandingFilter): number | null {
  const { colours, classCode, level, text } = filter
  if (level !== null || text !== null) return null
  const fitting = counts.filter(cell => {
    const key = listedAs(cell, filter)
    const isListed = key !== null && (colours.length === 0 || colours.includes(key))
    return isListed && (classCode === null || cell.classCode === classCode)
  })
  return fitting.reduce((sum, { n }) => sum + n, 0)
}
