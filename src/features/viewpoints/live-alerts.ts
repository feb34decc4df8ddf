import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { AlertedStanding, Ratings } from '../ratings/index.ts'
import type { Alerted, AlertsView } from './alerts-view.ts'

/** Today's alerts, kept beside the standings. */
export function liveAlerts({ alerts, ratingsOf }: Ratings, version: RuleVersion): AlertsView {
  const rowsOf = async (alerted: readonly AlertedStanding[]): Promise<Alerted[]> => {
    const ratings = await ratingsOf(
      alerted.map(({ standing }) => standing),
      version,
    )
    return alerted.flatMap(({ standing: { cadreId, who, suggested, mark }, since }) => {
      const rating = ratings.get(cadreId)
      return rating === undefined ? [] : [{ cadreId, who, suggested, mark, since, rating }]
    })
  }
  return {
    page: async (kind, filter, start, limit) => {
      const page = await alerts.page(kind, filter, start, limit)
      return { ...page, rows: await rowsOf(page.rows) }
    },
    stream: async function* (kind, filter) {
      for await (const batch of alerts.batches(kind, filter)) yield* await rowsOf(batch)
    },
    counts: alerts.counts,
    countsBefore: alerts.countsBefore,
  }
}
