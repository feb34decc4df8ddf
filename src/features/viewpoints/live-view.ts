import { suggest } from '../../domain/rating/suggest.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import { placingFor, type Ratings, type StandingDocument } from '../ratings/index.ts'
import type { Rated, RatingsView } from './ratings-view.ts'

export interface LiveParts {
  readonly ratings: Ratings
  readonly ledger: LedgerStore
}

/** Today: the standings as they are kept, all of one edition. */
export async function liveView(today: Day, { ratings, ledger }: LiveParts): Promise<RatingsView> {
  const { store } = ratings
  const seen = await ratings.edition(today)
  const { number, version, classes, preparing } = seen
  const { ruleSet } = version
  const ratedOf = (standing: StandingDocument, suggestion: Rated['suggestion']): Rated => {
    const { cadreId, who, since } = standing
    return { cadreId, who, since, suggestion, version }
  }
  const rowOf = async (standing: StandingDocument): Promise<Rated> => {
    const placing = placingFor(standing, classes, ruleSet)
    return ratedOf(standing, suggest(await ratings.ratingOf(standing, version), placing, ruleSet, null))
  }
  return {
    day: today,
    knownAt: endOfDay(today),
    past: null,
    version,
    preparing,
    page: async (filter, sort, start, limit) => {
      const page = await store.page(filter, sort, start, limit, number)
      return { ...page, rows: await Promise.all(page.rows.map(rowOf)) }
    },
    stream: async function* (filter, sort) {
      for await (const standing of store.stream(filter, sort, number)) yield await rowOf(standing)
    },
    count: filter => store.count(filter, number),
    counts: () => store.counts(number),
    outcomes: () => store.outcomes(number),
    levels: () => store.levels(),
    rated: async cadreId => {
      const found = await ratings.suggestion(cadreId, seen)
      return found === null ? null : ratedOf(found.standing, found.suggestion)
    },
    postOf: async cadre => cadre.post,
    entriesOf: cadreId => ledger.entriesOf(cadreId),
    movements: query => store.movements(query),
  }
}
