import { Invalid } from '../../domain/errors.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { initially } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { optionalText, parseInput } from '../../web/parse.ts'
import { type Input, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { readContent, versionField } from './assessment-form.ts'
import type { Saving } from './assessments.ts'
import { chooseView } from './choose-view.ts'
import { decisionRoutes } from './decision-routes.ts'
import { listRoutes } from './list-routes.ts'
import { assessmentPages, cycleIn, type PageParts } from './pages.ts'
import { mergeFields, resolved } from './resolution.ts'

const write = 'assessments.write'

/** Whom a new 考察 is about, and into which cycle it goes. */
const chooseFields = {
  cadre: optionalText('干部', 40),
  cycle: optionalText('考察周期', 40),
  q: optionalText('姓名', 40),
}

/** Every page of 考察. */
export function assessmentsRoutes(parts: PageParts): Route[] {
  const { assessments, people } = parts
  const pages = assessmentPages(parts)

  /** What a new form sent: whose it is, and its content. */
  async function sent({ actor, body }: Visit) {
    const { cadre: cadreId = '', ...typed } = body
    const { id } = await pages.writable(actor, [cadreId].flat()[0] ?? '')
    const ruleSet = await assessments.ruleSet(null, cycleIn(typed))
    requireGridOf(ruleSet, typed)
    return readContent(id, typed, ruleSet, {}).content
  }

  /** What a form about a stored one sent, joined as chosen when there were two versions. */
  async function saving({ actor, params, body }: Visit): Promise<Saving> {
    const stored = await assessments.find(actor, params.id ?? '')
    const ruleSet = await assessments.ruleSet(null, cycleIn(body))
    requireGridOf(ruleSet, body)
    const more = { ...versionField, ...mergeFields(ruleSet) }
    const { content, values } = readContent(stored.content.cadreId, body, ruleSet, more)
    return { version: values.version as number, content: resolved(content, stored, values) }
  }

  const againNew = (visit: Visit, errors: Readonly<Record<string, string>>) =>
    pages.newForm(visit.actor, [visit.body.cadre ?? ''].flat()[0] ?? '', visit.body, errors)

  return [
    ...listRoutes(parts),
    {
      method: 'GET',
      path: '/assessments/new',
      right: write,
      audit: 'assessments.new',
      handle: async ({ actor, query }) => {
        const { cadre, cycle, q } = parseInput(chooseFields, query)
        if (cadre !== '') return pages.newForm(actor, cadre, initially({ cycle }), {})
        const found = q === '' ? [] : await people.search({ text: q, unitId: null, limit: 50 })
        return page('assessments/choose', '录入考察', chooseView(actor, q, found, await people.units()))
      },
    },
    {
      method: 'POST',
      path: '/assessments',
      right: write,
      audit: 'assessments.enter',
      handle: async visit => {
        if (asksForGrid(visit.body)) return againNew(visit, {})
        const id = await assessments.enter(visit.actor, await sent(visit), visit)
        visit.session.flash('草稿已保存。')
        return redirect(`/assessments/${id}`)
      },
      again: againNew,
    },
    {
      method: 'POST',
      path: '/assessments/submission',
      right: write,
      audit: 'assessments.submit',
      handle: async visit => {
        const id = await assessments.enterAndSubmit(visit.actor, await sent(visit), visit)
        visit.session.flash('已提交，由另一人核实后计入。')
        return redirect(`/assessments/${id}`)
      },
      again: againNew,
    },
    {
      method: 'GET',
      path: '/assessments/:id',
      right: 'assessments.read',
      audit: 'assessments.show',
      handle: ({ actor, params, query }) => pages.show(actor, params.id ?? '', query),
    },
    {
      method: 'POST',
      path: '/assessments/:id',
      right: write,
      audit: 'assessments.save',
      handle: async visit => {
        const id = visit.params.id ?? ''
        if (asksForGrid(visit.body)) return pages.again(visit, {}, false)
        if (visit.body.merge === 'theirs') {
          await assessments.find(visit.actor, id)
          visit.session.flash('已采用对方的版本，您的改动没有保存。')
          return redirect(`/assessments/${id}`)
        }
        await assessments.save(visit.actor, id, await saving(visit), visit)
        visit.session.flash('草稿已保存。')
        return redirect(`/assessments/${id}`)
      },
      again: (visit, errors) => pages.again(visit, errors, false),
    },
    {
      method: 'POST',
      path: '/assessments/:id/submission',
      right: write,
      audit: 'assessments.submit',
      handle: async visit => {
        const id = visit.params.id ?? ''
        const isForm = 'from' in visit.body
        const given = isForm ? await saving(visit) : parseInput(versionField, visit.body)
        await assessments.submit(visit.actor, id, given as Saving, visit)
        visit.session.flash('已提交，由另一人核实后计入。')
        return redirect(`/assessments/${id}`)
      },
      again: (visit, errors) => {
        return 'from' in visit.body ? pages.again(visit, errors, true) : pages.storedAgain(visit, errors)
      },
    },
    ...decisionRoutes(parts, pages),
  ]
}

/** Whether a form was sent only to be shown with the grid of the cycle that was chosen. */
const asksForGrid = (body: Input): boolean => first(body, 'do') === 'grid'

/** Throws Invalid when a form was filled in by the grid of other rules than those of its cycle, or of today. */
function requireGridOf({ id }: RuleSet, body: Input): void {
  const shown = first(body, 'gridOf')
  if (shown === '' || shown === id) return
  throw new Invalid({
    cycle: `考察周期：填的是 ${shown} 的考察表，这里用 ${id} 的。表已换成 ${id} 的，请核对后再保存。`,
  })
}
