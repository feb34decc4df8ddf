import type { PersonName } from '../../domain/people/cadre.ts'
import { openDossier } from '../../domain/rating/dossier.ts'
import { mainPosting } from '../../domain/rating/measures.ts'
import { createRater } from '../../domain/rating/rate.ts'
import { suggest } from '../../domain/rating/suggest.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Ratings, StandingFilter, StandingSort } from '../ratings/index.ts'
import { type Edition, type EditionRow, rankIn } from './edition.ts'
import { fits, type NamedRow, orders, sliceOf } from './edition-query.ts'
import type { Known } from './past-day.ts'
import type { Rated, RatingsView } from './ratings-view.ts'

export interface PastParts {
  readonly ratings: Ratings
  readonly ledger: LedgerStore
  readonly names: ReadonlyMap<string, PersonName>
}

/** Of whom the roster says nothing. */
const nobody: PersonName = { name: '', pinyin: '', initials: '', level: '' }

/** Rows of a stream that are rated together. */
const BATCH = 200

/** A past day: the edition says who is where; the rows shown are rated again from their own entries, by the same rules. */
export function pastView(edition: Edition, known: Known, { ratings, ledger, names }: PastParts): RatingsView {
  const { day, knownAt, version, rows } = edition
  const { ruleSet } = version
  const rater = createRater(ruleSet)
  const named = (row: EditionRow): NamedRow => ({ ...row, name: names.get(row.cadreId) ?? nobody })
  const namedOrNull = (id: string | null): NamedRow | null => {
    const row = id === null ? undefined : rows.get(id)
    return row === undefined ? null : named(row)
  }
  const chosen = (filter: StandingFilter, sort: StandingSort): NamedRow[] =>
    [...rows.values()].map(named).filter(fits(filter)).sort(orders[sort])
  const rate = async (wanted: readonly NamedRow[], rankOf: (id: string) => number | null): Promise<Rated[]> => {
    const ids = wanted.map(({ cadreId }) => cadreId)
    const [entries, moved] = await Promise.all([ledger.entriesOfMany(ids), ratings.store.lastMovements(ids, day)])
    return wanted.map(({ cadreId, name, suggested, mark }) => {
      const own = entries.get(cadreId) ?? []
      const rating = rater.rate(cadreId, [...own, ...edition.shared], day, knownAt)
      if (rating === null) throw new Error(`${cadreId} is in an edition without a main post`)
      const last = moved.get(cadreId)
      return {
        cadreId,
        who: { ...name, title: mainPosting(openDossier(cadreId, own, day, knownAt))?.data.title ?? '' },
        since: last?.to?.colour === suggested && last.to.mark === mark ? last.on : null,
        suggestion: suggest(rating, edition.placing, ruleSet, rankOf(cadreId)),
        version,
      }
    })
  }
  const unranked = (wanted: readonly NamedRow[]): Promise<Rated[]> => rate(wanted, () => null)
  return {
    day,
    knownAt,
    past: { day, known, position: edition.position },
    version,
    page: async (filter, sort, start, limit) => {
      const anchor = namedOrNull(start.before ?? start.after)
      const slice = sliceOf(chosen(filter, sort), orders[sort], anchor, start, limit)
      return { ...slice, rows: await unranked(slice.rows) }
    },
    stream: async function* (filter, sort) {
      const all = chosen(filter, sort)
      for (let i = 0; i < all.length; i += BATCH) yield* await unranked(all.slice(i, i + BATCH))
    },
    count: async filter => chosen(filter, 'score').length,
    counts: async () =>
      tallied(rows, ({ unitId, classCode, suggested, mark }) => ({ unitId, classCode, suggested, mark })),
    placedCounts: async () => tallied(rows, ({ unitId, placed }) => (placed === null ? null : { unitId, placed })),
    outcomes: async () => [...rows.values()],
    levels: async () =>
      [...new Set([...rows.keys()].map(id => names.get(id)?.level ?? ''))].filter(level => level !== '').sort(),
    rated: async cadreId => {
      const row = namedOrNull(cadreId)
      return row === null ? null : ((await rate([row], id => rankIn(edition, id)))[0] ?? null)
    },
    postOf: async ({ id }) => {
      const posting = mainPosting(openDossier(id, await ledger.entriesOf(id), day, knownAt))
      if (posting === null) return null
      const { unitId, title, head } = posting.data
      return { unitId, title, head, since: posting.effectiveOn }
    },
    entriesOf: async cadreId => (await ledger.entriesOf(cadreId)).filter(({ recordedAt }) => recordedAt <= knownAt),
    movements: query => ratings.store.movements({ ...query, until: day }),
    monthEnds: n => ratings.monthEnds.last(day, n),
  }
}

/** How many rows share a key, key by key; rows without one are left out. */
function tallied<K extends object>(
  rows: ReadonlyMap<string, EditionRow>,
  keyOf: (row: EditionRow) => K | null,
): (K & { readonly n: number })[] {
  const groups = new Map<string, K & { n: number }>()
  for (const row of rows.values()) {
    const key = keyOf(row)
    if (key === null) continue
    const name = JSON.stringify(key)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { ...key, n: 1 })
    else group.n += 1
  }
  return [...groups.values()]
}
