import { can } from '../../domain/access/rights.ts'
import type { Actor, Role } from '../../domain/access/roles.ts'
import { optionalChoice, parseInput } from '../../web/parse.ts'
import { page, type Route, redirect } from '../../web/route.ts'
import { apartFromDay, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import type { Home } from './home-service.ts'
import { DEFAULT_SORT, homeView } from './home-view.ts'

const sorts = ['unit', 'total', 'red', 'yellow', 'blue', 'none', 'insufficient', 'indeterminate'] as const

/** The first page after sign-in: the leader's home, or where the role's work begins. */
export function homeRoutes({
  home,
  viewpoints,
  today,
}: {
  readonly home: Home
  readonly viewpoints: Viewpoints
  readonly today: () => string
}): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      right: 'signed-in',
      audit: 'home.read',
      handle: async ({ actor, query }) => {
        if (!can(actor, 'home.read')) return redirect(startOf(actor))
        const { sort } = parseInput({ sort: optionalChoice('排序', sorts) }, apartFromDay(query))
        return shownAt(viewpoints, await viewpoints.read(query), async view => {
          const by = sort ?? DEFAULT_SORT
          const model = homeView(await home.overview(view, actor, by), actor, today(), by)
          return page('home/home', model.title, model)
        })
      },
    },
  ]
}

const starts: Partial<Record<Role, string>> = {
  sys: '/users',
  sec: '/users',
  aud: '/audit',
  hr: '/lists/blue',
  liaison: '/lists/all',
}

const startOf = (actor: Actor): string =>
  actor.role === 'cadre' ? `/files/${actor.cadreId ?? ''}` : (starts[actor.role] ?? '/rules')
