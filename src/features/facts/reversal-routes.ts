import { Conflict, NotFound } from '../../domain/errors.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { integer, optionalInteger, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route } from '../../web/route.ts'
import { done, objectOf } from './decision-page.ts'
import { said } from './fact-file-view.ts'
import { type FactPages, idOf, keysOf } from './fact-pages.ts'
import type { FactFile } from './read-fact.ts'

const shape = { of: integer('记录', 1), reason: optionalText('理由', limits.note) }

export function reversalRoutes({ facts }: FactPages): Route[] {
  const path = '/facts/:id/reversal'
  return [
    {
      method: 'GET',
      path,
      right: 'facts.reverse',
      audit: 'facts.reversal',
      async handle(visit) {
        const file = await facts.read(visit.actor, idOf(visit))
        const of = parseInput({ of: optionalInteger('记录', 1) }, visit.query).of ?? file.fact.id
        const known = file.life.history.some(entry => entry.id === of)
        if (known && !file.may.reverse.includes(of)) throw new Conflict('该记录已冲正，或现在不能冲正。')
        return form(file, { of: String(of) }, {})
      },
    },
    {
      method: 'POST',
      path,
      right: 'facts.reverse',
      audit: 'facts.reverse',
      async handle(visit) {
        const factId = idOf(visit)
        const input = parseInput(shape, visit.body)
        await facts.reverse(visit.actor, { factId, ...input }, keysOf(visit))
        return done(visit, factId, `第 ${input.of} 号记录已冲正。`)
      },
      again: async (visit, errors) => form(await facts.read(visit.actor, idOf(visit)), visit.body, errors),
    },
  ]
}

function form(file: FactFile, typed: Input, errors: FieldErrors): Answer {
  const target = file.life.history.find(entry => String(entry.id) === typed.of)
  if (target === undefined) throw new NotFound()
  const restoring = target.kind === 'reversal'
  const required = true
  const model = {
    ...objectOf(file),
    of: target.id,
    action: `/facts/${file.fact.id}/reversal`,
    sentence: `第 ${target.id} 号记录：${said(target, file.fact.id).sentence}`,
    question: restoring ? '撤销这次冲正，恢复原记录？' : '冲正这条记录？',
    verb: restoring ? '撤销冲正' : '确认冲正',
    errors,
    fields: { reason: field('reason', '理由', typed, errors, { required, maxlength: limits.note, lines: 3 }) },
  }
  return page('facts/reversal', '冲正', model)
}
