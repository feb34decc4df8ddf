import type { Request, RequestHandler } from 'express'
import type { Actor } from '../domain/access/roles.ts'
import { startAnew } from './session.ts'
import { isOver } from './session-life.ts'

/** What the web must know of an account, looked up anew for each request: a disabled one is out at once. */
export interface Account {
  readonly actor: Actor
  /** Only /account/password and /sign-out open until the password is changed. */
  readonly mustChangePassword: boolean
  /** Sessions begun before this moment (milliseconds) are over: the password or the role has changed since. */
  readonly sessionsFrom?: number | null
}

/** The account of an id; null when there is none or it is disabled. */
export type LoadActor = (userId: string) => Promise<Account | null>
/** The account of a bearer token; null when there is none. */
export type LoadBearer = (token: string) => Promise<Account | null>

/** Who sent a request. With a token there is no cookie that another site could ride. */
export type Visitor =
  | { readonly by: 'nobody' }
  | { readonly by: 'session'; readonly account: Account }
  | { readonly by: 'token'; readonly account: Account }

const visitors = new WeakMap<Request, Visitor>()

/** Who sent this request; nobody as long as `recognise` has not run. */
export const visitorOf = (req: Request): Visitor => visitors.get(req) ?? { by: 'nobody' }

export function accountOf(req: Request): Account | null {
  const visitor = visitorOf(req)
  return visitor.by === 'nobody' ? null : visitor.account
}

export interface Recognition {
  /** The account that the session of a request names. */
  loadAccount(req: Request, userId: string): Promise<Account | null>
  readonly loadBearer?: LoadBearer
  now(): number
}

/** Finds out who sent the request, and ends a session that has lived too long. */
export function recognise(parts: Recognition): RequestHandler {
  return async (req, _res, next) => {
    visitors.set(req, (await byToken(req, parts)) ?? (await bySession(req, parts)))
    next()
  }
}

async function byToken(req: Request, { loadBearer }: Recognition): Promise<Visitor | null> {
  const [, token] = /^Bearer ([\w.~+/-]{16,512}=*)$/.exec(req.get('authorization') ?? '') ?? []
  if (token === undefined || loadBearer === undefined || !req.path.startsWith('/api/')) return null
  const account = await loadBearer(token)
  return account === null ? { by: 'nobody' } : { by: 'token', account }
}

/** A write for each request would be too much; the idle time is known to a minute. */
const seenEvery = 60_000

async function bySession(req: Request, { loadAccount, now }: Recognition): Promise<Visitor> {
  const { userId, startedAt = 0, seenAt = 0 } = req.session
  if (userId === undefined) return { by: 'nobody' }
  const account = await loadAccount(req, userId)
  const current = now()
  const isStale = account !== null && startedAt < (account.sessionsFrom ?? 0)
  if (account === null || isStale || isOver(startedAt, seenAt, account.actor.role, current)) {
    await startAnew(req)
    return { by: 'nobody' }
  }
  if (current - seenAt >= seenEvery) req.session.seenAt = current
  return { by: 'session', account }
}
