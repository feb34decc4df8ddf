import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { type Session, type SessionData, Store } from 'express-session'
import type { Collection, Db } from 'mongodb'
import { sharedRead } from '../platform/database/index.ts'

/** A session as it is stored, under the SHA-256 of its id. */
interface SessionDocument {
  readonly _id: string
  readonly session: SessionData
  /** Deleted by the database then. */
  readonly expires: Date
}

const COLLECTION = 'sessions'
/** Longer than any session may live. */
const KEPT_MS = 10 * 3600_000

/** Creates the indexes of the sessions: forgotten when they expire, found by account. Belongs to the migrations. */
export async function prepareSessions(db: Db): Promise<void> {
  await db.collection(COLLECTION).createIndexes([
    { key: { expires: 1 }, name: 'expires', expireAfterSeconds: 0 },
    { key: { 'session.userId': 1 }, name: 'user' },
  ])
}

/** Sessions in MongoDB. The key is the SHA-256 of the id, so a thief of the database cannot ride a session. */
export const sessionStore = (db: Db): Store => new SessionStore(db.collection<SessionDocument>(COLLECTION))

const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex')

const durable = { writeConcern: { w: 'majority', journal: true } } as const

/** Without `touch`: who is active has `seenAt` saved each minute, and with it when the session expires. */
class SessionStore extends Store {
  readonly #sessions: Collection<SessionDocument>
  readonly #read: (key: string) => Promise<SessionDocument | null>
  readonly #stored = new WeakSet<object>()

  constructor(sessions: Collection<SessionDocument>) {
    super()
    this.#sessions = sessions
    this.#read = sharedRead(sessions)
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.#read(keyOf(id)).then(found => {
      const isOver = found === null || found.expires.getTime() <= Date.now()
      // Requests that share the read change each its own copy.
      done(null, isOver ? null : { ...found.session })
    }, done)
  }

  override createSession(req: Request, data: SessionData): Session & SessionData {
    const session = super.createSession(req, data)
    this.#stored.add(session)
    return session
  }

  /** A session that was read and has ended since stays ended: a request may begin before a sign-out and save after it. */
  override set(id: string, session: SessionData, done: (error?: unknown) => void = () => {}): void {
    const $set = { session: plain(session), expires: new Date(Date.now() + KEPT_MS) }
    const saved = this.#sessions.updateOne(
      { _id: keyOf(id) },
      { $set },
      { ...durable, upsert: !this.#stored.has(session) },
    )
    saved.then(() => done(), done)
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    this.#sessions.deleteOne({ _id: keyOf(id) }, durable).then(() => done(), done)
  }
}

/** What of a session is stored: not the request it hangs on. */
const plain = (session: SessionData): SessionData => JSON.parse(JSON.stringify(session))
