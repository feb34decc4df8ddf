import type { Actor } from '../../domain/access/roles.ts'
import { parseInput } from '../../web/parse.ts'
import { page, type Route } from '../../web/route.ts'
import { factListView } from './fact-list-view.ts'
import type { FactPages } from './fact-pages.ts'
import { queryFields } from './fact-query.ts'

export function factListRoutes({ facts, people, rules, clock }: FactPages): Route[] {
  /** Ids of the cadres a typed name means; null when none was typed. */
  async function named(typed: string, actor: Actor): Promise<readonly string[] | null> {
    if (typed === '') return null
    if (/^c\d+$/.test(typed)) return [typed]
    const unitId = actor.role === 'liaison' ? actor.unitId : null
    return (await people.search({ text: typed, unitId, limit: 100 })).map(cadre => cadre.id)
  }

  return [
    {
      method: 'GET',
      path: '/facts',
      right: 'facts.read',
      audit: 'facts.list',
      async handle({ actor, query }) {
        const { person, order, after, before, late, code, unitId, ...rest } = parseInput(queryFields, query)
        const cadreIds = await named(person, actor)
        const wanted = { ...rest, cadreIds, late: late && late === 'yes', code: code || null, unitId: unitId || null }
        const list = await facts.list(actor, wanted, order ?? 'newest', { after, before })
        const { ruleSet } = await rules.inForce(clock.today())
        const parts = { actor, list, query, ruleSet, today: clock.today(), calendar: facts.calendar }
        return page('facts/list', '事实', factListView(parts))
      },
    },
  ]
}
