import { page, type Route } from '../../web/route.ts'
import { factFileView, MOST_WAITING } from './fact-file-view.ts'
import { type FactPages, idOf } from './fact-pages.ts'

/** The file of one fact, today or on a past day. */
export function factFileRoutes({ facts, clock, moments }: FactPages): Route[] {
  return [
    {
      method: 'GET',
      path: '/facts/:id',
      right: 'facts.read',
      audit: 'facts.read',
      async handle(visit) {
        const moment = await moments.moment(await moments.read(visit.query))
        const file = await facts.read(visit.actor, idOf(visit), moment)
        const waiting = moment.past === null ? await facts.waitingFor(visit.actor, MOST_WAITING + 1) : 0
        const parts = { file, moment, today: clock.today(), calendar: facts.calendar, waiting }
        return page('facts/show', `事实 第 ${file.fact.id} 号`, factFileView(parts))
      },
    },
  ]
}
