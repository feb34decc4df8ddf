import type { Connection, Model } from 'mongoose'
import { type Migration, mongoose } from '../../platform/database/index.ts'
import type { LedgerDocument } from '../../platform/journal/index.ts'

const { Mixed } = mongoose.Schema.Types

/** Types and indexes only: the journal alone writes here, the shape of `data` is the domain's. */
const ledgerSchema = new mongoose.Schema<LedgerDocument>(
  {
    _id: { type: Number, required: true },
    kind: { type: String, required: true },
    subjects: { type: [String], required: true },
    effectiveOn: { type: String, required: true },
    recordedAt: { type: String, required: true },
    recordedBy: { type: String, required: true },
    data: { type: Mixed, required: true },
  },
  { collection: 'ledger', strict: 'throw', versionKey: false, id: false, minimize: false },
)
ledgerSchema.index({ subjects: 1, _id: 1 })
ledgerSchema.index({ kind: 1, effectiveOn: 1 })
ledgerSchema.index({ recordedAt: 1 })

export function ledgerModel(connection: Connection): Model<LedgerDocument> {
  return connection.models.Ledger ?? connection.model<LedgerDocument>('Ledger', ledgerSchema)
}

/** Creates the collection and its indexes. */
export const ledgerMigrations: readonly Migration[] = [
  {
    name: '2026-11-24-ledger',
    up: async ({ connection }) => {
      const model = ledgerModel(connection)
      await model.createCollection()
      await model.createIndexes()
    },
  },
]
