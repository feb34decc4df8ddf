import { type Action, actions, holdersOf, type Scope } from '../domain/access/rights.ts'
import type { Route } from './route.ts'

/** A line of `sanse routes --json`. */
export interface RouteLine {
  readonly method: Route['method']
  readonly path: string
  readonly right: Route['right']
  /** The second right that is needed too; null where one is enough. */
  readonly also: Action | null
  /** How far the right reaches, by role that has all that is needed; of a route without a right of the table, nothing. */
  readonly scopes: Readonly<Record<string, Scope>>
  readonly audit: string
  readonly logsRead: boolean
}

/** The table of routes, in the order of their paths. */
export function describeRoutes(routes: readonly Route[]): RouteLine[] {
  return routes
    .map(({ method, path, right, also, audit, logsRead }) => ({
      method,
      path,
      right,
      also: also ?? null,
      scopes: right === 'anyone' || right === 'signed-in' ? {} : scopesOf(right, also),
      audit,
      logsRead: logsRead === true,
    }))
    .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method))
}

function scopesOf(right: Action, also: Action = right): RouteLine['scopes'] {
  const others = holdersOf(also)
  return Object.fromEntries(Object.entries(holdersOf(right)).filter(([role]) => role in others))
}

/** Throws when two routes answer the same request, or one does not say its right, its audit action or a plain path. */
export function checkRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>()
  for (const route of routes) {
    const fault = faultOf(route)
    if (fault !== null) throw new Error(`The route ${route.method} ${route.path} ${fault}.`)
    const shape = `${route.method} ${route.path.replace(/:[^/]+/g, ':')}`
    if (seen.has(shape)) throw new Error(`Two routes answer ${route.method} ${route.path}.`)
    seen.add(shape)
  }
}

const rights = new Set<string>(['anyone', 'signed-in', ...Object.keys(actions)])
const plainPath = /^\/$|^\/[\w.-]+(\/(:[a-zA-Z]\w*|[\w.-]+))*$/

function faultOf({ method, path, right, also, audit, logsRead, upload, again }: Route): string | null {
  if (!plainPath.test(path)) return 'has a path of more than words and :names, or one that begins with no word'
  if (!rights.has(right) || (also !== undefined && !rights.has(also))) return 'names no right of the table'
  if (!audit) return 'names no audit action'
  if (method === 'GET' && (upload || again)) return 'takes a form by GET'
  if (logsRead && (method !== 'GET' || right === 'anyone')) return 'logs a read that has no reader'
  return null
}

/** Orders routes so that `/cadres/new` is asked before `/cadres/:id`. */
export function bySpecificity(a: Route, b: Route): number {
  return compare(rank(a.path), rank(b.path))
}

/** A name sorts after any word at its place. */
const rank = (path: string): string => path.replace(/:[^/]+/g, '\uffff')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
