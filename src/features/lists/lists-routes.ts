import { type WorkbookSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { type Answer, download, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { listColours } from '../ratings/index.ts'
import { dayInName, pathAt, type RatingsView, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import { type ListQuery, listQuery } from './list-query.ts'
import type { Lists } from './list-service.ts'
import { listSheet, type SheetHead } from './list-sheet.ts'
import { listTitle, listView } from './list-view.ts'
import { allLists } from './lists-workbook.ts'

export interface ListsRoutesDeps {
  readonly lists: Lists
  readonly viewpoints: Viewpoints
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The lists by colour, and their Excel: today's, or a past day's. */
export function listsRoutes({ lists, viewpoints, today, organization, sample }: ListsRoutesDeps): Route[] {
  const headOf = (visit: Visit, query: ListQuery, view: RatingsView): SheetHead => ({
    today: today(),
    view,
    operator: visit.actor.name,
    organization,
    sample: sample(),
    placed: query.list === 'placed',
  })
  const workbook = (title: string, { actor }: Visit, view: RatingsView, spec: Pick<WorkbookSpec, 'sheets'>): Answer =>
    download(`${title}-${dayInName(view)}.xlsx`, XLSX, out =>
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
  /** What an export of this colour was asked for, seen from its day. */
  const asked = async (visit: Visit, colour: string) => {
    const past = await viewpoints.read(visit.query)
    const view = await viewpoints.at(past)
    return { view, query: listQuery(colour, visit.query, view.version.ruleSet, past) }
  }
  return [
    {
      method: 'GET',
      path: '/lists',
      right: 'lists.read',
      audit: 'lists.read',
      handle: async ({ query }) => {
        const past = await viewpoints.read(query)
        const [first = 'all'] = listColours((await viewpoints.moment(past)).version.ruleSet)
        return redirect(pathAt(past, `/lists/${first}`))
      },
    },
    {
      method: 'GET',
      path: '/lists/:colour',
      right: 'lists.read',
      audit: 'lists.read',
      handle: async ({ actor, params, query: typed, rows, whenChanged }) => {
        const past = await viewpoints.read(typed)
        return shownAt(viewpoints, past, async view => {
          const query = listQuery(params.colour ?? '', typed, view.version.ruleSet, past)
          return whenChanged([view.stamp], async () => {
            const model = listView(query, await lists.page(actor, query, view, rows), actor, today())
            return page('lists/list', model.title, model)
          })
        })
      },
    },
    {
      method: 'GET',
      path: '/exports/lists.xlsx',
      right: 'lists.read',
      also: 'exports.download',
      audit: 'exports.lists',
      logsRead: true,
      handle: async visit => {
        const { view, query } = await asked(visit, 'all')
        const sheets = await allLists(lists, visit.actor, query, headOf(visit, query, view))
        return workbook('三色名单', visit, view, { sheets })
      },
    },
    {
      method: 'GET',
      path: '/exports/lists/:file',
      right: 'lists.read',
      also: 'exports.download',
      audit: 'exports.list',
      logsRead: true,
      handle: async visit => {
        const { view, query } = await asked(visit, (visit.params.file ?? '').replace(/\.xlsx$/, ''))
        const title = query.colour === 'all' ? '全部干部' : listTitle(query, view.version.ruleSet)
        const rows = lists.rows(visit.actor, query, view)
        const sheet = listSheet(title.slice(0, 31), title, rows, headOf(visit, query, view))
        return workbook(title, visit, view, { sheets: [sheet] })
      },
    },
  ]
}
