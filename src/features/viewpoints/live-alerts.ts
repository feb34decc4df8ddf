import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { AlertedStanding, Ratings } from '../ratings/index.ts'
import type { Alerted, AlertsView } from './alerts-view.ts'

/** Today's alerts, kept beside the standings. */
export function liveAlerts({ alerts, ratingOf }: Ratings, version: RuleVersion): AlertsView {
  const rowOf = async ({ standing, since }: AlertedStanding): Promise<Alerted> => {
    const { cadreId, who, suggested, mark } = standing
    return { cadreId, who, suggested, mark, since, rating: await ratingOf(standing, version) }
  }
  return {
    page: async (kind, filter, start, limit) => {
      const page = await alerts.page(kind, filter, start, limit)
      return { ...page, rows: await Promise.all(page.rows.map(rowOf)) }
    },
    stream: async function* (kind, filter) {
      for await (const alerted of alerts.stream(kind, filter)) yield await rowOf(alerted)
    },
    counts: alerts.counts,
  }
}
