import { suggest } from '../../domain/rating/suggest.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import { placingFor, type Ratings, type StandingDocument } from '../ratings/index.ts'
import type { LevelsAt } from './kept-levels.ts'
import { liveAlerts } from './live-alerts.ts'
import type { Rated, RatingsView } from './ratings-view.ts'

export interface LiveParts {
  readonly ratings: Ratings
  readonly ledger: LedgerStore
  readonly people: Pick<People, 'version'>
  readonly levels: LevelsAt
}

/** Today: the standings as they are kept, all of one edition. */
export async function liveView(today: Day, { ratings, ledger, people, levels }: LiveParts): Promise<RatingsView> {
  const { store } = ratings
  const [seen, roster] = await Promise.all([ratings.edition(today), people.version()])
  const { number, generation, version, classes, preparing } = seen
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
    stamp: JSON.stringify([today, number, generation, version.hash, preparing, roster]),
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
    levels: () => levels(generation),
    rated: async cadreId => {
      const found = await ratings.suggestion(cadreId, seen)
      return found === null ? null : ratedOf(found.standing, found.suggestion)
    },
    asThen: async cadres => cadres,
    roster: null,
    knows: () => true,
    entriesOf: cadreId => ledger.entriesOf(cadreId),
    entriesToRate: ids => ratings.entriesToRate(ids, ruleSet),
    alerts: liveAlerts(ratings, version),
    movements: query => store.movements(query),
  }
}
