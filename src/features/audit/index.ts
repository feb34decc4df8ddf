import type { Database, Migration } from '../../platform/database/index.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { Route } from '../../web/route.ts'
import { type AccessLog, accessLog } from './access-log.ts'
import { auditMigrations } from './audit-model.ts'
import type { AccountNames } from './audit-parts.ts'
import { auditRoutes } from './audit-routes.ts'
import { auditStore } from './audit-store.ts'

export interface AuditSettings {
  readonly database: Database
  readonly journal: Journal
  readonly accounts: AccountNames
  /** Words for actions of other features: action → 中文. They go before the words of rights. */
  readonly words?: Readonly<Record<string, string>>
}

/** The pages of the audit log, and what the web writes into it. */
export interface Audit extends AccessLog {
  readonly routes: readonly Route[]
}

export const migrations: readonly Migration[] = auditMigrations

export function createAudit({ database, journal, accounts, words = {} }: AuditSettings): Audit {
  return { routes: auditRoutes({ store: auditStore(database), accounts, words }), ...accessLog(journal) }
}
