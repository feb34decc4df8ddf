import { scopeOf } from '../../domain/access/rights.ts'
import { addDays } from '../../domain/time/days.ts'
import { field, initially } from '../../web/form.ts'
import { count as spelled } from '../../web/format.ts'
import { optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import { page, type Route } from '../../web/route.ts'
import { changesPath, ownUnits } from './alert-query.ts'
import type { Alerts } from './alert-service.ts'
import { WEEK } from './digest.ts'

export interface DigestRoutesDeps {
  readonly alerts: Alerts
  readonly today: () => string
}

/** 简报: what is new since a day; and every change of a suggestion since then, page by page. */
export function digestRoutes({ alerts, today }: DigestRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/alerts/digest',
      right: 'alerts.read',
      audit: 'alerts.digest',
      handle: async ({ actor, query }) => {
        const { since } = parseInput({ since: optionalDay('自') }, query)
        const digest = await alerts.digest({ since, unitIds: ownUnits(actor, 'alerts.read') })
        const lead = `${digest.since} 至 ${digest.today}，规则 ${digest.ruleSet}。系统按规则算出的建议和提示，未经研判。`
        const sinceField = field('since', '自哪一天', initially({ since: digest.since }), {})
        const mayOpen = scopeOf(actor, 'files.read') !== null
        return page('alerts/digest', '简报', { lead, field: sinceField, mayOpen, parts: digest.parts })
      },
    },
    {
      method: 'GET',
      path: '/alerts/changes',
      right: 'alerts.read',
      audit: 'alerts.changes',
      handle: async ({ actor, query }) => {
        const given = parseInput(
          { since: optionalDay('自'), after: optionalText('页', 60), before: optionalText('页', 60) },
          query,
        )
        const since = given.since ?? addDays(today(), -WEEK)
        const start = { after: given.after || null, before: given.before || null }
        const { rows, count, earlier, later, ruleSet } = await alerts.changes(actor, since, start)
        const at = (name: string, id: string | undefined): string =>
          `${changesPath(since)}&${name}=${encodeURIComponent(id ?? '')}`
        const mayOpen = scopeOf(actor, 'files.read') !== null
        return page('alerts/changes', '建议的变化', {
          lead: `${since} 至 ${today()}，规则 ${ruleSet}，最近的在前。系统按规则算出的建议，未经研判；不含初次评定。`,
          field: field('since', '自哪一天', initially({ since }), {}),
          rows: rows.map(row => ({ ...row, path: mayOpen ? `/files/${row.cadreId}` : null })),
          counted: `共 ${spelled(count)} 项`,
          pageSummary: `本页 ${rows.length} 项`,
          previous: earlier ? at('before', rows[0]?.id) : null,
          next: later ? at('after', rows.at(-1)?.id) : null,
        })
      },
    },
  ]
}
