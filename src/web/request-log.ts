import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/**
 * Gives each request an id and logs one line for it. Of the address only the pattern of the route is kept: names, ids and
 * one-time tokens stand in paths and queries.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log,
    quietReqLogger: true,
    genReqId: (_req, res) => {
      const id = randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    autoLogging: { ignore: req => /^\/(assets\/|healthz|readyz)/.test(req.url ?? '') },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customSuccessObject: (req, res, { responseTime }) => lineOf(req, res, responseTime),
    customErrorObject: (req, res, _error, { responseTime }) => lineOf(req, res, responseTime),
  })
}

const lineOf = (req: IncomingMessage, res: ServerResponse, ms: number) => ({
  requestId: req.id,
  method: req.method,
  route: patternOf(req),
  status: res.statusCode,
  ms,
})

function patternOf(req: IncomingMessage): string {
  const { route } = req as Request
  return typeof route?.path === 'string' ? route.path : '(none)'
}
