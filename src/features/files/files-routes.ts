import { type Action, scopeOf } from '../../domain/access/rights.ts'
import { page, type Route } from '../../web/route.ts'
import type { Files } from './file-service.ts'
import { fileView } from './file-view.ts'

/** 执行力档案: the page of one cadre. */
export function filesRoutes({ files, today }: { readonly files: Files; readonly today: () => string }): Route[] {
  return [
    {
      method: 'GET',
      path: '/files/:id',
      right: 'files.read',
      audit: 'files.read',
      handle: async visit => {
        const file = await files.open(visit.actor, visit.params.id ?? '')
        const may = (action: Action): boolean => scopeOf(visit.actor, action) !== null
        const view = {
          ...fileView(file, today(), may('facts.read')),
          maySeeUnit: may('roster.read'),
          mayRecord: may('facts.record'),
          mayAssess: may('assessments.write'),
          cadreId: file.cadre.id,
          unitId: file.cadre.post?.unitId ?? '',
        }
        return page('files/file', `${file.cadre.name} 执行力档案`, view)
      },
    },
  ]
}
