import { limits } from '../../domain/facts/fact-draft.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route } from '../../web/route.ts'
import { done, objectOf, open } from './decision-page.ts'
import { type FactPages, idOf, keysOf } from './fact-pages.ts'
import type { FactFile } from './read-fact.ts'

const shape = {
  documentNo: optionalText('认定文号', limits.documentNo),
  reason: optionalText('容错理由', limits.note),
}

export function toleranceRoutes({ facts }: FactPages): Route[] {
  const path = '/facts/:id/tolerance'
  return [
    {
      method: 'GET',
      path,
      right: 'facts.tolerate',
      audit: 'facts.tolerance',
      async handle(visit) {
        const file = await facts.read(visit.actor, idOf(visit))
        open(file.may.tolerate)
        return form(file, {}, {})
      },
    },
    {
      method: 'POST',
      path,
      right: 'facts.tolerate',
      audit: 'facts.tolerate',
      async handle(visit) {
        const factId = idOf(visit)
        await facts.tolerate(visit.actor, { factId, ...parseInput(shape, visit.body) }, keysOf(visit))
        return done(visit, factId, `第 ${factId} 号已认定容错，按 0 分计。`)
      },
      again: async (visit, errors) => form(await facts.read(visit.actor, idOf(visit)), visit.body, errors),
    },
  ]
}

function form(file: FactFile, typed: Input, errors: FieldErrors): Answer {
  const required = true
  const fields = {
    documentNo: field('documentNo', '认定文号', typed, errors, { required, maxlength: limits.documentNo }),
    reason: field('reason', '容错理由', typed, errors, { required, maxlength: limits.note, lines: 3 }),
  }
  return page('facts/tolerance', '认定容错', { ...objectOf(file), errors, fields })
}
