import type { EntryOf } from '../../domain/evidence/entries.ts'
import type { Cadre, PersonName } from '../../domain/people/cadre.ts'
import type { StandingFilter, StandingSort } from '../ratings/index.ts'
import { type Edition, type EditionRow, rankIn } from './edition.ts'
import { fits, type NamedRow, orders, sliceOf } from './edition-query.ts'
import { editionRatings, type PastParts } from './edition-ratings.ts'
import { pastAlerts } from './past-alerts.ts'
import type { Known } from './past-day.ts'
import type { RatingsView, RosterRow } from './ratings-view.ts'

/** Of whom the roster says nothing. */
const nobody: PersonName = { name: '', pinyin: '', initials: '', level: '' }

/** Rows of a stream that are rated together. */
const BATCH = 200

/** A past day: the edition says who is where, the rows shown are rated again. */
export function pastView(edition: Edition, known: Known, stamp: string, parts: PastParts): RatingsView {
  const { day, knownAt, version, rows, position } = edition
  const { ratings, names } = parts
  const { rate, alerted, entriesOf, entriesToRate, postsOf, knows } = editionRatings(edition, parts)
  const named = (row: EditionRow): NamedRow => ({ ...row, name: names.get(row.cadreId) ?? nobody })
  const namedOrNull = (id: string | null): NamedRow | null => {
    const row = id === null ? undefined : rows.get(id)
    return row === undefined ? null : named(row)
  }
  const chosen = (filter: StandingFilter, sort: StandingSort): NamedRow[] =>
    [...rows.values()].map(named).filter(fits(filter)).sort(orders[sort])
  const unranked = (): null => null
  return {
    stamp,
    day,
    knownAt,
    past: { day, known, position },
    version,
    preparing: null,
    page: async (filter, sort, start, limit) => {
      const anchor = namedOrNull(start.before ?? start.after)
      const slice = sliceOf(chosen(filter, sort), orders[sort], anchor, start, limit)
      return { ...slice, rows: await rate(slice.rows, unranked) }
    },
    stream: async function* (filter, sort) {
      const all = chosen(filter, sort)
      for (let i = 0; i < all.length; i += BATCH) yield* await rate(all.slice(i, i + BATCH), unranked)
    },
    count: async filter => [...rows.values()].map(named).filter(fits(filter)).length,
    counts: async () =>
      tallied(rows, ({ unitId, classCode, suggested, mark, placed }) => ({
        ...{ unitId, classCode, suggested, mark, placed },
      })),
    outcomes: async () => [...rows.values()],
    levels: async () =>
      [...new Set([...rows.keys()].map(id => names.get(id)?.level ?? ''))].filter(level => level !== '').sort(),
    rated: async cadreId => {
      const row = namedOrNull(cadreId)
      return row === null ? null : ((await rate([row], id => rankIn(edition, id)))[0] ?? null)
    },
    asThen: async cadres => {
      const posts = await postsOf(cadres.map(({ id }) => id))
      return cadres.map(cadre => ({ ...cadre, post: postFrom(posts.get(cadre.id) ?? null) }))
    },
    roster: () => rosterOf(edition, known, names),
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

/**
 * Who had been appointed by then. The ledger says nothing of who never was: they are in the roster of now, so in what is
 * known now of any day.
 */
function rosterOf({ rows, unrated }: Edition, known: Known, names: PastParts['names']): RosterRow[] {
  const isThere = (id: string): boolean => unrated.get(id) === 'unposted' || (known === 'now' && !unrated.has(id))
  const ids = known === 'now' ? names.keys() : unrated.keys()
  const others = [...ids].filter(id => !rows.has(id) && isThere(id))
  return [
    ...[...rows.values()].map(({ cadreId, unitId, head }) => ({ cadreId, unitId, head })),
    ...others.map(cadreId => ({ cadreId, unitId: null, head: false })),
  ].map(row => ({ ...row, name: names.get(row.cadreId) ?? nobody }))
}

/** How many rows share a key, key by key. */
function tallied<K extends object>(
  rows: ReadonlyMap<string, EditionRow>,
  keyOf: (row: EditionRow) => K,
): (K & { readonly n: number })[] {
  const groups = new Map<string, K & { n: number }>()
  for (const row of rows.values()) {
    const key = keyOf(row)
    const name = JSON.stringify(key)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { ...key, n: 1 })
    else group.n += 1
  }
  return [...groups.values()]
}
