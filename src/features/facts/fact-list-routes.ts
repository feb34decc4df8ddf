import type { Actor } from '../../domain/access/roles.ts'
import { writeWorkbook } from '../../platform/workbook/index.ts'
import { parseInput } from '../../web/parse.ts'
import { download, type Input, page, type Route } from '../../web/route.ts'
import { apartFromDay, dayInName, type PastDay } from '../viewpoints/index.ts'
import { factListView } from './fact-list-view.ts'
import type { FactPages } from './fact-pages.ts'
import { queryFields } from './fact-query.ts'
import { factSheet } from './fact-sheet.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A name that means more people than this narrows too little. */
const NAMED = 100

/** The list of facts, today or on a past day, and its Excel. */
export function factListRoutes({ facts, people, rules, clock, moments, organization, sample }: FactPages): Route[] {
  /** Ids of the cadres a typed name means; null when none was typed. In the past the fact's own unit decides who is seen. */
  async function named(typed: string, actor: Actor, past: PastDay | null): Promise<readonly string[] | null> {
    if (typed === '') return null
    if (/^c\d+$/.test(typed)) return [typed]
    const unitId = actor.role === 'liaison' ? actor.unitId : null
    if (past !== null) return (await people.at(past)).named(typed, NAMED)
    return (await people.search({ text: typed, unitId, limit: NAMED })).map(cadre => cadre.id)
  }

  /** What a list or an export was asked for, and from when it looks. */
  async function askedOf(actor: Actor, query: Input) {
    const past = await moments.read(query)
    const { person, order, after, before, late, code, unitId, mine, ...rest } = parseInput(
      queryFields,
      apartFromDay(query),
    )
    const cadreIds = await named(person, actor, past)
    const waitingFor = mine && past === null ? actor.userId : null
    const narrowed = { late: late && late === 'yes', code: code || null, unitId: unitId || null, waitingFor }
    const asked = { ...rest, cadreIds, ...narrowed }
    return { asked, order: order ?? ('newest' as const), place: { after, before }, moment: await moments.moment(past) }
  }

  return [
    {
      method: 'GET',
      path: '/facts',
      right: 'facts.read',
      audit: 'facts.list',
      async handle({ actor, query, rows, isPrinted }) {
        const { asked, order, place, moment } = await askedOf(actor, query)
        const list = await facts.list(actor, asked, order, { ...place, rows }, moment.past)
        const parts = { actor, list, query, moment, isPrinted, today: clock.today(), calendar: facts.calendar }
        const model = factListView(parts)
        return page('facts/list', model.title, model)
      },
    },
    {
      method: 'GET',
      path: '/exports/facts.xlsx',
      right: 'facts.read',
      also: 'exports.download',
      audit: 'exports.facts',
      logsRead: true,
      async handle({ actor, query }) {
        const { asked, order, moment } = await askedOf(actor, query)
        const [register, { ruleSet }] = await Promise.all([people.at(moment.past), rules.inForce(moment.day)])
        const rows = facts.all(actor, asked, order, moment.past)
        const head = { moment, today: clock.today(), operator: actor.name, organization, sample: sample() }
        const sheet = factSheet(rows, { units: await register.units(), ruleSet, namesOf: register.cadres }, head)
        return download(`事实-${dayInName(moment)}.xlsx`, XLSX, out =>
          writeWorkbook(
            {
              sheets: [sheet],
              properties: { title: '事实', creator: actor.name },
              sample: sample(),
              watermark: `${actor.name} ${actor.username} ${clock.today()}`,
            },
            out,
          ),
        )
      },
    },
  ]
}
