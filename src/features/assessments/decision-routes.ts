import type { Finding } from '../../domain/evidence/entries.ts'
import type { FieldErrors } from '../../web/form.ts'
import { choice, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { versionField } from './assessment-form.ts'
import { type Decision, decisionView } from './decision-view.ts'
import type { PageParts, Pages } from './pages.ts'

const right = 'assessments.verify'
const findings = ['true', 'partly', 'false'] as const satisfies readonly Finding[]

/** What another person does with a submitted or counted 考察; and submitting a stored draft. */
export function decisionRoutes({ assessments }: PageParts, pages: Pages): Route[] {
  const ask = async (decision: Decision, { actor, params, body }: Visit, errors: FieldErrors = {}): Promise<Answer> => {
    const model = decisionView(decision, { ...(await pages.about(actor, params.id ?? '')), actor }, body, errors)
    return page('assessments/decision', model.question, model)
  }

  const decision = (
    name: Decision,
    audit: string,
    done: string,
    decide: (visit: Visit, id: string) => Promise<unknown>,
  ): Route[] => [
    {
      method: 'GET',
      path: `/assessments/:id/${name}`,
      right,
      audit: `${audit}-form`,
      handle: visit => ask(name, visit),
    },
    {
      method: 'POST',
      path: `/assessments/:id/${name}`,
      right,
      audit,
      handle: async visit => {
        const id = visit.params.id ?? ''
        await decide(visit, id)
        visit.session.flash(done)
        return redirect(`/assessments/${id}`)
      },
      again: (visit, errors) => ask(name, visit, errors),
    },
  ]

  return [
    {
      method: 'GET',
      path: '/assessments/:id/submission',
      right: 'assessments.write',
      audit: 'assessments.submit-form',
      handle: visit => ask('submission', visit),
    },
    ...decision('verification', 'assessments.verify', '已核实计入。', async (visit, id) => {
      const { version } = parseInput(versionField, visit.body)
      await assessments.verify(visit.actor, id, visit, version)
    }),
    ...decision('return', 'assessments.return', '已退回。', (visit, id) => {
      const { comment } = parseInput({ comment: optionalText('退回意见', 500) }, visit.body)
      return assessments.sendBack(visit.actor, id, comment, visit)
    }),
    ...decision('reversal', 'assessments.reverse', '已冲正。', (visit, id) => {
      const { reason } = parseInput({ reason: optionalText('冲正理由', 500) }, visit.body)
      return assessments.reverse(visit.actor, id, reason, visit)
    }),
    ...decision('ballot-verification', 'assessments.verify-ballots', '评价票已核实。', (visit, id) => {
      const fields = { finding: choice('核实结果', findings), note: optionalText('核实情况', 500) }
      const { finding, note } = parseInput(fields, visit.body)
      return assessments.verifyBallots(visit.actor, id, finding, note, visit)
    }),
  ]
}
