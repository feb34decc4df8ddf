import type { Request } from 'express'
import { scopeOf } from '../domain/access/rights.ts'
import type { Actor } from '../domain/access/roles.ts'
import { Forbidden } from '../domain/errors.ts'
import { Refused } from './refused.ts'
import type { Route } from './route.ts'
import { accountOf } from './visitor.ts'
import { isRead, wantsJson } from './wants.ts'

/** The request is fine, but the visitor must go elsewhere first. */
export class Detour extends Error {
  readonly to: string
  constructor(to: string) {
    super(`Elsewhere first: ${to}`)
    this.to = to
  }
}

const signInPath = '/sign-in'
const passwordPath = '/account/password'
const openWhileConfined = [passwordPath, '/sign-out']

/** Whether `actor` may open what needs `right`, whatever its data scope. */
export function opens(actor: Actor | null, right: Route['right']): boolean {
  if (right === 'anyone') return true
  if (actor === null) return false
  return right === 'signed-in' || scopeOf(actor, right) !== null
}

/** Lets the request pass to the route, or throws: Detour to the sign-in page, Refused 401, Forbidden. */
export function admit(req: Request, route: Route): void {
  if (route.right === 'anyone') return
  const account = accountOf(req)
  if (account === null) throw signInFirst(req)
  if (account.mustChangePassword && !openWhileConfined.includes(req.path)) throw passwordFirst(req)
  const { right, also = right } = route
  if (!opens(account.actor, right) || !opens(account.actor, also)) throw new Forbidden()
}

function signInFirst(req: Request): Error {
  if (isPageRequest(req)) return new Detour(`${signInPath}?next=${encodeURIComponent(req.originalUrl.slice(0, 1000))}`)
  return new Refused(401, '请先登录。')
}

const passwordFirst = (req: Request): Error =>
  isPageRequest(req) ? new Detour(passwordPath) : new Forbidden('请先修改口令。')

const isPageRequest = (req: Request): boolean => isRead(req) && !wantsJson(req)
