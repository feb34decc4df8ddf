import type { Express, RequestHandler } from 'express'
import helmet from 'helmet'
import { Refused } from './refused.ts'

export interface Security {
  /** Visitors reach us by https, here or at a proxy in front. */
  readonly tls: boolean
  /** The exact addresses of proxies whose X-Forwarded-* we believe; false for none. */
  readonly trustProxy: false | readonly string[]
}

/** Written by hand: helmet's own would allow inline styles. */
const directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
}

export function configure(app: Express, { trustProxy }: Security): void {
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  app.set('trust proxy', trustProxy === false ? false : [...trustProxy])
  app.enable('case sensitive routing')
}

/** The headers of every answer. Nothing is kept by a browser unless an asset says so. */
export function securityHeaders({ tls }: Security): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // A browser ignores these two without TLS, and says so in its console each time.
    crossOriginOpenerPolicy: tls,
    originAgentCluster: tls,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  const noStore: RequestHandler = (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store')
    next()
  }
  return [headers, noStore]
}

const methods = ['GET', 'HEAD', 'POST']

/** Refuses every other method before anything looks at the request. */
export const onlyKnownMethods: RequestHandler = (req, res, next) => {
  if (methods.includes(req.method)) return next()
  res.setHeader('Allow', methods.join(', '))
  next(new Refused(405, '不支持这种请求。'))
}
