import type { Request, RequestHandler } from 'express'
import type { FrameMark } from './frame.ts'
import { queryOf } from './input.ts'
import type { Input } from './route.ts'
import { accountOf } from './visitor.ts'

/** The colours in force where a page with this query looks from. */
export type LoadMarks = (query: Input) => Promise<readonly FrameMark[]>

const seen = new WeakMap<Request, readonly FrameMark[]>()

/** Finds them for whoever has an account, before the frame of a page is built. */
export const findMarks =
  (load: LoadMarks): RequestHandler =>
  async (req, _res, next) => {
    if (accountOf(req) !== null) seen.set(req, await load(queryOf(req.originalUrl)))
    next()
  }

/** None as long as they were not found: on the page of a visitor, or of an error that came before. */
export const marksSeen = (req: Request): readonly FrameMark[] => seen.get(req) ?? []
