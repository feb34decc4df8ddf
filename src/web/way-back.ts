import type { Request } from 'express'
import { opens } from './admission.ts'
import type { Frame } from './frame.ts'
import { first } from './input.ts'
import { isOwnPath } from './paths.ts'
import type { Input, Route } from './route.ts'
import { accountOf } from './visitor.ts'
import { isRead } from './wants.ts'

/** Hidden in every form: the page it stands on. No page of ours is told a referrer. */
export const fromField = '_from'

const formPages = new WeakMap<Request, string>()

/** Keeps which page a form says it stands on; anything but a page of this site is left aside. */
export function keepFormPage(req: Request, body: Input): void {
  const from = first(body, fromField)
  if (from.length <= 1000 && isOwnPath(from)) formPages.set(req, from)
}

/** The page that is shown now, or shown again with a refused form. */
export const shownPageOf = (req: Request): string => formPages.get(req) ?? (isRead(req) ? req.originalUrl : '')

/** A link out of an error page. */
export interface WayBack {
  readonly label: string
  readonly path: string
}

/**
 * Where somebody who was turned away would go on: back to the page of their form; to the page without what was asked of
 * it; to the page above; else to where the page belongs in the navigation. Null where only the start is left.
 */
export function wayBackOf(req: Request, status: number, routes: readonly Route[], frame: Frame): WayBack | null {
  const formPage = formPages.get(req)
  if (formPage !== undefined) return { label: '返回刚才的页面', path: formPage }
  if (isRead(req) && status === 422 && Object.keys(req.query).length > 0) return { label: '重新选择', path: req.path }
  const items = frame.navigation.flatMap(group => group.items)
  const place = items.find(({ current, path }) => current && path !== '/')
  // Of a thing that is not there, the pages below it are not there either.
  const above = status === 404 ? undefined : pageAbove(req, routes)
  if (above !== undefined && above !== place?.path) return { label: '返回上一级', path: above }
  return place === undefined || place.path === req.path ? null : { label: `返回“${place.label}”`, path: place.path }
}

/** The nearest page above this one that the visitor may open; the page itself where a form was sent to it. */
function pageAbove(req: Request, routes: readonly Route[]): string | undefined {
  const actor = accountOf(req)?.actor ?? null
  const pages = routes.filter(({ method, right }) => method === 'GET' && opens(actor, right))
  const words = req.path.split('/')
  const lengths = words.map((_, i) => words.length - i).filter(n => n > 1 && (n < words.length || !isRead(req)))
  return lengths.map(n => words.slice(0, n).join('/')).find(path => pages.some(page => fits(page.path, path)))
}

function fits(pattern: string, path: string): boolean {
  const asked = path.split('/')
  const words = pattern.split('/')
  return words.length === asked.length && words.every((word, i) => word.startsWith(':') || word === asked[i])
}
