import { writeWorkbook } from '../../platform/workbook/index.ts'
import { download, page, type Route, type Visit } from '../../web/route.ts'
import type { Rules } from '../rules/index.ts'
import { type AlertQuery, alertQuery } from './alert-query.ts'
import type { Alerts } from './alert-service.ts'
import { alertSheet } from './alert-sheet.ts'
import { alertView } from './alert-view.ts'
import { kindNames } from './alert-words.ts'

export interface AlertRoutesDeps {
  readonly alerts: Alerts
  readonly rules: Rules
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 提示: who is near a limit, fell, was not looked at, or whose term ends; and its Excel. */
export function alertRoutes({ alerts, rules, today, organization, sample }: AlertRoutesDeps): Route[] {
  const queryOf = async (visit: Visit): Promise<AlertQuery> =>
    alertQuery(visit.query, (await rules.inForce(today())).ruleSet)
  return [
    {
      method: 'GET',
      path: '/alerts',
      right: 'alerts.read',
      audit: 'alerts.read',
      handle: async visit => {
        const query = await queryOf(visit)
        const found = await alerts.page(visit.actor, query)
        return page('alerts/list', '提示', alertView(query, found, visit.actor, today()))
      },
    },
    {
      method: 'GET',
      path: '/exports/alerts.xlsx',
      right: 'exports.download',
      audit: 'exports.alerts',
      logsRead: true,
      handle: async visit => {
        const { actor } = visit
        const query = await queryOf(visit)
        const { version, rows } = await alerts.rows(actor, query)
        const name = kindNames[query.kind]
        const rulesText = `${version.ruleSet.id}（${version.hash.slice(0, 16)}）`
        const head = { name, today: today(), rules: rulesText, operator: actor.name, organization, sample: sample() }
        return download(`提示-${name}-${today()}.xlsx`, XLSX, out =>
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
