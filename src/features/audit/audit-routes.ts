import { NotFound } from '../../domain/errors.ts'
import { page, type Route } from '../../web/route.ts'
import { auditList, vocabularyOf } from './audit-list.ts'
import type { AuditParts } from './audit-parts.ts'
import { auditDetail } from './audit-view.ts'

/** Reading the log is logged. There is no route that writes it. */
export function auditRoutes(parts: AuditParts): Route[] {
  return [
    {
      method: 'GET',
      path: '/audit',
      right: 'audit.read',
      audit: 'audit.list',
      logsRead: true,
      handle: async ({ query, rows }) => page('audit/list', '审计日志', await auditList(query, rows, parts)),
    },
    {
      method: 'GET',
      path: '/audit/:seq',
      right: 'audit.read',
      audit: 'audit.read',
      logsRead: true,
      async handle({ params }) {
        const entry = /^\d{1,15}$/.test(params.seq ?? '') ? await parts.store.entry(Number(params.seq)) : null
        if (entry === null) throw new NotFound()
        const model = auditDetail(entry, await vocabularyOf(parts, [entry]))
        return page('audit/entry', model.title, model)
      },
    },
  ]
}
