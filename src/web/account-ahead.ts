import type { Request, RequestHandler } from 'express'
import type { Account, LoadActor } from './visitor.ts'

/** Looks up the account of a session while the session itself is still being read. */
export interface AccountAhead {
  /** Stands before the sessions. */
  readonly ask: RequestHandler
  /** The account that the session of this request names, as it stood after the request had come. */
  load(req: Request, userId: string): Promise<Account | null>
}

/** Of so many cookies it is remembered whose they were. */
const REMEMBERED = 5000

/**
 * A session never changes hands, so whose a cookie was last time is a good guess. It is no more than that: what was
 * asked for is used only when the session that was read names the same account, and nothing of an account is kept.
 */
export function accountAhead(loadActor: LoadActor): AccountAhead {
  const owners = new Map<string, string>()
  const asked = new WeakMap<Request, { readonly userId: string; readonly account: Promise<Account | null> }>()
  return {
    ask: (req, _res, next) => {
      const userId = owners.get(req.headers.cookie ?? '')
      if (userId !== undefined) {
        const account = loadActor(userId)
        // Whether it failed matters only to whoever waits for it.
        account.catch(() => {})
        asked.set(req, { userId, account })
      }
      next()
    },
    load: (req, userId) => {
      const ahead = asked.get(req)
      if (ahead?.userId === userId) return ahead.account
      remember(owners, req.headers.cookie, userId)
      return loadActor(userId)
    },
  }
}

function remember(owners: Map<string, string>, cookie: string | undefined, userId: string): void {
  if (cookie === undefined) return
  const [oldest] = owners.keys()
  if (owners.size >= REMEMBERED && oldest !== undefined) owners.delete(oldest)
  owners.set(cookie, userId)
}
