import { type Action, scopeOf } from '../../domain/access/rights.ts'
import { page, type Route } from '../../web/route.ts'
import { shownAt, type Viewpoints } from '../viewpoints/index.ts'
import type { Files } from './file-service.ts'
import { fileView } from './file-view.ts'

/** 执行力档案: the page of one cadre. */
export function filesRoutes({
  files,
  viewpoints,
  today,
}: {
  readonly files: Files
  readonly viewpoints: Viewpoints
  readonly today: () => string
}): Route[] {
  return [
    {
      method: 'GET',
      path: '/files/:id',
      right: 'files.read',
      audit: 'files.read',
      handle: async ({ actor, params, query }) =>
        shownAt(viewpoints, await viewpoints.read(query), async view => {
          const file = await files.open(actor, params.id ?? '', view)
          const may = (action: Action): boolean => scopeOf(actor, action) !== null
          // A page of the past is for reading.
          const mayAct = (action: Action): boolean => view.past === null && may(action)
          const model = {
            ...fileView(file, today(), may('facts.read')),
            maySeeUnit: may('roster.read'),
            mayRecord: mayAct('facts.record'),
            mayAssess: mayAct('assessments.write'),
            cadreId: file.cadre.id,
            unitId: file.post?.unitId ?? '',
          }
          return page('files/file', model.title, model)
        }),
    },
  ]
}
