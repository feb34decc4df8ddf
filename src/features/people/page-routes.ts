import { optionalDay, optionalText, parseInput } from '../../web/parse.ts'
import { page, type Route, redirect } from '../../web/route.ts'
import { cadreListView } from './cadre-list-view.ts'
import type { PeoplePages } from './people-pages-service.ts'
import { searchView } from './search-view.ts'
import { unitsView, unitView } from './unit-view.ts'
import { mayOpenFiles } from './visible.ts'

const right = 'roster.read'

const query = {
  q: optionalText('姓名', 40),
  unit: optionalText('单位', 20),
  class: optionalText('类别', 40),
  level: optionalText('职务层次', 20),
  after: optionalText('翻页', 20),
  before: optionalText('翻页', 20),
}

/** Pages of cadres and units, and the search of the top bar. */
export function pageRoutes({ pages }: { readonly pages: PeoplePages }): Route[] {
  return [
    {
      method: 'GET',
      path: '/cadres',
      right,
      audit: 'cadres.read',
      handle: async visit => {
        const asked = parseInput(query, visit.query)
        return page('people/cadres', '干部', cadreListView(visit.actor, asked, await pages.cadres(visit.actor, asked)))
      },
    },
    {
      method: 'GET',
      path: '/search',
      right,
      audit: 'cadres.search',
      handle: async ({ actor, query: typed }) => {
        const { q } = parseInput({ q: optionalText('姓名', 40) }, typed)
        const { cadres, found, units } = await pages.search(actor, q)
        const [only] = cadres
        const isPlain = cadres.length === 1 && found.length === 0 && mayOpenFiles(actor)
        if (only !== undefined && isPlain) return redirect(`/files/${only.id}`)
        return page('people/search', '查干部', searchView(actor, q, cadres, found, units))
      },
    },
    {
      method: 'GET',
      path: '/units',
      right,
      audit: 'units.read',
      handle: async ({ actor }) => page('people/units', '单位', unitsView(actor, await pages.units(actor))),
    },
    {
      method: 'GET',
      path: '/units/:id',
      right,
      audit: 'units.read',
      handle: async ({ actor, params, query: typed }) => {
        const { on } = parseInput({ on: optionalDay('日期') }, typed)
        const account = await pages.unit(actor, params.id ?? '', on)
        return page('people/unit', account.unit.name, unitView(actor, account))
      },
    },
  ]
}
