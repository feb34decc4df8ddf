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
import { isRead } from './wants.ts'
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

/** All that a frame is made of, but for its title, the message and what is new on each page. */
interface FrameBasis {
  readonly base: FrameBase
  readonly actor: Actor | null
  readonly marks: readonly FrameMark[]
  /** Not what a form that was sent is answered with: that has no address of its own. */
  readonly isRead: boolean
  readonly url: string
  readonly path: string
  readonly shownPage: string
  readonly csrfToken: string
}

export interface Frames {
  readonly frameOf: FrameOf
  readonly frameBasisOf: (req: Request) => FrameBasis
}

export function framesFor(parts: FrameParts): Frames {
  const frameBasisOf = (req: Request): FrameBasis => basisOf(req, parts, csrfTokenOf(req))
  const frameOf: FrameOf = (req, title) =>
    frameOn(frameBasisOf(req), parts, { title, requestId: req.id, flash: title === '' ? null : takeFlash(req) })
  return { frameOf, frameBasisOf }
}

/** The frame of an error page: it starts no session, takes no message and carries nothing along. */
export function bareFramesFor(parts: FrameParts): FrameOf {
  const bare = { ...parts, kept: [] }
  return (req, title) =>
    frameOn(basisOf(req, bare, req.session?.csrfToken ?? ''), bare, { title, requestId: req.id, flash: null })
}

const basisOf = (req: Request, { frameBase }: FrameParts, csrfToken: string): FrameBasis => ({
  base: frameBase(),
  actor: accountOf(req)?.actor ?? null,
  marks: marksSeen(req),
  isRead: isRead(req),
  url: req.originalUrl,
  path: req.path,
  shownPage: shownPageOf(req),
  csrfToken,
})

/** Of this basis alone, so that what is told of the basis (tag.ts) is told of the frame. */
function frameOn(
  { base, actor, marks, isRead, url, path, shownPage, csrfToken }: FrameBasis,
  parts: FrameParts,
  own: Pick<Frame, 'title' | 'flash' | 'requestId'>,
): Frame {
  const kept = keptOf(queryOf(url), parts.kept ?? [])
  return {
    ...base,
    ...own,
    user: actor && { name: actor.name, roleName: roles[actor.role] },
    navigation: navigationFor(actor, withLists(parts.navigation, marks), path, kept),
    marks,
    maySearch: opens(actor, parts.searchRight),
    searchKept: kept,
    csrfToken,
    idempotencyKey: newKey(),
    shownPage,
    printing: isPrinted(url),
    printPath: isRead ? printPathOf(url) : null,
    screenPath: screenPathOf(url),
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
