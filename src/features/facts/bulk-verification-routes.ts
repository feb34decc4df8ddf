import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Forbidden, Invalid } from '../../domain/errors.ts'
import { limits } from '../../domain/facts/fact-draft.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { integer, listOf, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, type Input, page, type Route, redirect } from '../../web/route.ts'
import { objectOf } from './decision-page.ts'
import { type FactPages, keysOf } from './fact-pages.ts'
import type { Keys } from './fact-parts.ts'
import { fallsView } from './falls-view.ts'
import { mayVerify } from './may-verify.ts'

const ids = listOf('事实', integer('事实', 1), 50)
const shape = { id: ids, note: optionalText('核实情况', limits.note) }

/** Several facts found 属实 at once: GET names them and asks, POST verifies each by a command of its own. */
export function bulkVerificationRoutes({ facts }: FactPages): Route[] {
  const path = '/facts/verifications'

  async function form(actor: Actor, wanted: readonly number[], typed: Input, errors: FieldErrors): Promise<Answer> {
    const rows = await facts.rows(actor, wanted)
    const open = rows.filter(row => mayVerify(actor, row))
    const files = await Promise.all(open.map(row => facts.read(actor, row._id)))
    const model = {
      errors,
      question: `核实以下 ${open.length} 件事实为属实？`,
      object: `${open.length} 件待核实的事实`,
      notes: [...new Set(files.map(file => fallsView(file).pointsNote))],
      facts: files.map(file => ({ id: file.fact.id, ...objectOf(file), falls: fallsView(file).falls })),
      left: rows.length - open.length,
      note: field('note', '核实情况', typed, errors, { maxlength: limits.note, lines: 2 }),
    }
    return page('facts/verifications', '批量核实', model)
  }

  /** Whether it was verified; a refusal of one does not hold up the others. */
  async function verified(actor: Actor, factId: number, note: string, keys: Keys): Promise<boolean> {
    const own = { ...keys, idempotencyKey: `${keys.idempotencyKey}:${factId}` }
    return facts.verify(actor, { factId, finding: 'true', note }, own).then(
      () => true,
      error => {
        if (error instanceof Conflict || error instanceof Forbidden) return false
        throw error
      },
    )
  }

  return [
    {
      method: 'GET',
      path,
      right: 'facts.verify',
      audit: 'facts.verifications',
      handle: ({ actor, query }) => form(actor, parseInput({ id: ids }, query).id, {}, {}),
    },
    {
      method: 'POST',
      path,
      right: 'facts.verify',
      audit: 'facts.verify',
      async handle(visit) {
        const { id, note } = parseInput(shape, visit.body)
        if (id.length === 0) throw new Invalid({ '': '没有选中待核实的事实，请回到列表选择。' })
        const results = await Promise.all(id.map(one => verified(visit.actor, one, note, keysOf(visit))))
        const left = results.filter(done => !done).length
        const undone = left === 0 ? '' : `另有 ${left} 件未办：已核实、已冲正，或由您录入。`
        visit.session.flash(`已核实 ${results.length - left} 件为属实。${undone}`)
        return redirect('/facts?mine=1')
      },
      again: ({ actor, body }, errors) => {
        const read = ids.safeParse(body.id)
        return form(actor, read.success ? read.data : [], body, errors)
      },
    },
  ]
}
