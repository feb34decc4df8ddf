import { randomBytes } from 'node:crypto'
import type { CookieOptions, Request, RequestHandler } from 'express'
import session, { type Store } from 'express-session'

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
