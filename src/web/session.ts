import { createHash, randomBytes } from 'node:crypto'
import { MongoStore } from 'connect-mongo'
import type { CookieOptions, Request, RequestHandler } from 'express'
import session, { type SessionData, type Store } from 'express-session'
import type { Db, MongoClient } from 'mongodb'

declare module 'express-session' {
  interface SessionData {
    userId: string
    /** Milliseconds of the real clock. */
    startedAt: number
    seenAt: number
    csrfToken: string
    flash: string
  }
}

export interface SessionParts {
  readonly store: Store
  /** Signs the cookie; kept over restarts, or everyone is signed out by one. */
  readonly secret: string
  /** The real clock, in milliseconds. */
  now(): number
}

const collectionName = 'sessions'
const longestLifeSeconds = 10 * 3600
const longestRequestMs = 10 * 60_000

/** Sessions in MongoDB. The key is the SHA-256 of the id, so a thief of the database cannot ride a session. */
export const sessionStore = (client: MongoClient, dbName: string): Store =>
  new EndedStayEnded({
    client,
    dbName,
    collectionName,
    stringify: false,
    transformId: id => createHash('sha256').update(id).digest('hex'),
    ttl: longestLifeSeconds,
    touchAfter: 300,
    autoRemove: 'disabled',
    writeOperationOptions: { w: 'majority', journal: true },
  })

/** Creates the indexes of the sessions: forgotten when they expire, found by account. Belongs to the migrations. */
export async function prepareSessions(db: Db): Promise<void> {
  await db.collection(collectionName).createIndexes([
    { key: { expires: 1 }, name: 'expires', expireAfterSeconds: 0 },
    { key: { 'session.userId': 1 }, name: 'user' },
  ])
}

/** A request that began before a sign-out saves its session after it; without this the session would live again. */
class EndedStayEnded extends MongoStore {
  readonly #ended = new Set<string>()

  override set(id: string, data: SessionData, done?: (error: unknown) => void): void {
    if (this.#ended.has(id)) done?.(null)
    else super.set(id, data, done)
  }

  override destroy(id: string, done?: (error: unknown) => void): void {
    this.#ended.add(id)
    setTimeout(() => this.#ended.delete(id), longestRequestMs).unref()
    super.destroy(id, done)
  }
}

export const cookieName = (tls: boolean): string => (tls ? '__Host-sid' : 'sid')
export const cookieOptions = (tls: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: tls,
  path: '/',
})

export function sessions({ store, secret }: SessionParts, tls: boolean): RequestHandler {
  return session({
    store,
    secret,
    name: cookieName(tls),
    cookie: { httpOnly: true, sameSite: 'lax', secure: tls, path: '/' },
    genid: newToken,
    resave: false,
    saveUninitialized: false,
  })
}

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Leaves the session behind and starts an empty one under a new id. */
export const startAnew = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.regenerate(error => (error ? reject(error) : resolve())))

/** Saves the session before the answer, so that a store that is away is an error and not a sign-in that did not last. */
export const saveNow = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => req.session.save(error => (error ? reject(error) : resolve())))
