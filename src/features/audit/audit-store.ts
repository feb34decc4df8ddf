import type { Instant } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import type { AuditDocument, AuditEntry } from '../../platform/journal/index.ts'
import { auditModel } from './audit-model.ts'

const { trusted } = mongoose

/** Which entries to show; `from` is included, `before` is not. */
export interface AuditFilter {
  readonly actorId?: string
  readonly action?: string
  readonly objectType?: string
  readonly objectId?: string
  readonly from?: Instant
  readonly before?: Instant
}

/** Reads the audit log. */
export interface AuditStore {
  /** The newest entries first, at most `limit`, those older than `olderThan` (a seq) when it is given. */
  page(filter: AuditFilter, limit: number, olderThan?: number): Promise<AuditEntry[]>
  entry(seq: number): Promise<AuditEntry | null>
  /** The whole log in order, one by one: for verification and export. */
  all(from?: number): AsyncIterable<AuditEntry>
}

export function auditStore({ connection, db }: Database): AuditStore {
  const model = auditModel(connection)
  return {
    page: async (filter, limit, olderThan) => {
      const asked = { ...conditions(filter), ...(olderThan === undefined ? {} : { _id: trusted({ $lt: olderThan }) }) }
      const query = model.find(asked).sort({ _id: -1 }).limit(limit)
      return (await query.lean<AuditDocument[]>()).map(fromDocument)
    },
    entry: async seq => {
      const found = await model.findById(seq).lean<AuditDocument>()
      return found && fromDocument(found)
    },
    all: async function* (from = 1) {
      const cursor = db
        .collection<AuditDocument>('audit')
        .find({ _id: { $gte: from } })
        .sort({ _id: 1 })
      for await (const document of cursor.batchSize(2000)) yield fromDocument(document)
    },
  }
}

function fromDocument({ _id, ...rest }: AuditDocument): AuditEntry {
  return { seq: _id, ...rest }
}

function conditions({ actorId, action, objectType, objectId, from, before }: AuditFilter): Record<string, unknown> {
  const ts = { ...(from === undefined ? {} : { $gte: from }), ...(before === undefined ? {} : { $lt: before }) }
  const asked = { 'actor.id': actorId, action, 'object.type': objectType, 'object.id': objectId }
  const given = Object.entries(asked).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...(Object.keys(ts).length === 0 ? {} : { ts: trusted(ts) }) }
}
