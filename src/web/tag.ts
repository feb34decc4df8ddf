import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { Frames } from './frame-builder.ts'
import { newToken } from './session.ts'
import type { Views } from './views.ts'
import { accountOf } from './visitor.ts'

export interface TagParts extends Pick<Frames, 'frameBasisOf'> {
  readonly views: Views
}

/** Of this run of the program: what another version showed is never taken for what this one would. */
const run = newToken()

/**
 * A strong ETag of a page for this account in this session: made of `basis` (all that the page's own part comes from),
 * of what its frame is made of (the address and the session's token with it) and of the program. Null for a page that
 * shows a message, and for nobody's.
 */
export function tagOf(req: Request, basis: readonly string[], { views, frameBasisOf }: TagParts): string | null {
  if (accountOf(req) === null || req.session.flash !== undefined) return null
  const all = JSON.stringify([run, views.stamp(), frameBasisOf(req), basis])
  return `"${createHash('sha256').update(all).digest('base64url')}"`
}

/** Whether the browser says that it holds the page of this tag; a proxy may have weakened it. */
export const holds = (req: Request, tag: string): boolean =>
  (req.get('if-none-match') ?? '').split(',').some(given => given.trim().replace(/^W\//, '') === tag)
