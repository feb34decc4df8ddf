import { type Action, can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import type { EntryOf } from '../../domain/evidence/entries.ts'
import { fragment, page, type Route } from '../../web/route.ts'
import { pastSuffix, pathAt, type RatingsView, shownAt, standpoint, type Viewpoints } from '../viewpoints/index.ts'
import type { Files } from './file-service.ts'
import { fileView } from './file-view.ts'
import type { Ways } from './ways-service.ts'
import { waysOnlyToday, waysView } from './ways-view.ts'

/** 执行力档案: the page of one cadre. */
export function filesRoutes({
  files,
  ways,
  viewpoints,
  today,
}: {
  readonly files: Files
  readonly ways: Ways
  readonly viewpoints: Viewpoints
  readonly today: () => string
}): Route[] {
  const waysFor = async (actor: Actor, cadreId: string, view: RatingsView) =>
    waysView(await ways.waysOf(actor, cadreId, view))
  return [
    {
      method: 'GET',
      path: '/files/:id',
      right: 'files.read',
      audit: 'files.read',
      handle: async ({ actor, params, query, isPrinted, rows }) =>
        shownAt(viewpoints, await viewpoints.read(query), async view => {
          const file = await files.open(actor, params.id ?? '', view, isPrinted ? rows : undefined)
          const may = (action: Action): boolean => scopeOf(actor, action) !== null
          const mayOpen = ({ data }: EntryOf<'fact'>): boolean => can(actor, 'facts.read', { unitId: data.unitId })
          // A page of the past is for reading.
          const mayAct = (action: Action): boolean => view.past === null && may(action)
          const hasWays = view.past === null && file.suggestion !== null
          const model = {
            ...fileView(file, await files.reasonsOf(file), today(), {
              mayOpen,
              saysWho: !isOwn(actor),
            }),
            objection: objectionWords(actor),
            maySeeUnit: may('roster.read'),
            mayRecord: mayAct('facts.record'),
            mayAssess: mayAct('assessments.write'),
            cadreId: file.cadre.id,
            unitId: file.post?.unitId ?? '',
            waysPath: hasWays ? `/files/${file.cadre.id}/ways-out` : null,
            // On the screen they load by themselves; paper has no time for that.
            ways: hasWays && isPrinted ? await waysFor(actor, file.cadre.id, view) : null,
          }
          return page('files/file', model.title, model)
        }),
    },
    {
      method: 'GET',
      path: '/files/:id/ways-out',
      right: 'files.read',
      audit: 'files.ways-out',
      handle: async ({ actor, params, query }) =>
        shownAt(viewpoints, await viewpoints.read(query), async view => {
          const id = params.id ?? ''
          const found =
            view.past === null ? await waysFor(actor, id, view) : waysOnlyToday(await files.open(actor, id, view))
          const title = `${found.name}：${found.title}`
          const model = {
            ...found,
            ...standpoint(view, today(), past => pathAt(past, `/files/${id}/ways-out`)),
            heading: `${title}${pastSuffix(view.past)}`,
            trail: [{ label: '执行力档案', path: found.path }],
          }
          return page('files/ways', title, model)
        }),
    },
    {
      method: 'GET',
      path: '/files/:id/ways-out/part',
      right: 'files.read',
      audit: 'files.ways-out',
      handle: async ({ actor, params }) =>
        fragment('files/ways-part', await waysFor(actor, params.id ?? '', await viewpoints.at(null))),
    },
  ]
}

/** Whether they see no file but their own. */
const isOwn = (actor: Actor): boolean => scopeOf(actor, 'files.read') === 'self'

/** What the person concerned may do (the procedure's internal 复核); it is asked for on paper. '' for others. */
const objectionWords = (actor: Actor): string =>
  isOwn(actor)
    ? '对列入名单或档案里的记录有异议的，可自接到书面告知之日起 30 日内，向市委组织部书面申请复核，写明哪一条、为什么（可引用上面的记录编号）。复核由没有参与原办理的人承办，30 日内答复；复核期间不停止执行。本系统暂不能在网上提出。'
    : ''
