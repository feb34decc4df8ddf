import { parseInput } from '../../web/parse.ts'
import { page, type Route } from '../../web/route.ts'
import type { AssessmentFilter } from './assessments-store.ts'
import { cursorOf, queryFields } from './list-query.ts'
import { listView } from './list-view.ts'
import type { PageParts } from './pages.ts'

const LIMIT = 50

/** The list of 考察. */
export function listRoutes({ assessments, people }: PageParts): Route[] {
  return [
    {
      method: 'GET',
      path: '/assessments',
      right: 'assessments.read',
      audit: 'assessments.list',
      handle: async ({ actor, query }) => {
        const wanted = parseInput(queryFields, query)
        const { state, type, person, from, to, mine, after, before } = wanted
        const found = person === '' ? null : await people.search({ text: person, unitId: null, limit: 200 })
        const filter: AssessmentFilter = {
          state,
          type,
          unitId: wanted.unit || null,
          cadreIds: found === null ? null : found.map(({ id }) => id),
          from,
          to,
          waitingFor: mine ? actor.userId : null,
        }
        const sort = wanted.sort ?? '-updatedAt'
        const field = sort.endsWith('endsOn') ? ('endsOn' as const) : ('updatedAt' as const)
        const cursors = { after: cursorOf(after), before: cursorOf(before) }
        const [list, counts, total, waiting, units] = await Promise.all([
          assessments.page(actor, { filter, sort: field, descending: sort.startsWith('-'), ...cursors, limit: LIMIT }),
          assessments.counts(actor, { ...filter, waitingFor: null }),
          assessments.count(actor, filter),
          assessments.count(actor, { ...nothing, waitingFor: actor.userId }),
          people.units(),
        ])
        const cadres = await people.cadres(list.items.map(({ content }) => content.cadreId))
        const ruleSet = await assessments.ruleSet(null)
        const model = listView({ actor, list, counts, total, waiting, units, cadres, ruleSet, query, sort })
        return page('assessments/list', '考察', model)
      },
    },
  ]
}

const nothing: AssessmentFilter = {
  state: null,
  type: null,
  unitId: null,
  cadreIds: null,
  from: null,
  to: null,
  waitingFor: null,
}
