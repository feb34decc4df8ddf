import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { FrameOf } from './frame-builder.ts'
import { newToken } from './session.ts'
import type { Views } from './views.ts'
import { accountOf } from './visitor.ts'

export interface TagParts {
  readonly views: Views
  readonly frameOf: FrameOf
}

/** Of this run of the program: what another version showed is never taken for what this one would. */
const run = newToken()

/**
 * A strong ETag of a page for this account in this session: made of `basis` (all that the page's own part comes from),
 * of what its frame shows, of the address and of the program. Null for a page that shows a message, and for nobody's.
 */
export function tagOf(req: Request, basis: readonly string[], { views, frameOf }: TagParts): string | null {
  const account = accountOf(req)
  if (account === null || req.session.flash !== undefined) return null
  // Two of the frame's fields are new on each page; the token in it tells the sessions apart.
  const { idempotencyKey: _key, requestId: _id, ...frame } = frameOf(req, '')
  const all = JSON.stringify([run, views.stamp(), req.originalUrl, account.actor, frame, basis])
  return `"${createHash('sha256').update(all).digest('base64url')}"`
}

/** Whether the browser says that it holds the page of this tag; a proxy may have weakened it. */
export const holds = (req: Request, tag: string): boolean =>
  (req.get('if-none-match') ?? '').split(',').some(given => given.trim().replace(/^W\//, '') === tag)
