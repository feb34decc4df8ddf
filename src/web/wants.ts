import type { Request } from 'express'

/** Whether the answer to this request is for a program: the API, or a client that does not read HTML. */
export const wantsJson = (req: Request): boolean => isApi(req) || req.accepts('html') === false

export const isApi = (req: Request): boolean => req.path.startsWith('/api/')

/** Whether htmx asks for a part of a page. */
export const isHtmx = (req: Request): boolean => req.get('hx-request') === 'true' && req.get('hx-boosted') !== 'true'

/** Asks for a page, of which HEAD wants what is said of it alone. */
export const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'
