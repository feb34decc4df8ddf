import type { AlertKind } from '../../domain/rating/alerts.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Ratings, StandingDocument } from '../ratings/index.ts'
import type { Alerted, AlertsView } from './alerts-view.ts'

/** Today's alerts: fields of the standings. */
export function liveAlerts({ alerts, ratingOf }: Ratings, version: RuleVersion): AlertsView {
  const rowOf = async (kind: AlertKind, standing: StandingDocument): Promise<Alerted> => {
    const { cadreId, who, suggested, mark } = standing
    const since = standing.alerts?.[kind]?.since ?? null
    return { cadreId, who, suggested, mark, since, rating: await ratingOf(standing, version) }
  }
  return {
    page: async (kind, filter, start, limit) => {
      const page = await alerts.page(kind, filter, start, limit)
      return { ...page, rows: await Promise.all(page.rows.map(standing => rowOf(kind, standing))) }
    },
    stream: async function* (kind, filter) {
      for await (const standing of alerts.stream(kind, filter)) yield await rowOf(kind, standing)
    },
    counts: alerts.counts,
  }
}
