import type { Actor } from '../../domain/access/roles.ts'
import { Invalid } from '../../domain/errors.ts'
import type { FieldErrors } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { parseInput } from '../../web/parse.ts'
import { type Answer, fragment, type Input, page, type Route, redirect } from '../../web/route.ts'
import { noRoster } from '../people/index.ts'
import { factForm } from './fact-form-view.ts'
import { dayTyped, draftOf, factFields } from './fact-input.ts'
import { type FactPages, keysOf } from './fact-pages.ts'
import { boundUnit } from './list-facts.ts'
import { previewView } from './preview-view.ts'

/** Recording a fact: the form, its preview (a page without JavaScript, a part of the page with it), and the saving. */
export function factFormRoutes({ facts, people, rules, clock }: FactPages): Route[] {
  const right = 'facts.record'

  async function read(actor: Actor, typed: Input) {
    const at = { unitId: first(typed, 'unitId'), day: dayTyped(typed) }
    const { ids, fault } = await facts.resolvePersons(actor, first(typed, 'persons'), at)
    const draft = draftOf(typed, ids)
    const preview = await facts.preview(actor, draft)
    return { draft, preview, faults: fault === null ? preview.faults : { ...preview.faults, persons: fault } }
  }

  async function form(actor: Actor, typed: Input, errors: FieldErrors): Promise<Answer> {
    const bound = boundUnit(actor)
    const known = bound === null ? typed : { ...typed, unitId: bound }
    const [{ preview }, units, version] = await Promise.all([
      read(actor, known),
      people.units(),
      rules.inForce(clock.today()),
    ])
    const offered = bound === null ? units : units.filter(unit => unit.id === bound)
    const parts = { typed: known, errors, units: offered, ruleSet: version.ruleSet, today: clock.today() }
    const model = {
      // Without a roster there is nobody to whom a fact could fall.
      nothing: offered.length === 0 ? noRoster(actor) : null,
      errors,
      fields: factForm(parts),
      preview: previewView(preview, known, errors),
    }
    return page('facts/new', '录入事实', model)
  }

  return [
    {
      method: 'GET',
      path: '/facts/new',
      right,
      audit: 'facts.form',
      handle: ({ actor, query }) => form(actor, query, {}),
    },
    {
      method: 'POST',
      path: '/facts/preview',
      right,
      audit: 'facts.preview',
      async handle({ actor, body }) {
        parseInput(factFields, body)
        return form(actor, body, (await read(actor, body)).faults)
      },
      again: ({ actor, body }, errors) => form(actor, body, errors),
    },
    {
      method: 'POST',
      path: '/facts/attribution',
      right,
      audit: 'facts.preview',
      async handle({ actor, body }) {
        const { preview, faults } = await read(actor, body)
        return fragment('facts/attribution', { preview: previewView({ ...preview, faults }, body, {}) })
      },
    },
    {
      method: 'POST',
      path: '/facts',
      right,
      audit: 'facts.record',
      async handle(visit) {
        const { actor, body, session } = visit
        const { seen } = parseInput(factFields, body)
        const { draft, faults } = await read(actor, body)
        if (faults.persons !== undefined) throw new Invalid(faults)
        const { id } = await facts.record(actor, draft, keysOf(visit), seen)
        session.flash(`已提交核实：${draft.code} ${draft.title}（第 ${id} 号）。请接着录入下一件。`)
        const kept = { unitId: draft.unitId, channel: draft.channel, documentNo: draft.documentNo }
        return redirect(`/facts/new?${new URLSearchParams(kept)}`)
      },
      again: ({ actor, body }, errors) => form(actor, body, errors),
    },
  ]
}
