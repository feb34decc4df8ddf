import { NotFound } from '../../domain/errors.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import { type FieldErrors, field, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { day, optionalText, parseInput, text } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route, redirect } from '../../web/route.ts'
import { type FactPages, keysOf } from './fact-pages.ts'

const shape = {
  cadreId: text('干部', 40),
  code: text('类别', 10),
  day: day('谈话日期'),
  note: optionalText('谈话要点', limits.note),
}

/** 提醒谈话 with a cadre. */
export function talkRoutes({ facts, people, rules, clock }: FactPages): Route[] {
  async function form(cadreId: string, typed: Input, errors: FieldErrors): Promise<Answer> {
    const cadre = await people.cadre(cadreId)
    if (cadre === null) throw new NotFound()
    const { ruleSet } = await rules.inForce(clock.today())
    const codes = ruleSet.evidence
      .filter(rule => !rule.positive)
      .map(rule => ({ value: rule.code, label: `${rule.code} ${rule.label}` }))
    const { months, factor } = ruleSet.repetition
    const model = {
      errors,
      cadreId,
      path: `/files/${cadreId}`,
      who: `${cadre.name}　${cadre.post?.title ?? ''}`,
      lead: `谈话后 ${months} 个月内同类再犯，按 ${factor / 100} 倍计分（N10）。`,
      fields: {
        code: select('code', '针对的类别', codes, typed, errors, { required: true, blank: '请选择' }),
        day: field('day', '谈话日期', typed, errors, { required: true, max: clock.today() }),
        note: field('note', '谈话要点', typed, errors, { required: true, maxlength: limits.note, lines: 4 }),
      },
    }
    return page('facts/talk', '提醒谈话', model)
  }

  return [
    {
      method: 'GET',
      path: '/talks/new',
      right: 'facts.verify',
      audit: 'talks.form',
      handle: ({ query }) => form(first(query, 'cadre'), { day: clock.today(), code: first(query, 'code') }, {}),
    },
    {
      method: 'POST',
      path: '/talks',
      right: 'facts.verify',
      audit: 'talks.record',
      async handle(visit) {
        const input = parseInput(shape, visit.body)
        await facts.talk(visit.actor, input, keysOf(visit))
        visit.session.flash('已记录提醒谈话。')
        return redirect(`/files/${input.cadreId}`)
      },
      again: ({ body }, errors) => form(first(body, 'cadreId'), body, errors),
    },
  ]
}
