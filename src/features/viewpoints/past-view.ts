import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import {
  type CountCell,
  countedAs,
  type ListPlace,
  listedIn,
  type PlaceOrCadre,
  type StandingFilter,
  type StandingSort,
  type UnitListed,
} from '../ratings/index.ts'
import { type Edition, type EditionRow, rankIn } from './edition.ts'
import { fits, type NamedRow, namedRow, orders, sliceOf } from './edition-query.ts'
import { editionRatings, type PastParts } from './edition-ratings.ts'
import { pastAlerts } from './past-alerts.ts'
import type { Past, RatingsView, RosterRow } from './ratings-view.ts'

/** Of whom the roster says nothing. */
const nobody: PersonName = { name: '', pinyin: '', initials: '', level: '' }

/** Rows of a stream that are rated together. */
const BATCH = 200

/** What a past day is named by, and what was to come then. */
type Seen = Pick<RatingsView, 'stamp' | 'coming'>

/** A past day: the edition says who is where, the rows shown are rated again. */
export function pastView(edition: Edition, past: Past, { stamp, coming }: Seen, parts: PastParts): RatingsView {
  const { day, knownAt, version, rows } = edition
  const { known } = past
  const { ratings, names } = parts
  const { rate, alerted, entriesOf, entriesToRate, postsOf, knows } = editionRatings(edition, parts)
  const named = (row: EditionRow): NamedRow => namedRow(row, names.get(row.cadreId) ?? nobody)
  const rowOf = (cadreId: string): NamedRow | null => {
    const row = rows.get(cadreId)
    return row === undefined ? null : named(row)
  }
  const placeAt = (place: PlaceOrCadre | null): ListPlace | null => (typeof place === 'string' ? rowOf(place) : place)
  const chosen = (filter: StandingFilter, sort: StandingSort): NamedRow[] =>
    [...rows.values()].map(named).filter(fits(filter)).sort(orders[sort])
  const unranked = (): null => null
  return {
    stamp,
    day,
    knownAt,
    past,
    version,
    preparing: null,
    coming,
    page: async (filter, sort, start, limit) => {
      const place = placeAt(start.before ?? start.after)
      const slice = sliceOf(chosen(filter, sort), orders[sort], place, start, limit)
      const from = { by: stamp, bytes: new Uint8Array() }
      const byId = new Map(slice.rows.map(row => [`${day} ${known} ${row.cadreId}`, row]))
      return {
        ...slice,
        rows: [...byId.keys()].map(id => ({ id, from })),
        rated: rows =>
          rate(
            rows.flatMap(({ id }) => byId.get(id) ?? []),
            unranked,
          ),
      }
    },
    stream: async function* (filter, sort) {
      const all = chosen(filter, sort)
      for (let i = 0; i < all.length; i += BATCH) yield* await rate(all.slice(i, i + BATCH), unranked)
    },
    outlines: async function* (filter) {
      for (const row of rows.values()) {
        const one = named(row)
        if (fits(filter)(one)) yield { ...row, who: one.name }
      }
    },
    count: async filter => [...rows.values()].map(named).filter(fits(filter)).length,
    counts: async unitIds => cellsOf([...rows.values()].filter(row => unitIds?.includes(row.unitId) ?? true)),
    mostListed: async (list, limit) =>
      listedByUnit(rows)
        .filter(({ listed }) => (listed[list] ?? 0) > 0)
        .sort((a, b) => (b.listed[list] ?? 0) - (a.listed[list] ?? 0))
        .slice(0, limit),
    listedOf: async unitIds => listedByUnit(rows).filter(({ unitId }) => unitIds.includes(unitId)),
    moves: async ({ outcomes }) => {
      const moves = new Map<string, number>()
      for (const [cadreId, from] of await outcomes()) {
        const row = rows.get(cadreId)
        if (row === undefined) continue
        const key = `${from} ${countedAs({ colour: row.suggested, mark: row.mark })}`
        moves.set(key, (moves.get(key) ?? 0) + 1)
      }
      return moves
    },
    ratedOf: async cadreIds => {
      const rated = await rate(
        cadreIds.flatMap(id => rowOf(id) ?? []),
        unranked,
      )
      return new Map(rated.map(one => [one.cadreId, one]))
    },
    rated: async cadreId => {
      const row = rowOf(cadreId)
      return row === null ? null : ((await rate([row], id => rankIn(edition, id)))[0] ?? null)
    },
    asThen: async cadres => {
      const posts = await postsOf(cadres.map(({ id }) => id))
      return cadres.map(cadre => ({ ...cadre, post: postFrom(posts.get(cadre.id) ?? null) }))
    },
    roster: () => rosterOf(edition, names),
    knows,
    entriesOf,
    entriesToRate,
    alerts: pastAlerts([...rows.values()].map(named), alerted),
    movements: query => ratings.store.movements({ ...query, until: day }),
  }
}

function postFrom(posting: EntryOf<'posting'> | null): Cadre['post'] {
  if (posting === null) return null
  const { unitId, title, head } = posting.data
  return { unitId, title, head, since: posting.effectiveOn }
}

/** Who is rated, and who else was registered: but for those whose first post begins later. */
function rosterOf({ rows, unrated }: Edition, names: PastParts['names']): RosterRow[] {
  const others = [...names.keys()].filter(id => !rows.has(id) && unrated.get(id) !== 'later')
  return [
    ...[...rows.values()].map(({ cadreId, unitId, head }) => ({ cadreId, unitId, head })),
    ...others.map(cadreId => ({ cadreId, unitId: null, head: false })),
  ].map(row => ({ ...row, name: names.get(row.cadreId) ?? nobody }))
}

/** How many rows stand alike. */
function cellsOf(rows: readonly EditionRow[]): CountCell[] {
  const cells = new Map<string, CountCell>()
  for (const { classCode, suggested, mark, placed } of rows) {
    const key = JSON.stringify([classCode, suggested, mark, placed])
    cells.set(key, { classCode, suggested, mark, placed, n: (cells.get(key)?.n ?? 0) + 1 })
  }
  return [...cells.values()]
}

function listedByUnit(rows: ReadonlyMap<string, EditionRow>): UnitListed[] {
  const units = new Map<string, EditionRow[]>()
  for (const row of rows.values()) {
    const own = units.get(row.unitId)
    if (own === undefined) units.set(row.unitId, [row])
    else own.push(row)
  }
  return [...units].map(([unitId, own]) => ({ unitId, listed: listedIn(cellsOf(own)) }))
}
