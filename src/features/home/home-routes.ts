import { can } from '../../domain/access/rights.ts'
import type { Actor, Role } from '../../domain/access/roles.ts'
import { optionalChoice, parseInput } from '../../web/parse.ts'
import { page, type Route, redirect } from '../../web/route.ts'
import type { Home } from './home-service.ts'
import { homeView } from './home-view.ts'

const sorts = ['unit', 'total', 'red', 'yellow', 'blue', 'none', 'insufficient', 'indeterminate'] as const

/** The first page after sign-in: the leader's home, or where the role's work begins. */
export function homeRoutes({ home, today }: { readonly home: Home; readonly today: () => string }): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      right: 'signed-in',
      audit: 'home.read',
      handle: async ({ actor, query }) => {
        if (!can(actor, 'home.read')) return redirect(startOf(actor))
        const { sort } = parseInput({ sort: optionalChoice('排序', sorts) }, query)
        return page('home/home', '今日', homeView(await home.overview(), today(), sort ?? 'red'))
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
