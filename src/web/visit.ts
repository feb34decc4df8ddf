import type { Request, Response } from 'express'
import type { Actor } from '../domain/access/roles.ts'
import type { Taken } from './body.ts'
import { csrfField } from './csrf.ts'
import { queryOf, without } from './input.ts'
import { isPrinted, printField, rowsShown } from './printing.ts'
import type { Answer, Visit, VisitSession } from './route.ts'
import { cookieName, cookieOptions, newToken, saveNow, startAnew } from './session.ts'
import { keyField } from './submission.ts'
import { holds, type TagParts, tagOf } from './tag.ts'
import { accountOf } from './visitor.ts'
import { isRead } from './wants.ts'
import { fromField } from './way-back.ts'

export interface VisitParts extends TagParts {
  readonly tls: boolean
  now(): number
}

/** The request as a handler sees it. */
export function visitOf(req: Request, res: Response, taken: Taken, idempotencyKey: string, parts: VisitParts): Visit {
  return {
    get actor() {
      return actorOf(req)
    },
    params: { ...req.params } as Record<string, string>,
    query: without(queryOf(req.originalUrl), [printField]),
    rows: rowsShown(req.originalUrl),
    isPrinted: isPrinted(req.originalUrl),
    body: without(taken.body, [csrfField, keyField, fromField]),
    upload: taken.upload,
    idempotencyKey,
    requestId: req.id,
    address: req.ip ?? '',
    session: sessionOf(req, res, parts),
    whenChanged: (basis, show) => whenChanged(req, basis, show, parts),
  }
}

async function whenChanged(
  req: Request,
  basis: readonly string[],
  show: () => Promise<Answer>,
  parts: TagParts,
): Promise<Answer> {
  const tag = isRead(req) ? tagOf(req, basis, parts) : null
  if (tag !== null && holds(req, tag)) return { kind: 'unchanged', tag }
  const answer = await show()
  return tag !== null && answer.kind === 'page' ? { ...answer, tag } : answer
}

/** A route open to anyone must not ask who it is: there may be nobody. */
function actorOf(req: Request): Actor {
  const account = accountOf(req)
  if (account === null) throw new Error('Nobody is signed in here; a route for anyone cannot ask for the actor.')
  return account.actor
}

function sessionOf(req: Request, res: Response, { tls, now }: VisitParts): VisitSession {
  return {
    async signIn(userId) {
      await startAnew(req)
      Object.assign(req.session, { userId, startedAt: now(), seenAt: now(), csrfToken: newToken() })
      await saveNow(req)
    },
    async signOut() {
      await startAnew(req)
      res.clearCookie(cookieName(tls), cookieOptions(tls))
      res.setHeader('Clear-Site-Data', '"cache", "storage"')
    },
    flash(message) {
      req.session.flash = message
    },
  }
}
