import { optionalText, parseInput } from '../../web/parse.ts'
import { page, type Route, redirect } from '../../web/route.ts'
import { mayOpenFiles } from '../people/index.ts'
import { apartFromDay, pathAt, shownAt, type Viewpoints } from '../viewpoints/index.ts'
import { cadreListView } from './cadre-list-view.ts'
import type { Directory } from './directory-service.ts'
import { searchView } from './search-view.ts'
import { unitView } from './unit-view.ts'
import { unitsView } from './units-view.ts'

const right = 'roster.read'

const query = {
  q: optionalText('姓名', 40),
  unit: optionalText('单位', 40),
  class: optionalText('类别', 40),
  level: optionalText('职务层次', 20),
  after: optionalText('翻页', 20),
  before: optionalText('翻页', 20),
}

export interface DirectoryRoutesDeps {
  readonly directory: Directory
  readonly viewpoints: Viewpoints
  readonly today: () => string
}

/** 干部与单位: lists and pages, today or on a past day, and the search of the top bar. */
export function directoryRoutes({ directory, viewpoints, today }: DirectoryRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/cadres',
      right,
      audit: 'cadres.read',
      handle: async ({ actor, query: typed, rows }) => {
        const asked = parseInput(query, apartFromDay(typed))
        return shownAt(viewpoints, await viewpoints.read(typed), async view => {
          const model = cadreListView(actor, asked, await directory.cadres(actor, asked, view, rows), today())
          return page('people/cadres', model.title, model)
        })
      },
    },
    {
      method: 'GET',
      path: '/search',
      right,
      audit: 'cadres.search',
      handle: async ({ actor, query: typed }) => {
        const { q } = parseInput({ q: query.q }, apartFromDay(typed))
        const past = await viewpoints.read(typed)
        return shownAt(viewpoints, past, async view => {
          const found = await directory.search(actor, q, view)
          const [only] = found.cadres
          const isPlain = found.cadres.length === 1 && found.found.length === 0 && mayOpenFiles(actor)
          if (only !== undefined && isPlain) return redirect(pathAt(past, `/files/${only.id}`))
          const model = searchView(actor, q, found, view, today())
          return page('people/search', model.title, model)
        })
      },
    },
    {
      method: 'GET',
      path: '/units',
      right,
      audit: 'units.read',
      handle: async ({ actor, query: typed }) =>
        shownAt(viewpoints, await viewpoints.read(typed), async view => {
          const model = unitsView(actor, await directory.units(actor, view), view, today())
          return page('people/units', model.title, model)
        }),
    },
    {
      method: 'GET',
      path: '/units/:id',
      right,
      audit: 'units.read',
      handle: async ({ actor, params, query: typed }) =>
        shownAt(viewpoints, await viewpoints.read(typed), async view => {
          const model = unitView(actor, await directory.unit(actor, params.id ?? '', view), today())
          return page('people/unit', model.title, model)
        }),
    },
  ]
}
