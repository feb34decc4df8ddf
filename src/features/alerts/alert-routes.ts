import { writeWorkbook } from '../../platform/workbook/index.ts'
import { field as dateField, initially } from '../../web/form.ts'
import { optionalDay, parseInput } from '../../web/parse.ts'
import { download, page, type Route, type Visit } from '../../web/route.ts'
import type { Rules } from '../rules/index.ts'
import { type AlertQuery, alertQuery, filterOf } from './alert-query.ts'
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
      path: '/alerts/digest',
      right: 'alerts.read',
      audit: 'alerts.digest',
      handle: async ({ actor, query }) => {
        const { since } = parseInput({ since: optionalDay('自') }, query)
        const { ruleSet } = await rules.inForce(today())
        const { unitIds } = filterOf({ classCode: null, unitId: null }, actor, 'alerts.read', {
          ruleSet,
          today: today(),
        })
        const digest = await alerts.digest({ since, unitIds })
        const lead = `${digest.since} 至 ${digest.today}，规则 ${digest.ruleSet}。系统按规则算出的建议和提示，未经研判。`
        const field = dateField('since', '自哪一天', initially({ since: digest.since }), {})
        return page('alerts/digest', '简报', { lead, field, parts: digest.parts })
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
