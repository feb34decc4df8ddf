import type { Cycle, CycleKind, CycleState } from '../../domain/cycles/cycle.ts'
import { cycleKinds, cycleStates } from '../../domain/cycles/cycle.ts'
import { progressByUnit } from '../../domain/cycles/progress.ts'
import { NotFound } from '../../domain/errors.ts'
import { type WorkbookSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { type FieldErrors, initially } from '../../web/form.ts'
import { optionalChoice, optionalInteger, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, download, type Input, page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import { cycleForm, readPlan, typedPlan } from './cycle-form.ts'
import type { Cycles } from './cycle-service.ts'
import { inOrder, listView, showView, totalOf, unitView } from './cycle-views.ts'
import { decisionRoutes } from './decision-routes.ts'
import { progressSheet } from './progress-sheet.ts'

export interface CycleRoutesDeps {
  readonly cycles: Cycles
  readonly people: People
  readonly rules: Rules
  readonly today: () => string
  readonly organization: string
  readonly sample: () => boolean
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const queryFields = {
  state: optionalChoice('状态', Object.keys(cycleStates) as CycleState[]),
  kind: optionalChoice('种类', Object.keys(cycleKinds) as CycleKind[]),
  year: optionalInteger('年', 1990, 2999),
  after: optionalText('翻页', 80),
}

/** 考察周期: list, calendar, form, progress. */
export function cycleRoutes(deps: CycleRoutesDeps): Route[] {
  const { cycles, people, rules, today, organization, sample } = deps

  async function form(cycle: Cycle | null, typed: Input, errors: FieldErrors): Promise<Answer> {
    const [{ ruleSet }, units] = await Promise.all([rules.inForce(today()), people.units()])
    const model = cycleForm({ cycle, ruleSet, units, typed, errors })
    return page('cycles/form', model.title, model)
  }
  const found = ({ actor, params }: Visit): Promise<Cycle> => cycles.find(actor, params.id ?? '')

  return [
    {
      method: 'GET',
      path: '/cycles',
      right: 'cycles.read',
      audit: 'cycles.read',
      handle: async ({ actor, query, rows }) => {
        const { state, kind, year, after } = parseInput(queryFields, query)
        const shown = year ?? Number(today().slice(0, 4))
        const [opensOn = '', id = ''] = after.split('~')
        const start = id === '' ? null : { opensOn, id }
        const [list, ofYear] = await Promise.all([
          cycles.page(actor, { state, kind, after: start, limit: rows }),
          cycles.year(actor, shown),
        ])
        const model = listView({ actor, today: today(), year: shown, query: { state, kind }, page: list, ofYear })
        return page('cycles/list', '考察周期', model)
      },
    },
    {
      method: 'GET',
      path: '/cycles/new',
      right: 'cycles.manage',
      audit: 'cycles.form',
      handle: () => form(null, initially({ late: 'flagged' }), {}),
    },
    {
      method: 'POST',
      path: '/cycles',
      right: 'cycles.manage',
      audit: 'cycles.plan',
      handle: async visit => {
        const id = await cycles.plan(visit.actor, readPlan(visit.body).plan, visit)
        visit.session.flash('周期已建立，核对后启动。')
        return redirect(`/cycles/${id}`)
      },
      again: (visit, errors) => form(null, visit.body, errors),
    },
    {
      method: 'GET',
      path: '/cycles/:id',
      right: 'cycles.read',
      audit: 'cycles.show',
      handle: async visit => {
        const cycle = await found(visit)
        const [members, units, { ruleSet }] = await Promise.all([
          cycles.members(visit.actor, cycle),
          people.units(),
          rules.inForce(today()),
        ])
        const model = showView({ actor: visit.actor, today: today(), cycle, members, units, ruleSet })
        return page('cycles/show', cycle.title, model)
      },
    },
    {
      method: 'GET',
      path: '/cycles/:id/edit',
      right: 'cycles.manage',
      audit: 'cycles.form',
      handle: async visit => {
        const cycle = await found(visit)
        return cycle.state === 'planned' ? form(cycle, typedPlan(cycle), {}) : redirect(`/cycles/${cycle.id}`)
      },
    },
    {
      method: 'POST',
      path: '/cycles/:id',
      right: 'cycles.manage',
      audit: 'cycles.replan',
      handle: async visit => {
        const { plan, version } = readPlan(visit.body)
        const id = visit.params.id ?? ''
        await cycles.replan(visit.actor, id, version, plan, visit)
        visit.session.flash('已保存。')
        return redirect(`/cycles/${id}`)
      },
      again: async (visit, errors) => form(await found(visit), visit.body, errors),
    },
    ...decisionRoutes(cycles),
    {
      method: 'GET',
      path: '/cycles/:id/units/:unit',
      right: 'cycles.read',
      audit: 'cycles.unit',
      handle: async visit => {
        const [cycle, unit] = await Promise.all([found(visit), people.unit(visit.params.unit ?? '')])
        if (unit === null) throw new NotFound()
        const members = (await cycles.members(visit.actor, cycle)).filter(({ unitId }) => unitId === unit.id)
        if (members.length === 0) throw new NotFound()
        const cadres = await people.cadres(members.map(({ cadreId }) => cadreId))
        const model = unitView({ actor: visit.actor, cycle }, unit, members, cadres)
        return page('cycles/unit', model.title, model)
      },
    },
    {
      method: 'GET',
      path: '/cycles/:id/progress.xlsx',
      right: 'cycles.read',
      also: 'exports.download',
      audit: 'exports.cycle',
      logsRead: true,
      handle: async visit => {
        const cycle = await found(visit)
        const [members, units] = await Promise.all([cycles.members(visit.actor, cycle), people.units()])
        const names = new Map(units.map(unit => [unit.id, unit]))
        const rows = inOrder(progressByUnit(members), names)
        const named = [...rows, totalOf(rows)].map(row => ({ ...row, name: names.get(row.unitId)?.name ?? '合计' }))
        const head = { today: today(), operator: visit.actor.name, organization, sample: sample() }
        const spec: WorkbookSpec = {
          sheets: [progressSheet(cycle, named, head)],
          properties: { title: '考察进度', creator: visit.actor.name },
          sample: sample(),
          watermark: `${visit.actor.name} ${visit.actor.username} ${today()}`,
        }
        return download(`${cycle.title}-考察进度-${today()}.xlsx`, XLSX, out => writeWorkbook(spec, out))
      },
    },
  ]
}
