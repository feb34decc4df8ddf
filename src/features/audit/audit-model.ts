import type { Connection, Model } from 'mongoose'
import { type Migration, mongoose } from '../../platform/database/index.ts'
import type { AuditDocument } from '../../platform/journal/index.ts'

const { Mixed } = mongoose.Schema.Types

/** Types and indexes only: the journal alone writes here. */
const auditSchema = new mongoose.Schema<AuditDocument>(
  {
    _id: { type: Number, required: true },
    ts: { type: String, required: true },
    actor: {
      type: new mongoose.Schema({ id: String, name: String, role: String }, { _id: false, id: false }),
      required: true,
    },
    address: String,
    requestId: { type: String, required: true },
    idempotencyKey: { type: String, required: true },
    action: { type: String, required: true },
    object: new mongoose.Schema({ type: { type: String }, id: String }, { _id: false, id: false }),
    reason: String,
    result: Mixed,
    before: Mixed,
    after: Mixed,
    ledger: { type: [Number], default: null },
    prev: String,
    hash: String,
  },
  { collection: 'audit', strict: 'throw', versionKey: false, id: false, minimize: false },
)
auditSchema.index({ ts: 1 })
auditSchema.index({ 'actor.id': 1, _id: 1 })
auditSchema.index({ action: 1, _id: 1 })
auditSchema.index({ 'object.type': 1, 'object.id': 1, _id: 1 })

function auditModel(connection: Connection): Model<AuditDocument> {
  return connection.models.Audit ?? connection.model<AuditDocument>('Audit', auditSchema)
}

/** Creates the collection and its indexes. */
export const auditMigrations: readonly Migration[] = [
  {
    name: '2026-11-24-audit',
    up: async ({ connection }) => {
      const model = auditModel(connection)
      await model.createCollection()
      await model.createIndexes()
    },
  },
  {
    name: '2026-11-24-audit-filters',
    up: async ({ db }) => {
      await db.collection('audit').createIndexes([
        { key: { 'actor.name': 1, _id: -1 }, name: 'person' },
        { key: { 'object.id': 1, _id: -1 }, name: 'object' },
      ])
    },
  },
]
