import { NotFound } from '../../domain/errors.ts'
import { page, type Route } from '../../web/route.ts'
import { auditList } from './audit-list.ts'
import type { AuditStore } from './audit-store.ts'
import { auditDetail } from './audit-view.ts'

/** Reading the log is logged. There is no route that writes it. */
export function auditRoutes(store: AuditStore, words: Readonly<Record<string, string>>): Route[] {
  return [
    {
      method: 'GET',
      path: '/audit',
      right: 'audit.read',
      audit: 'audit.list',
      logsRead: true,
      handle: async ({ query }) => page('audit/list', '审计日志', await auditList(query, store, words)),
    },
    {
      method: 'GET',
      path: '/audit/:seq',
      right: 'audit.read',
      audit: 'audit.read',
      logsRead: true,
      async handle({ params }) {
        const entry = /^\d{1,15}$/.test(params.seq ?? '') ? await store.entry(Number(params.seq)) : null
        if (entry === null) throw new NotFound()
        const model = auditDetail(entry, words)
        return page('audit/entry', model.title, model)
      },
    },
  ]
}
