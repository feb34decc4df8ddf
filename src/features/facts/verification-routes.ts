import { findings } from '../../domain/facts/decisions.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import { choice, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route } from '../../web/route.ts'
import { done, findingChoices, findingNames, objectOf, open } from './decision-page.ts'
import { type FactPages, idOf, keysOf } from './fact-pages.ts'
import { fallsView } from './falls-view.ts'
import type { FactFile } from './read-fact.ts'

const shape = { finding: choice('核实结论', findingNames), note: optionalText('核实情况', limits.note) }

export function verificationRoutes({ facts }: FactPages): Route[] {
  const path = '/facts/:id/verification'
  return [
    {
      method: 'GET',
      path,
      right: 'facts.verify',
      audit: 'facts.verification',
      async handle(visit) {
        const file = await facts.read(visit.actor, idOf(visit))
        open(file.may.verify)
        return form(file, {}, {})
      },
    },
    {
      method: 'POST',
      path,
      right: 'facts.verify',
      audit: 'facts.verify',
      async handle(visit) {
        const factId = idOf(visit)
        const input = parseInput(shape, visit.body)
        await facts.verify(visit.actor, { factId, ...input }, keysOf(visit))
        return done(visit, factId, `第 ${factId} 号已核实为${findings[input.finding]}。`)
      },
      again: async (visit, errors) => form(await facts.read(visit.actor, idOf(visit)), visit.body, errors),
    },
  ]
}

function form(file: FactFile, typed: Input, errors: FieldErrors): Answer {
  const help = '部分属实、不实必填：写明核实的经过和依据'
  const fields = {
    finding: select('finding', '核实结论', findingChoices, typed, errors, { required: true, inline: true }),
    note: field('note', '核实情况', typed, errors, { maxlength: limits.note, help, lines: 3 }),
  }
  const { ruleSet } = file.falls.counting
  const shares = `部分属实按 ${ruleSet.findings.partly}% 计，不实不计分。`
  return page('facts/verification', '核实事实', { ...objectOf(file), ...fallsView(file), shares, errors, fields })
}
