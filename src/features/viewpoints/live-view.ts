import { suggest } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import { emptyPlacing, type Ratings, ratingOf, type StandingDocument } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import type { Rated, RatingsView } from './ratings-view.ts'

export interface LiveParts {
  readonly ratings: Ratings
  readonly rules: Rules
  readonly ledger: LedgerStore
}

/** Today: the standings as they are kept. */
export async function liveView(today: Day, { ratings, rules, ledger }: LiveParts): Promise<RatingsView> {
  const { store } = ratings
  const [version, versions] = await Promise.all([rules.inForce(today), rules.published()])
  const rows = async (): Promise<(standing: StandingDocument) => Rated> => {
    const placing = (await store.placing())?.placing ?? emptyPlacing
    return standing => {
      const { ruleSet } = versionOf(standing, versions)
      return ratedOf(standing, suggest(ratingOf(standing, ruleSet), placing, ruleSet, null), versions)
    }
  }
  return {
    day: today,
    knownAt: endOfDay(today),
    past: null,
    version,
    page: async (filter, sort, start, limit) => {
      const [row, page] = await Promise.all([rows(), store.page(filter, sort, start, limit)])
      return { ...page, rows: page.rows.map(row) }
    },
    stream: async function* (filter, sort) {
      const row = await rows()
      for await (const standing of store.stream(filter, sort)) yield row(standing)
    },
    count: filter => store.count(filter),
    counts: () => store.counts(),
    placedCounts: () => store.placedCounts(),
    outcomes: () => store.outcomes(),
    levels: () => store.levels(),
    rated: async cadreId => {
      const found = await ratings.suggestion(cadreId)
      return found === null ? null : ratedOf(found.standing, found.suggestion, versions)
    },
    postOf: async cadre => cadre.post,
    entriesOf: cadreId => ledger.entriesOf(cadreId),
    movements: query => store.movements(query),
  }
}

const ratedOf = (
  standing: StandingDocument,
  suggestion: Rated['suggestion'],
  versions: readonly RuleVersion[],
): Rated => ({
  cadreId: standing._id,
  who: standing.who,
  since: standing.since,
  suggestion,
  version: versionOf(standing, versions),
})

function versionOf(standing: StandingDocument, versions: readonly RuleVersion[]): RuleVersion {
  const version = versions.find(({ ruleSet }) => ruleSet.id === standing.ruleSet)
  if (version === undefined) throw new Error(`rule set ${standing.ruleSet} of a standing is not published`)
  return version
}
