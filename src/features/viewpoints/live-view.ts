import { suggest } from '../../domain/rating/suggest.ts'
import { nextAfter } from '../../domain/rules/publication.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { People } from '../people/index.ts'
import { movesAfter, placingFor, type Ratings, type StandingDocument, type StandingPage } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import { liveAlerts } from './live-alerts.ts'
import type { Rated, RatedPage, RatingsView } from './ratings-view.ts'

export interface LiveParts {
  readonly ratings: Ratings
  readonly ledger: LedgerStore
  readonly people: Pick<People, 'version'>
  readonly rules: Pick<Rules, 'published'>
}

/** Rows of a stream that are rated together. */
const BATCH = 200

/** Today: the standings as they are kept, all of one edition. */
export async function liveView(today: Day, { ratings, ledger, people, rules }: LiveParts): Promise<RatingsView> {
  const { store } = ratings
  const [seen, roster, published] = await Promise.all([ratings.edition(today), people.version(), rules.published()])
  const { number, generation, version, classes, preparing } = seen
  const { ruleSet } = version
  const ratedOf = (standing: StandingDocument, suggestion: Rated['suggestion']): Rated => {
    const { cadreId, who, since } = standing
    return { cadreId, who, since, suggestion, version }
  }
  const rowsOf = async (standings: readonly StandingDocument[]): Promise<Rated[]> => {
    const found = await ratings.ratingsOf(standings, version)
    return standings.flatMap(standing => {
      const rating = found.get(standing.cadreId)
      const placing = placingFor(standing, classes, ruleSet)
      return rating === undefined ? [] : [ratedOf(standing, suggest(rating, placing, ruleSet, null))]
    })
  }
  // A rating is made of its standing, the rules and the cut-offs of the ranks.
  const by = JSON.stringify([version.hash, classes])
  const pageOf = ({ rows, ...page }: StandingPage): RatedPage => {
    const stored = new Map(rows.map(row => [row.id, row]))
    return {
      ...page,
      rows: rows.map(({ id, bytes }) => ({ id, from: { by, bytes } })),
      rated: some => rowsOf(some.flatMap(({ id }) => stored.get(id)?.document() ?? [])),
    }
  }
  return {
    stamp: JSON.stringify([today, number, generation, version.hash, preparing, roster]),
    day: today,
    knownAt: endOfDay(today),
    past: null,
    version,
    coming: nextAfter(published, today),
    preparing,
    page: async (filter, sort, start, limit) => pageOf(await store.page(filter, sort, start, limit, seen)),
    stream: async function* (filter, sort) {
      let batch: StandingDocument[] = []
      for await (const standing of store.stream(filter, sort, seen)) {
        if (batch.push(standing) < BATCH) continue
        yield* await rowsOf(batch)
        batch = []
      }
      yield* await rowsOf(batch)
    },
    outlines: filter => store.outlines(filter, seen),
    count: filter => store.count(filter, seen),
    counts: async unitIds => (await store.counts(unitIds, number)).cells,
    mostListed: (list, limit) => store.mostListed(list, limit, number),
    listedOf: unitIds => store.listedOf(unitIds, number),
    moves: async ({ knownAt, day, listed }) => movesAfter(listed, await ratings.moved(day, knownAt, number)),
    ratedOf: async cadreIds => {
      const rows = await rowsOf(await store.standings(cadreIds, seen))
      return new Map(rows.map(row => [row.cadreId, row]))
    },
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
