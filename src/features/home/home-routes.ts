import { can } from '../../domain/access/rights.ts'
import type { Actor, Role } from '../../domain/access/roles.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { optionalChoice, parseInput } from '../../web/parse.ts'
import { page, type Route, redirect } from '../../web/route.ts'
import { apartFromDay, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import type { Home } from './home-service.ts'
import { DEFAULT_SORT, homeView } from './home-view.ts'

/** By what the matrix can be sorted: a colour in force or a mark, the units' code, the total. */
const sortsOf = ({ colours }: RuleSet): string[] => [
  ...['unit', 'total', 'insufficient', 'indeterminate'],
  ...colours.map(({ code }) => code),
]

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
        return shownAt(viewpoints, await viewpoints.read(query), async view => {
          const sorts = sortsOf(view.version.ruleSet)
          const { sort } = parseInput({ sort: optionalChoice('排序', sorts) }, apartFromDay(query))
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
  hr: '/lists',
  liaison: '/lists/all',
}

const startOf = (actor: Actor): string =>
  actor.role === 'cadre' ? `/files/${actor.cadreId ?? ''}` : (starts[actor.role] ?? '/rules')
