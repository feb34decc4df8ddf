import { type Connection, type Model, Schema } from 'mongoose'
import type { FactState } from '../../domain/facts/fact-life.ts'

/** A recorded fact as lists find it: a projection of the ledger, moved in the same transaction, and rebuilt from it. */
export interface FactRow {
  /** The ledger entry's position. */
  readonly _id: number
  /** The first channel's entry; the row's own when it is the first. */
  readonly root: number
  readonly code: string
  readonly title: string
  readonly channel: string
  readonly documentNo: string
  readonly unitId: string
  /** Everyone it falls to, 本人 first. */
  readonly cadreIds: readonly string[]
  /** Of these, who did it. */
  readonly persons: readonly string[]
  readonly day: string
  readonly late: boolean
  readonly state: FactState
  readonly recordedAt: string
  readonly recordedBy: string
  /** Accounts that may not verify it: of its fact, not of this channel alone. */
  readonly barred: readonly string[]
}

export const FACTS = 'facts'

const text = { type: String, required: true } as const

const schema = new Schema<FactRow>(
  {
    _id: { type: Number, required: true },
    root: { type: Number, required: true },
    code: text,
    title: text,
    channel: text,
    documentNo: String,
    unitId: text,
    cadreIds: [String],
    persons: [String],
    day: text,
    late: { type: Boolean, required: true },
    state: text,
    recordedAt: text,
    recordedBy: text,
    barred: [String],
  },
  { collection: FACTS, strict: 'throw', versionKey: false, id: false, minimize: false },
)

export const factModel = (connection: Connection): Model<FactRow> =>
  (connection.models.Fact as Model<FactRow> | undefined) ?? connection.model<FactRow>('Fact', schema)
