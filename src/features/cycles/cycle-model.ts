import { type Connection, type Model, Schema } from 'mongoose'
import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { Migration } from '../../platform/database/index.ts'

export const CYCLES = 'cycles'

export type CycleDocument = Omit<Cycle, 'id'> & { readonly _id: string }

const { Mixed } = Schema.Types

const schema = new Schema<CycleDocument>(
  {
    _id: { type: String, required: true },
    kind: String,
    title: String,
    from: String,
    to: String,
    opensOn: String,
    closesOn: String,
    late: String,
    classes: [String],
    units: [String],
    state: String,
    snapshot: { type: Mixed, default: null },
    version: Number,
    history: [Mixed],
  } as never,
  { collection: CYCLES, strict: 'throw', versionKey: false, id: false, minimize: false },
)
schema.index({ state: 1, opensOn: 1 })
schema.index({ opensOn: -1, _id: -1 })

export const cycleModel = (connection: Connection): Model<CycleDocument> =>
  (connection.models.Cycle as Model<CycleDocument> | undefined) ?? connection.model<CycleDocument>('Cycle', schema)

export const migrations: readonly Migration[] = [
  {
    name: '2026-11-25-cycles',
    up: async ({ connection }) => {
      const model = cycleModel(connection)
      await model.createCollection()
      await model.createIndexes()
    },
  },
]
