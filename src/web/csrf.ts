import { timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import { first } from './input.ts'
import { Refused } from './refused.ts'
import type { Input } from './route.ts'
import { newToken } from './session.ts'
import { visitorOf } from './visitor.ts'

export const csrfField = '_csrf'
const refusal = () => new Refused(403, '页面已经过期，或请求来自别处。请刷新页面后再提交。')

/** The token of this session, to be hidden in its forms; made when first asked for. */
export function csrfTokenOf(req: Request): string {
  req.session.csrfToken ??= newToken()
  return req.session.csrfToken
}

/** Throws Refused 403 when a browser says that another site sent this. */
export function refuseForeign(req: Request): void {
  if (visitorOf(req).by === 'token') return
  const site = req.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refusal()
  const origin = req.get('origin')
  // A page with the policy no-referrer sends the origin null to its own site.
  const isOwnNull = origin === 'null' && site === 'same-origin'
  if (origin !== undefined && !isOwnNull && hostOf(origin) !== req.host) throw refusal()
}

/** Throws Refused 403 unless the form (or the header x-csrf-token) carries the token of this session. */
export function checkToken(req: Request, body: Input): void {
  if (visitorOf(req).by === 'token') return
  const given = Buffer.from(req.get('x-csrf-token') ?? first(body, csrfField))
  const own = Buffer.from(req.session.csrfToken ?? '')
  if (own.length === 0 || given.length !== own.length || !timingSafeEqual(given, own)) throw refusal()
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
