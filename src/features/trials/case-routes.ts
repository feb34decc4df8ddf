import { can } from '../../domain/access/rights.ts'
import type { FieldErrors } from '../../web/form.ts'
import { instantText } from '../../web/format.ts'
import { integer, parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { BothRules } from '../ratings/index.ts'
import { caseFields, caseForm } from './case-form.ts'
import { demandWords } from './case-words.ts'
import { askedBy, idOf, type TrialPages } from './trial-pages.ts'

/** The saved cases that every trial checks. */
export function caseRoutes({ cases, rules, people, clock, drafts }: TrialPages): Route[] {
  return [
    {
      method: 'GET',
      path: '/trials/cases',
      right: 'trials.read',
      audit: 'trials.list-cases',
      handle: listPage,
    },
    {
      method: 'GET',
      path: '/trials/cases/new',
      right: 'trials.cases',
      audit: 'trials.case-form',
      handle: visit => formPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/trials/cases',
      right: 'trials.cases',
      audit: 'trials.save-case',
      async handle(visit) {
        const { version: _, ...input } = parseInput(caseFields(await rulesNow()), visit.body)
        await cases.save(visit.actor, input, askedBy(visit))
        visit.session.flash(`案例“${input.name}”已保存，此后每次试算都会核对。`)
        return redirect('/trials/cases')
      },
      again: formPage,
    },
    {
      method: 'GET',
      path: '/trials/cases/:id',
      right: 'trials.cases',
      audit: 'trials.case-form',
      handle: visit => formPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/trials/cases/:id',
      right: 'trials.cases',
      audit: 'trials.change-case',
      async handle(visit) {
        const { version, ...input } = parseInput(caseFields(await rulesNow()), visit.body)
        await cases.change(visit.actor, idOf(visit), version ?? 0, input, askedBy(visit))
        visit.session.flash(`案例“${input.name}”已修改。`)
        return redirect('/trials/cases')
      },
      again: formPage,
    },
    {
      method: 'GET',
      path: '/trials/cases/:id/removal',
      right: 'trials.cases',
      audit: 'trials.case-removal-form',
      handle: visit => removalPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/trials/cases/:id/removal',
      right: 'trials.cases',
      audit: 'trials.remove-case',
      async handle(visit) {
        const { version } = parseInput({ version: integer('修改次数', 1) }, visit.body)
        await cases.remove(visit.actor, idOf(visit), version, askedBy(visit))
        visit.session.flash('案例已删除。')
        return redirect('/trials/cases')
      },
      again: removalPage,
    },
  ]

  /** Cases are said in the colours of the rules in force, and in those that only a draft under way has. */
  async function rulesNow(): Promise<BothRules> {
    const [{ ruleSet }, documents] = await Promise.all([rules.inForce(clock.today()), drafts.documents()])
    const underWay = documents.filter(({ status }) => status === 'draft').flatMap(draft => draft.ruleSet.colours)
    const colours = new Map([...underWay, ...ruleSet.colours].map(colour => [colour.code, colour]))
    return { before: ruleSet, after: { ...ruleSet, colours: [...colours.values()] } }
  }

  async function listPage({ actor }: Visit): Promise<Answer> {
    const [all, both] = await Promise.all([cases.all(), rulesNow()])
    const cadres = await people.cadres(all.map(({ cadreId }) => cadreId))
    const model = {
      mayKeep: can(actor, 'trials.cases'),
      counted: `共 ${all.length} 个`,
      rows: all.map(one => ({
        name: one.name,
        person: cadres.get(one.cadreId)?.name ?? one.cadreId,
        personPath: can(actor, 'files.read') ? `/files/${one.cadreId}` : null,
        demand: demandWords(one, both),
        reason: one.reason,
        saved: `${one.savedBy.name}，${instantText(one.savedAt)}`,
        path: `/trials/cases/${one._id}`,
      })),
    }
    return page('trials/cases', '试算案例', model)
  }

  async function formPage({ body, query, params }: Visit, errors: FieldErrors): Promise<Answer> {
    const saved = params.id === undefined ? null : await cases.one(params.id)
    const model = caseForm({ saved, body, query, errors, rules: await rulesNow() })
    return page('trials/case', model.title, model)
  }

  async function removalPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const one = await cases.one(idOf(visit))
    const cadre = await people.cadre(one.cadreId)
    const object = `${one.name}：${cadre?.name ?? one.cadreId} ${demandWords(one, await rulesNow())}`
    const action = `/trials/cases/${one._id}/removal`
    return page('trials/case-removal', '删除案例', { errors, object, action, version: String(one.version) })
  }
}
