import { writeWorkbook } from '../../platform/workbook/index.ts'
import { download, page, type Route } from '../../web/route.ts'
import { dayInName, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import { alertQuery } from './alert-query.ts'
import type { Alerts } from './alert-service.ts'
import { alertSheet } from './alert-sheet.ts'
import { alertView } from './alert-view.ts'
import { kindNames } from './alert-words.ts'
import { digestRoutes } from './digest-routes.ts'

export interface AlertRoutesDeps {
  readonly alerts: Alerts
  readonly viewpoints: Viewpoints
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 提示: who is near a limit, fell, was not looked at, or whose term ends, today or on a past day; and its Excel. */
export function alertRoutes({ alerts, viewpoints, today, organization, sample }: AlertRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/alerts',
      right: 'alerts.read',
      audit: 'alerts.read',
      handle: async ({ actor, query: typed, rows }) => {
        const past = await viewpoints.read(typed)
        return shownAt(viewpoints, past, async view => {
          const query = alertQuery(typed, view.version.ruleSet, past)
          const model = alertView(query, await alerts.page(actor, query, view, rows), actor, today())
          return page('alerts/list', `${kindNames[query.kind]} · ${model.title}`, model)
        })
      },
    },
    ...digestRoutes({ alerts, viewpoints, today }),
    {
      method: 'GET',
      path: '/exports/alerts.xlsx',
      right: 'alerts.read',
      also: 'exports.download',
      audit: 'exports.alerts',
      logsRead: true,
      handle: async visit => {
        const { actor } = visit
        const past = await viewpoints.read(visit.query)
        const view = await viewpoints.at(past)
        const query = alertQuery(visit.query, view.version.ruleSet, past)
        const rows = alerts.rows(actor, query, view)
        const name = kindNames[query.kind]
        const begun = await alerts.begun(actor, query, view)
        const { kind } = query
        const head = { kind, view, begun, today: today(), operator: actor.name, organization, sample: sample() }
        return download(`提示-${name}-${dayInName(view)}.xlsx`, XLSX, out =>
          writeWorkbook(
            {
              sheets: [alertSheet(rows, head)],
              properties: { title: `提示：${name}`, creator: actor.name },
              sample: sample(),
              watermark: `${actor.name} ${actor.username} ${today()}`,
            },
            out,
          ),
        )
      },
    },
  ]
}
