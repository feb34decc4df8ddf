import type { Actor } from '../../domain/access/roles.ts'
import { type WorkbookSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { type Answer, download, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { markView } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import { type ListQuery, listQuery } from './list-query.ts'
import type { Lists } from './list-service.ts'
import { listSheet, type SheetHead } from './list-sheet.ts'
import { listView } from './list-view.ts'
import { allLists } from './lists-workbook.ts'

export interface ListsRoutesDeps {
  readonly lists: Lists
  readonly rules: Rules
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The lists by colour, and their Excel. */
export function listsRoutes({ lists, rules, today, organization, sample }: ListsRoutesDeps): Route[] {
  const queryOf = async (visit: Visit, colour: string): Promise<ListQuery> =>
    listQuery(colour, visit.query, (await rules.inForce(today())).ruleSet)
  const headOf = (
    actor: Actor,
    query: ListQuery,
    { ruleSet, ruleHash }: Pick<SheetHead, 'ruleSet' | 'ruleHash'>,
  ): SheetHead => ({
    today: today(),
    ruleSet,
    ruleHash,
    operator: actor.name,
    organization,
    sample: sample(),
    placed: query.list === 'placed',
  })
  const workbook = (title: string, actor: Actor, spec: Pick<WorkbookSpec, 'sheets'>): Answer =>
    download(`${title}-${today()}.xlsx`, XLSX, out =>
      writeWorkbook(
        {
          ...spec,
          properties: { title, creator: actor.name },
          sample: sample(),
          watermark: `${actor.name} ${actor.username} ${today()}`,
        },
        out,
      ),
    )
  return [
    {
      method: 'GET',
      path: '/lists',
      right: 'lists.read',
      audit: 'lists.read',
      handle: async () => redirect('/lists/blue'),
    },
    {
      method: 'GET',
      path: '/lists/:colour',
      right: 'lists.read',
      audit: 'lists.read',
      handle: async visit => {
        const query = await queryOf(visit, visit.params.colour ?? '')
        const view = listView(query, await lists.page(visit.actor, query), visit.actor, today())
        return page('lists/list', '名单', view)
      },
    },
    {
      method: 'GET',
      path: '/exports/lists.xlsx',
      right: 'exports.download',
      audit: 'exports.lists',
      logsRead: true,
      handle: async visit => {
        const query = await queryOf(visit, 'all')
        const { ruleSet, hash } = await rules.inForce(today())
        const head = headOf(visit.actor, query, { ruleSet, ruleHash: hash })
        return workbook('三色名单', visit.actor, { sheets: await allLists(lists, visit.actor, query, head) })
      },
    },
    {
      method: 'GET',
      path: '/exports/lists/:file',
      right: 'exports.download',
      audit: 'exports.list',
      logsRead: true,
      handle: async visit => {
        const query = await queryOf(visit, (visit.params.file ?? '').replace(/\.xlsx$/, ''))
        const found = await lists.rows(visit.actor, query)
        const title = query.colour === 'all' ? '全部干部' : markView(found.ruleSet, query.colour).label
        const sheet = listSheet(title.slice(0, 31), title, found.rows, headOf(visit.actor, query, found))
        return workbook(title, visit.actor, { sheets: [sheet] })
      },
    },
  ]
}
