import { optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import { page, type Route } from '../../web/route.ts'
import { apartFromDay, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import { ownUnits } from './alert-query.ts'
import type { Alerts } from './alert-service.ts'
import { weekBefore } from './digest.ts'
import { changesView, digestView } from './digest-view.ts'

export interface DigestRoutesDeps {
  readonly alerts: Alerts
  readonly viewpoints: Viewpoints
  readonly today: () => string
}

/** 简报: what is new since a day up to another; and every change of a suggestion in between, page by page. */
export function digestRoutes({ alerts, viewpoints, today }: DigestRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/alerts/digest',
      right: 'alerts.read',
      audit: 'alerts.digest',
      handle: async ({ actor, query }) => {
        const { since } = parseInput({ since: optionalDay('自') }, apartFromDay(query))
        return shownAt(viewpoints, await viewpoints.read(query), async view => {
          const digest = await alerts.digest({ since, unitIds: ownUnits(actor, 'alerts.read') }, view)
          const model = digestView(digest, { actor, moment: view, today: today() })
          return page('alerts/digest', model.title, model)
        })
      },
    },
    {
      method: 'GET',
      path: '/alerts/changes',
      right: 'alerts.read',
      audit: 'alerts.changes',
      handle: async ({ actor, query, rows }) => {
        const given = parseInput(
          { since: optionalDay('自'), after: optionalText('页', 60), before: optionalText('页', 60) },
          apartFromDay(query),
        )
        const past = await viewpoints.read(query)
        const moment = past === null ? await viewpoints.at(null) : await viewpoints.moment(past)
        const since = given.since ?? weekBefore(moment.day)
        const start = { after: given.after || null, before: given.before || null }
        const found = await alerts.changes(actor, since, moment, start, rows)
        const model = changesView(since, found, { actor, moment, today: today() })
        return page('alerts/changes', model.title, model)
      },
    },
  ]
}
