import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import type { PersonName } from '../../domain/people/cadre.ts'
import { heldPosts, mainPostOn } from '../../domain/people/held.ts'
import { createRater, type Rating } from '../../domain/rating/rate.ts'
import { suggest } from '../../domain/rating/suggest.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Alerted } from './alerts-view.ts'
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
  /** The same before ranks and places, for alerts. */
  alerted(rows: readonly NamedRow[]): Promise<Alerted[]>
  entriesToRate(cadreIds: readonly string[]): Promise<ReadonlyMap<string, readonly Entry[]>>
  entriesOf(cadreId: string): Promise<readonly Entry[]>
  /** The main posts of the day. */
  postsOf(cadreIds: readonly string[]): Promise<ReadonlyMap<string, EntryOf<'posting'> | null>>
  knows(entry: Entry): boolean
}

interface RatedAgain {
  readonly row: NamedRow
  readonly rating: Rating
  readonly who: Rated['who']
}

export function editionRatings(edition: Edition, { ratings, ledger }: PastParts): EditionRatings {
  const { day, knownAt, version, position, placing, shared } = edition
  const { ruleSet } = version
  const rater = createRater(ruleSet)
  // What came in while the edition was computed is not in it, and so not in its rows.
  const knows = ({ id, recordedAt }: Entry): boolean => id <= position && recordedAt <= knownAt
  const known = (entries: readonly Entry[]): Entry[] => entries.filter(knows)
  const entriesOf = async (cadreId: string): Promise<Entry[]> => known(await ledger.entriesOf(cadreId, position))
  const postIn = (own: readonly Entry[]): EntryOf<'posting'> | null => mainPostOn(heldPosts(own), day)
  const entriesToRate = async (ids: readonly string[]): Promise<Map<string, Entry[]>> => {
    const found = await ledger.entriesOfMany(ids)
    return new Map([...found].map(([id, own]) => [id, [...known(own), ...shared]]))
  }
  const ratedAgain = async (rows: readonly NamedRow[]): Promise<RatedAgain[]> => {
    const entries = await entriesToRate(rows.map(({ cadreId }) => cadreId))
    return rows.map(row => {
      const { cadreId, name } = row
      const all = entries.get(cadreId) ?? []
      const rating = rater.rate(cadreId, all, day, knownAt)
      if (rating === null) throw new Error(`${cadreId} is in an edition without a main post`)
      const own = all.filter(({ subjects }) => subjects.includes(cadreId))
      return { row, rating, who: { ...name, title: postIn(own)?.data.title ?? '' } }
    })
  }
  return {
    rate: async (rows, rankOf) => {
      const ids = rows.map(({ cadreId }) => cadreId)
      const [again, moved] = await Promise.all([ratedAgain(rows), ratings.store.lastMovements(ids, day)])
      return again.map(({ row: { cadreId, suggested, mark }, rating, who }) => {
        const last = moved.get(cadreId)
        const since = last?.to?.colour === suggested && last.to.mark === mark ? last.on : null
        const suggestion = suggest(rating, placing, ruleSet, rankOf(cadreId))
        return { cadreId, who, since, suggestion, version }
      })
    },
    alerted: async rows =>
      (await ratedAgain(rows)).map(({ row: { cadreId, suggested, mark }, rating, who }) => {
        return { cadreId, who, rating, suggested, mark, since: null }
      }),
    entriesToRate,
    entriesOf,
    postsOf: async ids => {
      const found = await ledger.entriesOfMany(ids)
      return new Map([...found].map(([id, own]) => [id, postIn(known(own))]))
    },
    knows,
  }
}
