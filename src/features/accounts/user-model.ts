import type { User } from '../../domain/access/accounts.ts'
import { type Role, roles } from '../../domain/access/roles.ts'
import { personOf } from '../../domain/access/separation.ts'
import { type Database, type Migration, mongoose } from '../../platform/database/index.ts'

/** An account as it is stored. Moments are milliseconds of the real clock. */
export interface UserDocument extends Omit<User, 'id'> {
  readonly _id: string
  /** Names the person: see `personOf`. */
  readonly person: string
  /** Stored so that the database itself can refuse one person two of the three administrators. */
  readonly administrator: boolean
  readonly createdAt: number
  readonly createdBy: string
}

const text = { type: String, default: null }
const moment = { type: Number, default: null }

const schema = new mongoose.Schema<UserDocument>(
  {
    _id: { type: String, required: true },
    username: { type: String, required: true },
    name: { type: String, required: true },
    person: { type: String, required: true },
    administrator: { type: Boolean, required: true },
    role: { type: String, enum: [...Object.keys(roles), null], default: null },
    unitId: text,
    cadreId: text,
    passwordHash: text,
    passwordChangedAt: moment,
    mustChange: Boolean,
    oneTimeUntil: moment,
    disabled: Boolean,
    demo: Boolean,
    attempts: {
      _id: false,
      type: new mongoose.Schema({ failedAt: [Number], lockedUntil: moment, locks: Number }, { _id: false }),
    },
    sessionsFrom: Number,
    lastSignInAt: moment,
    createdAt: Number,
    createdBy: String,
  },
  { collection: 'users', versionKey: false, id: false },
)

export const userModel = ({ connection }: Database): mongoose.Model<UserDocument> =>
  (connection.models.User as mongoose.Model<UserDocument>) ?? connection.model<UserDocument>('User', schema)

export const userIndexes: Migration = {
  name: 'accounts-1-users',
  async up({ db }) {
    await db.collection('users').createIndexes([
      { key: { username: 1 }, name: 'username', unique: true },
      // 三员分立: no person is two of the three. An account has one role, so none is one of the three and something else.
      {
        key: { person: 1 },
        name: 'administrators',
        unique: true,
        partialFilterExpression: { administrator: true, disabled: false },
      },
      {
        key: { cadreId: 1 },
        name: 'cadre',
        unique: true,
        partialFilterExpression: { cadreId: { $type: 'string' }, disabled: false },
      },
      { key: { person: 1, _id: 1 }, name: 'person' },
      { key: { role: 1, username: 1 }, name: 'role' },
    ])
  },
}

export function userOf({
  _id,
  person: _p,
  administrator: _a,
  createdAt: _c,
  createdBy: _b,
  ...rest
}: UserDocument): User {
  return { id: _id, ...rest }
}

/** What is stored beside an account's own fields, from its name and role. */
export const derived = (name: string, role: Role | null) => ({
  person: personOf(name),
  administrator: role === 'sys' || role === 'sec' || role === 'aud',
})
