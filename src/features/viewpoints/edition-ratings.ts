import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import type { PersonName } from '../../domain/people/cadre.ts'
import { heldPosts, mainPostOn } from '../../domain/people/held.ts'
import { createRater } from '../../domain/rating/rate.ts'
import { suggest } from '../../domain/rating/suggest.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Edition } from './edition.ts'
import type { NamedRow } from './edition-query.ts'
import type { Rated } from './ratings-view.ts'

export interface PastParts {
  readonly ratings: Ratings
  readonly ledger: LedgerStore
  readonly names: ReadonlyMap<string, PersonName>
}

/** The few cadres that are shown, rated again from their own entries: what the edition counted them by, with reasons. */
export interface EditionRatings {
  rate(rows: readonly NamedRow[], rankOf: (cadreId: string) => number | null): Promise<Rated[]>
  entriesOf(cadreId: string): Promise<readonly Entry[]>
  /** The main post of the day. */
  postOf(cadreId: string): Promise<EntryOf<'posting'> | null>
}

export function editionRatings(edition: Edition, { ratings, ledger }: PastParts): EditionRatings {
  const { day, knownAt, version, position, placing, shared } = edition
  const { ruleSet } = version
  const rater = createRater(ruleSet)
  // What came in while the edition was computed is not in it, and so not in its rows.
  const known = (entries: readonly Entry[]): Entry[] =>
    entries.filter(({ id, recordedAt }) => id <= position && recordedAt <= knownAt)
  const entriesOf = async (cadreId: string): Promise<Entry[]> => known(await ledger.entriesOf(cadreId, position))
  const postIn = (own: readonly Entry[]): EntryOf<'posting'> | null => mainPostOn(heldPosts(own), day)
  return {
    rate: async (rows, rankOf) => {
      const ids = rows.map(({ cadreId }) => cadreId)
      const [entries, moved] = await Promise.all([ledger.entriesOfMany(ids), ratings.store.lastMovements(ids, day)])
      return rows.map(({ cadreId, name, suggested, mark }) => {
        const own = known(entries.get(cadreId) ?? [])
        const rating = rater.rate(cadreId, [...own, ...shared], day, knownAt)
        if (rating === null) throw new Error(`${cadreId} is in an edition without a main post`)
        const last = moved.get(cadreId)
        return {
          cadreId,
          who: { ...name, title: postIn(own)?.data.title ?? '' },
          since: last?.to?.colour === suggested && last.to.mark === mark ? last.on : null,
          suggestion: suggest(rating, placing, ruleSet, rankOf(cadreId)),
          version,
        }
      })
    },
    entriesOf,
    postOf: async cadreId => postIn(await entriesOf(cadreId)),
  }
}
