import type { Request, Response } from 'express'
import { Forbidden } from '../domain/errors.ts'
import { type AnswerParts, send } from './answer.ts'
import { faultOf } from './faults.ts'
import { Refused } from './refused.ts'
import type { Route, Visit } from './route.ts'

/** How a read that is logged ended. One that was turned away is logged as a refusal instead. */
export type ReadOutcome = 'done' | 'missing' | 'invalid' | 'failed'

export interface LoggedReadParts extends AnswerParts {
  /** Writes down who read what, and how it ended. */
  recordRead(visit: Visit, route: Route, outcome: ReadOutcome): Promise<void>
  isUnavailable(error: unknown): boolean
}

/**
 * Answers a read that is itself logged. It is written down once there is something to send, before the first byte of it:
 * what cannot be logged is not shown, and no crash loses an access. A read that came to nothing is written down too, with
 * how it ended.
 */
export async function readLogged(
  req: Request,
  res: Response,
  route: Route,
  visit: Visit,
  parts: LoggedReadParts,
): Promise<void> {
  let isTold = false
  const record = (outcome: ReadOutcome): Promise<void> => {
    isTold = true
    return parts.recordRead(visit, route, outcome)
  }
  try {
    await send(req, res, await route.handle(visit), parts, { before: () => record('done') })
  } catch (error) {
    const isToldOtherwise = isTold || isRefusal(error) || parts.isUnavailable(error)
    if (!isToldOtherwise) await record(outcomeOf(error, parts))
    throw error
  }
}

/** Turned away for want of a right or of a token. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof Forbidden || (error instanceof Refused && error.status === 403)

function outcomeOf(error: unknown, { isUnavailable }: LoggedReadParts): ReadOutcome {
  const { status } = faultOf(error, isUnavailable)
  if (status === 404) return 'missing'
  return status < 500 ? 'invalid' : 'failed'
}
