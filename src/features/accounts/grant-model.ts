import type { Role } from '../../domain/access/roles.ts'
import type { GrantKind } from '../../domain/access/separation.ts'
import { type Database, type Migration, mongoose } from '../../platform/database/index.ts'

export const grantStates = { proposed: '待确认', confirmed: '已确认', refused: '已退回' } as const
export type GrantState = keyof typeof grantStates

/** What one administrator proposed for an account, and what another decided. Moments are milliseconds of the real clock. */
export interface Grant {
  readonly id: string
  readonly kind: GrantKind
  readonly userId: string
  readonly username: string
  readonly userName: string
  /** Of kind `role` only. */
  readonly role: Role | null
  readonly unitId: string | null
  readonly cadreId: string | null
  readonly reason: string
  readonly state: GrantState
  readonly proposedBy: Person
  readonly proposedAt: number
  readonly decidedBy: Person | null
  readonly decidedAt: number | null
  /** Why it was refused. */
  readonly note: string
}

interface Person {
  readonly id: string
  readonly name: string
}

export type GrantDocument = Omit<Grant, 'id'> & { readonly _id: string }

const person = { type: new mongoose.Schema({ id: String, name: String }, { _id: false, id: false }), default: null }

const schema = new mongoose.Schema<GrantDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    userId: { type: String, required: true },
    username: String,
    userName: String,
    role: String,
    unitId: String,
    cadreId: String,
    reason: String,
    state: { type: String, required: true },
    proposedBy: person,
    proposedAt: Number,
    decidedBy: person,
    decidedAt: Number,
    note: String,
  },
  { collection: 'grants', versionKey: false, id: false },
)

export const grantModel = ({ connection }: Database): mongoose.Model<GrantDocument> =>
  (connection.models.Grant as mongoose.Model<GrantDocument>) ?? connection.model<GrantDocument>('Grant', schema)

export const grantIndexes: Migration = {
  name: 'accounts-3-grants',
  async up({ db }) {
    await db.collection('grants').createIndexes([
      {
        key: { userId: 1, kind: 1 },
        name: 'open',
        unique: true,
        partialFilterExpression: { state: 'proposed' },
      },
      { key: { state: 1, proposedAt: -1 }, name: 'state' },
      { key: { userId: 1, proposedAt: -1 }, name: 'user' },
    ])
  },
}
