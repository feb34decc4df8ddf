import type { User } from '../../domain/access/accounts.ts'
import { noAttempts } from '../../domain/access/lockout.ts'
import type { Role } from '../../domain/access/roles.ts'
import { personOf } from '../../domain/access/separation.ts'
import { type Database, mongoose, sharedRead } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Work } from '../../platform/journal/index.ts'
import { derived, type UserDocument, userModel, userOf } from './user-model.ts'

/** What is said of a new account; the rest begins empty. */
export type NewUser = Pick<User, 'username' | 'name'> & Partial<Omit<User, 'id'>>

export interface UserFilter {
  /** Part of a name or username. */
  readonly q: string
  readonly role: Role | 'none' | null
  readonly state: 'open' | 'disabled' | null
}

/** Where a page of the list begins or ends; '' is neither. */
export interface Place {
  readonly after: string
  readonly before: string
}

export interface UserPageRead {
  readonly users: readonly User[]
  readonly hasPrevious: boolean
  readonly hasNext: boolean
}

export type UserStore = ReturnType<typeof userStore>

/** Accounts. Reads inside a command take its `work`; writes go through it. */
export function userStore(database: Database) {
  const model = userModel(database)
  const one = async (filter: object, work?: Work): Promise<User | null> => {
    await work?.flush()
    const found = await model.findOne(filter, null, { session: work?.session }).lean<UserDocument>()
    return found && userOf(found)
  }
  const shared = sharedRead(database.db.collection<UserDocument>('users'))
  const byId = async (id: string): Promise<User | null> => {
    const found = await shared(id)
    return found && userOf(found)
  }
  const many = async (filter: object, work?: Work): Promise<User[]> => {
    await work?.flush()
    const options = { session: work?.session, sort: { username: 1 } as const }
    return (await model.find(filter, null, options).lean<UserDocument[]>()).map(userOf)
  }

  return {
    byId: (id: string, work?: Work) => (work === undefined ? byId(id) : one({ _id: id }, work)),
    byUsername: (username: string, work?: Work) => one({ username }, work),
    /** Accounts of persons of this name. */
    ofPerson: (name: string, work?: Work) => many({ person: personOf(name) }, work),
    ofRole: (role: Role, work?: Work) => many({ role }, work),

    /** Usernames by id, of those accounts that are there. */
    async usernames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await many({ _id: mongoose.trusted({ $in: [...ids] }) })
      return new Map(found.map(({ id, username }) => [id, username]))
    },

    /** Names of the people behind accounts, of those that are there. */
    async peopleNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await many({ _id: mongoose.trusted({ $in: [...ids] }) })
      return new Map(found.map(({ id, name }) => [id, name]))
    },

    async any(work?: Work): Promise<boolean> {
      return (await one({}, work)) !== null
    },

    /** Up to `limit` accounts after (or before) a username, in order of usernames. */
    async page(filter: UserFilter, { after, before }: Place, limit: number): Promise<UserPageRead> {
      const backwards = before !== ''
      const place = backwards ? { $lt: before } : { $gt: after }
      const found = await model
        .find({ ...matching(filter), username: mongoose.trusted(place) })
        .sort({ username: backwards ? -1 : 1 })
        .limit(limit + 1)
        .lean<UserDocument[]>()
      const hasMore = found.length > limit
      const shown = found.slice(0, limit).map(userOf)
      return backwards
        ? { users: shown.reverse(), hasPrevious: hasMore, hasNext: true }
        : { users: shown, hasPrevious: after !== '', hasNext: hasMore }
    },
    count: (filter: UserFilter): Promise<number> => model.countDocuments(matching(filter)),

    insert(work: Work, user: NewUser): string {
      const id = newId('user')
      const { username, name, role = null, ...more } = user
      const blank = {
        unitId: null,
        cadreId: null,
        passwordHash: null,
        passwordChangedAt: null,
        mustChange: true,
        oneTimeUntil: null,
        disabled: false,
        demo: false,
        attempts: noAttempts,
        sessionsFrom: 0,
        lastSignInAt: null,
      }
      const made = { createdAt: Date.parse(work.realNow), createdBy: work.actor.userId }
      work.insert('users', { _id: id, username, name, role, ...blank, ...more, ...derived(name, role), ...made })
      return id
    },

    /** Sets these fields of an account. */
    change(work: Work, user: User, fields: Partial<Omit<User, 'id' | 'username' | 'name'>>): void {
      const role = fields.role === undefined ? user.role : fields.role
      work.update('users', user.id, { $set: { ...fields, ...derived(user.name, role) } })
    },
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function matching({ q, role, state }: UserFilter): Record<string, unknown> {
  const pattern = new RegExp(escaped(q), 'i')
  return {
    ...(q === '' ? {} : { $or: [{ name: pattern }, { username: pattern }] }),
    ...(role === null ? {} : { role: role === 'none' ? null : role }),
    ...(state === null ? {} : { disabled: state === 'disabled' }),
  }
}
