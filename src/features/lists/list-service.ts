import type { Action } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { People } from '../people/index.ts'
import { countedAs, type Ratings, type StandingFilter } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import { filterOf, type ListQuery } from './list-query.ts'
import { type ListRow, listRow, type RowParts } from './list-row.ts'

export interface ListsDeps {
  readonly ratings: Ratings
  readonly people: People
  readonly rules: Rules
  readonly today: () => string
}

/** One page of a list with what its frame says. */
export interface ListPage {
  readonly ruleSet: RuleSet
  readonly ruleHash: string
  readonly rows: readonly ListRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly count: number
  /** Counts of each list of this tab, within the scope. */
  readonly counts: Readonly<Record<string, number>>
  readonly units: readonly Unit[]
  readonly levels: readonly string[]
}

export interface Lists {
  page(actor: Actor, query: ListQuery): Promise<ListPage>
  /** All rows of a query, one by one, with the rules in force. */
  rows(
    actor: Actor,
    query: ListQuery,
  ): Promise<{ readonly ruleSet: RuleSet; readonly ruleHash: string; readonly rows: AsyncIterable<ListRow> }>
}

const PAGE = 50

export function createLists({ ratings, people, rules, today }: ListsDeps): Lists {
  const { store } = ratings
  const parts = async (): Promise<RowParts & { list: readonly Unit[] }> => {
    const [versions, placing, units] = await Promise.all([rules.published(), store.placing(), people.units()])
    const empty = { classes: {}, placed: [], tied: [], full: [] }
    return {
      versions,
      placing: placing?.placing ?? empty,
      units: new Map(units.map(unit => [unit.id, unit])),
      list: units,
    }
  }
  return {
    page: async (actor, query) => {
      const filter = filterOf(query, actor, 'lists.read')
      const [known, version, page, count, counts, levels] = await Promise.all([
        parts(),
        rules.inForce(today()),
        store.page(filter, query.sort, query, PAGE),
        store.count(filter),
        countsFor(ratings, filter),
        store.levels(),
      ])
      const mine = filter.unitIds
      return {
        ruleSet: version.ruleSet,
        ruleHash: version.hash,
        rows: page.rows.map(row => listRow(row, known)),
        earlier: page.earlier,
        later: page.later,
        count,
        counts,
        units:
          mine === null || query.unitId !== null
            ? known.list.filter(unit => unit.until === null)
            : known.list.filter(unit => mine.includes(unit.id)),
        levels,
      }
    },
    rows: async (actor, query) => {
      const [known, version] = await Promise.all([parts(), rules.inForce(today())])
      const filter = filterOf(query, actor, 'exports.download' satisfies Action)
      return { ruleSet: version.ruleSet, ruleHash: version.hash, rows: rowsOf(store.stream(filter, query.sort), known) }
    },
  }
}

async function* rowsOf(standings: ReturnType<Ratings['store']['stream']>, parts: RowParts): AsyncIterable<ListRow> {
  for await (const standing of standings) yield listRow(standing, parts)
}

async function countsFor({ store }: Ratings, { list, unitIds }: StandingFilter): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const add = (key: string, n: number): void => {
    counts[key] = (counts[key] ?? 0) + n
    counts.all = (counts.all ?? 0) + n
  }
  if (list === 'placed')
    for (const row of await store.placedCounts()) if (within(row.unitId, unitIds)) add(row.placed, row.n)
  if (list === 'suggested') {
    for (const row of await store.counts())
      if (within(row.unitId, unitIds)) add(countedAs({ colour: row.suggested, mark: row.mark }), row.n)
  }
  return counts
}

const within = (unitId: string, unitIds: readonly string[] | null): boolean =>
  unitIds === null || unitIds.includes(unitId)
