import { parseInput } from '../../web/parse.ts'
import { page, type Route } from '../../web/route.ts'
import { apartFromDay } from '../viewpoints/index.ts'
import { type AssessmentFilter, everything } from './assessments-store.ts'
import { cursorOf, queryFields } from './list-query.ts'
import { listView } from './list-view.ts'
import { type PageParts, seenFrom } from './pages.ts'

/** The list of 考察. */
export function listRoutes({ assessments, people, clock, moments }: PageParts): Route[] {
  return [
    {
      method: 'GET',
      path: '/assessments',
      right: 'assessments.read',
      audit: 'assessments.list',
      handle: async ({ actor, query, rows }) => {
        const moment = await moments.moment(await moments.read(query))
        const seen = seenFrom(moment)
        const wanted = parseInput(queryFields, apartFromDay(query))
        const { state, type, person, from, to, mine, after, before } = wanted
        const register = await people.at(moment.past)
        const cadreIds = person === '' ? null : await register.named(person, 200)
        const filter: AssessmentFilter = {
          state,
          type,
          unitId: wanted.unit || null,
          cadreIds,
          from,
          to,
          waitingFor: mine && seen === null ? actor.userId : null,
          seen,
        }
        const sort = wanted.sort ?? '-updatedAt'
        const field = sort.endsWith('endsOn') ? ('endsOn' as const) : ('updatedAt' as const)
        const cursors = { after: cursorOf(after), before: cursorOf(before) }
        const [list, counts, total, waiting, lost, units] = await Promise.all([
          assessments.page(actor, { filter, sort: field, descending: sort.startsWith('-'), ...cursors, limit: rows }),
          assessments.counts(actor, { ...filter, waitingFor: null }),
          assessments.count(actor, filter),
          assessments.count(actor, { ...everything, waitingFor: actor.userId }),
          assessments.lost(actor, seen),
          register.units(),
        ])
        const cadres = await register.cadres(list.items.map(({ content }) => content.cadreId))
        const asked = { query, sort, moment, today: clock.today() }
        const model = listView({ actor, list, counts, total, waiting, lost, units, cadres, ...asked })
        return page('assessments/list', model.title, model)
      },
    },
  ]
}
