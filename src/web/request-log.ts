import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'

declare module 'http' {
  interface IncomingMessage {
    /** Stands in the log, in the audit log and on error pages, so that they can be brought together. */
    id: string
  }
}

/**
 * Gives each request an id and logs one line when it is over. Of the address only the pattern of the route is kept: names,
 * ids and one-time tokens stand in paths and queries.
 */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const begin = performance.now()
    req.id = randomUUID()
    res.setHeader('X-Request-Id', req.id)
    if (!isUninteresting(req.url))
      res.once('close', () => {
        const { statusCode: status } = res
        const ms = Math.round(performance.now() - begin)
        const line = { requestId: req.id, method: req.method, route: patternOf(req), status, ms }
        // Whoever went away before the answer was whole was not answered so.
        log[status >= 500 ? 'error' : 'info'](res.writableFinished ? line : { ...line, isCut: true }, 'request')
      })
    next()
  }
}

const isUninteresting = (url: string): boolean => /^\/(assets\/|healthz|readyz)/.test(url)

function patternOf(req: Request): string {
  const { route } = req
  return typeof route?.path === 'string' ? route.path : '(none)'
}
