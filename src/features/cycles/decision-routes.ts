import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { FieldErrors } from '../../web/form.ts'
import { integer, parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import type { Cycles } from './cycle-service.ts'

interface Decision {
  readonly name: 'opening' | 'closing'
  readonly audit: 'cycles.open' | 'cycles.close'
  readonly verb: string
  readonly done: string
  object(cycle: Cycle): string
  decide(visit: Visit, version: number): Promise<void>
}

/** Opening and closing a cycle, each after a question. */
export function decisionRoutes(cycles: Cycles): Route[] {
  const decisions: readonly Decision[] = [
    {
      name: 'opening',
      audit: 'cycles.open',
      verb: '启动',
      done: '周期已启动，指标已冻结。',
      object: ({ title, from, to, opensOn, closesOn }) =>
        `${title}：考察期 ${from} 至 ${to}，录入期 ${opensOn} 至 ${closesOn}。启动后不能再修改，考察表用启动当日的规则。`,
      decide: (visit, version) => cycles.open(visit.actor, visit.params.id ?? '', version, visit),
    },
    {
      name: 'closing',
      audit: 'cycles.close',
      verb: '结束',
      done: '周期已结束。',
      object: ({ title }) => `${title}：结束后不能再录入考察；已提交的仍可核实。`,
      decide: (visit, version) => cycles.close(visit.actor, visit.params.id ?? '', version, visit),
    },
  ]
  return decisions.flatMap(decision => routesOf(decision, cycles))
}

function routesOf({ name, audit, verb, done, object, decide }: Decision, cycles: Cycles): Route[] {
  const path = `/cycles/:id/${name}`
  const ask = async ({ actor, params }: Visit, errors: FieldErrors = {}): Promise<Answer> => {
    const cycle = await cycles.find(actor, params.id ?? '')
    const back = `/cycles/${cycle.id}`
    const question = `${verb}这个考察周期？`
    const model = { question, object: object(cycle), action: `${back}/${name}`, verb, cancel: back }
    return page('cycles/decision', question, { ...model, errors, version: String(cycle.version) })
  }
  return [
    { method: 'GET', path, right: 'cycles.manage', audit: `${audit}-form`, handle: visit => ask(visit) },
    {
      method: 'POST',
      path,
      right: 'cycles.manage',
      audit,
      handle: async visit => {
        await decide(visit, parseInput({ version: integer('版本', 1) }, visit.body).version)
        visit.session.flash(done)
        return redirect(`/cycles/${visit.params.id ?? ''}`)
      },
      again: (visit, errors) => ask(visit, errors),
    },
  ]
}
