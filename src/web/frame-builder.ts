import type { Request } from 'express'
import { type Scope, scopeOf } from '../domain/access/rights.ts'
import { type Actor, roles } from '../domain/access/roles.ts'
import { opens } from './admission.ts'
import { csrfTokenOf } from './csrf.ts'
import type { Frame, FrameMark, NavigationGroup } from './frame.ts'
import { first, queryOf } from './input.ts'
import { marksSeen } from './marks.ts'
import { isPrinted, printPathOf, screenPathOf } from './printing.ts'
import type { Input, Route } from './route.ts'
import { newKey } from './submission.ts'
import { accountOf } from './visitor.ts'
import { shownPageOf } from './way-back.ts'

/** The left navigation as compose lists it; each item names the right that opens it. */
export type NavigationTable = readonly {
  readonly label: string
  readonly items: readonly NavigationItem[]
}[]

interface NavigationItem {
  readonly label: string
  readonly path: string
  readonly right: Route['right']
  /** Shown only to those whose right reaches so far. */
  readonly scope?: Scope
  /** Where else it is the current one: pages that belong to it and stand outside its path. */
  readonly holds?: readonly string[]
  /** Stands for one item a list in force, `path/code`, where the page looks from. */
  readonly each?: 'list'
  /** Leads to a page that looks from the same place as the one it stands on: of a past day to that day. */
  readonly keeps?: true
}

/** What a frame says of the installation, asked for each page. */
type FrameBase = Pick<Frame, 'organization' | 'sample' | 'fixedDay' | 'today'>

export interface FrameParts {
  readonly navigation: NavigationTable
  /** The right that shows the search box. */
  readonly searchRight: Route['right']
  /** The names of a page's query that the search and the navigation carry along. */
  readonly kept?: readonly string[]
  readonly assetVersion: string
  frameBase(): FrameBase
}

/** The frame of a page; `title` '' means a fragment, which leaves the message for the next page alone. */
export type FrameOf = (req: Request, title: string) => Frame

export function framesFor(parts: FrameParts): FrameOf {
  return (req, title) => ({
    ...bareFrame(req, title, parts, keptOf(queryOf(req.originalUrl), parts.kept ?? [])),
    flash: title === '' ? null : takeFlash(req),
    csrfToken: csrfTokenOf(req),
  })
}

/** The frame of an error page: it starts no session and takes no message. */
export const bareFramesFor =
  (parts: FrameParts): FrameOf =>
  (req, title) =>
    bareFrame(req, title, parts)

function bareFrame(req: Request, title: string, parts: FrameParts, kept: Frame['searchKept'] = []): Frame {
  const actor = accountOf(req)?.actor ?? null
  const marks = marksSeen(req)
  return {
    ...parts.frameBase(),
    title,
    user: actor && { name: actor.name, roleName: roles[actor.role] },
    navigation: navigationFor(actor, withLists(parts.navigation, marks), req.path, kept),
    marks,
    maySearch: opens(actor, parts.searchRight),
    searchKept: kept,
    flash: null,
    csrfToken: req.session?.csrfToken ?? '',
    idempotencyKey: newKey(),
    shownPage: shownPageOf(req),
    printing: isPrinted(req.originalUrl),
    printPath: req.method === 'GET' ? printPathOf(req.originalUrl) : null,
    screenPath: screenPathOf(req.originalUrl),
    requestId: String(req.id),
    assetVersion: parts.assetVersion,
  }
}

const keptOf = (query: Input, names: readonly string[]): Frame['searchKept'] =>
  names.map(name => ({ name, value: first(query, name) })).filter(({ value }) => value !== '')

type ListedItem = NavigationItem & { readonly mark?: FrameMark }
type ListedTable = readonly { readonly label: string; readonly items: readonly ListedItem[] }[]

/** The table with an item for each list in the place of the one that stands for them. */
function withLists(table: NavigationTable, marks: readonly FrameMark[]): ListedTable {
  const lists = marks.filter(({ isList }) => isList)
  const itemsOf = (item: NavigationItem): readonly ListedItem[] =>
    item.each === undefined
      ? [item]
      : lists.map(mark => ({ ...item, label: mark.label, path: `${item.path}/${mark.colour}`, mark }))
  return table.map(group => ({ ...group, items: group.items.flatMap(itemsOf) }))
}

/** The groups and items `actor` may open; the item whose path fits `path` best is the current one. */
function navigationFor(
  actor: Actor | null,
  table: ListedTable,
  path: string,
  kept: Frame['searchKept'],
): readonly NavigationGroup[] {
  const open = actor === null ? [] : table.map(group => ({ ...group, items: group.items.filter(mayOpen(actor)) }))
  const places = open.flatMap(({ items }) => items.flatMap(item => placesOf(item).map(place => ({ item, place }))))
  const fitting = places.filter(({ place }) => isWithin(place, path)).sort((a, b) => b.place.length - a.place.length)
  const current = fitting[0]?.item.path
  return open
    .filter(group => group.items.length > 0)
    .map(({ label, items }) => ({
      label,
      items: items.map(item => ({
        label: item.label,
        path: keeping(item, kept),
        current: item.path === current,
        mark: item.mark ?? null,
      })),
    }))
}

function keeping({ path, keeps }: NavigationItem, kept: Frame['searchKept']): string {
  const query = new URLSearchParams(kept.map(({ name, value }): [string, string] => [name, value])).toString()
  return keeps && query !== '' ? `${path}?${query}` : path
}

const placesOf = ({ path, holds = [] }: NavigationItem): readonly string[] => [path, ...holds]

const mayOpen =
  (actor: Actor) =>
  ({ right, scope }: NavigationItem): boolean =>
    opens(actor, right) && (scope === undefined || reaches(actor, right) === scope)

const reaches = (actor: Actor, right: Route['right']): Scope | null =>
  right === 'anyone' || right === 'signed-in' ? 'all' : scopeOf(actor, right)

const isWithin = (place: string, path: string): boolean =>
  path === place || (place !== '/' && path.startsWith(`${place}/`))

function takeFlash(req: Request): string | null {
  const message = req.session.flash ?? null
  delete req.session.flash
  return message
}
