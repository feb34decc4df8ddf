import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { Invalid, NotFound } from '../domain/errors.ts'
import { type Fault, faultOf } from './faults.ts'
import type { FrameOf } from './frame-builder.ts'
import type { Route } from './route.ts'
import type { Views } from './views.ts'
import { wantsJson } from './wants.ts'
import { wayBackOf } from './way-back.ts'

export interface ErrorParts {
  readonly routes: readonly Route[]
  readonly views: Views
  readonly frameOf: FrameOf
  readonly log: Logger
  /** Whether the error says that the database is away, or that this instance does not write. */
  isUnavailable(error: unknown): boolean
}

/** Ends the pipeline: nobody answered. */
export const nothingHere: RequestHandler = (_req, _res, next) => next(new NotFound('没有这个页面。'))

/** The one place that answers an error: view `errors/error`, or JSON for a program. */
export function errorHandler(parts: ErrorParts): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const fault = faultOf(error, parts.isUnavailable)
    logFault(error, fault, req, parts.log)
    if (res.headersSent || res.destroyed) {
      res.destroy()
      return
    }
    clear(res)
    // A body that was not read to its end cannot be followed by another request.
    if (!req.complete) res.setHeader('Connection', 'close')
    if (fault.status === 503) res.setHeader('Retry-After', '5')
    res.status(fault.status)
    if (wantsJson(req)) res.json({ error: jsonOf(error, fault, req) })
    else sendPage(req, res, fault, parts)
  }
}

function jsonOf(error: unknown, { status, message }: Fault, req: Request): object {
  const fields = error instanceof Invalid ? { fields: error.fields } : {}
  return { status, message, ...fields, requestId: req.id }
}

function sendPage(req: Request, res: Response, fault: Fault, { views, routes, frameOf, log }: ErrorParts): void {
  const requestId = req.id
  try {
    const frame = frameOf(req, fault.heading)
    res
      .type('html')
      .send(
        views.page('errors/error', { ...fault, requestId, back: wayBackOf(req, fault.status, routes, frame) }, frame),
      )
  } catch (cause) {
    log.error({ requestId, err: cause }, 'The error page could not be shown.')
    res.type('text').send(`${fault.heading}。${fault.message}编号 ${requestId}`)
  }
}

function logFault(error: unknown, { status }: Fault, req: Request, log: Logger): void {
  if (status < 500) return
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log[status === 503 ? 'warn' : 'error']({ requestId: req.id, status, stack: withoutIds(stack) }, 'request failed')
}

/** A database error quotes values; an id number must not reach the log. */
const withoutIds = (text: string): string => text.replace(/\d{14,17}[\dXx]?/g, '…')

/** What a download had said of itself before it failed. */
function clear(res: Response): void {
  for (const name of ['Content-Disposition', 'Content-Length', 'Content-Type']) res.removeHeader(name)
  res.setHeader('Cache-Control', 'no-store')
}
