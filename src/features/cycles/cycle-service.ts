import { can, scopeOf } from '../../domain/access/rights.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type Cycle, type CyclePlan, isIn } from '../../domain/cycles/cycle.ts'
import { type CycleAssessment, furthestByCadre, type MemberProgress } from '../../domain/cycles/progress.ts'
import { type CycleAct, closeCycle, openCycle, planCycle, replanCycle } from '../../domain/cycles/transitions.ts'
import { refuseTwin } from '../../domain/cycles/twin.ts'
import { Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import type { People } from '../people/index.ts'
import type { Ratings } from '../ratings/index.ts'
import type { Rules } from '../rules/index.ts'
import type { CycleFilter, CycleStore } from './cycle-store.ts'

/** What names a submission. A web visit is one. */
interface Asked {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address?: string
}

export interface CycleDeps {
  readonly store: CycleStore
  readonly journal: Journal
  readonly rules: Rules
  readonly people: Pick<People, 'units'>
  readonly ratings: Pick<Ratings, 'store'>
  /** The assessments entered into a cycle, in any state. */
  readonly assessedIn: (cycleId: string) => Promise<readonly CycleAssessment[]>
}

/** Assessment cycles: planned, opened with their indicators frozen, closed. Throws the domain's errors. */
export interface Cycles {
  page(actor: Actor, filter: CycleFilter): ReturnType<CycleStore['page']>
  year(actor: Actor, year: number): Promise<readonly Cycle[]>
  find(actor: Actor, id: string): Promise<Cycle>
  /** Everybody in it, within the actor's scope, with how far their assessment is. */
  members(actor: Actor, cycle: Cycle): Promise<readonly MemberProgress[]>
  /** Answers the new cycle's id. */
  plan(actor: Actor, plan: CyclePlan, asked: Asked): Promise<string>
  replan(actor: Actor, id: string, version: number, plan: CyclePlan, asked: Asked): Promise<void>
  open(actor: Actor, id: string, version: number, asked: Asked): Promise<void>
  close(actor: Actor, id: string, version: number, asked: Asked): Promise<void>
}

const actOf = (work: Work): CycleAct => ({ by: { id: work.actor.userId, name: work.actor.name }, at: work.now })

export function createCycles({ store, journal, rules, people, ratings, assessedIn }: CycleDeps): Cycles {
  const refuse = (actor: Actor, right: 'cycles.read' | 'cycles.manage'): void => {
    if (scopeOf(actor, right) === null) throw new Forbidden()
  }

  /** A class or unit that is not there would leave nobody in the cycle. */
  async function refuseStrangers(work: Work, { classes, units }: CyclePlan): Promise<void> {
    const { ruleSet } = await rules.inForce(work.today)
    const known = new Set((await people.units()).map(({ id }) => id))
    const codes = ruleSet.classes.map(({ code }) => code)
    if (classes.some(code => !codes.includes(code))) throw new Invalid({ classes: '类别：现行规则没有这个类别。' })
    if (units.some(id => !known.has(id))) throw new Invalid({ units: '单位：没有这个单位。' })
  }

  const change = (
    action: string,
    actor: Actor,
    id: string,
    asked: Asked,
    act: (work: Work, before: Cycle) => Promise<Cycle>,
  ): Promise<void> => {
    refuse(actor, 'cycles.manage')
    return journal.submit({
      action,
      actor,
      ...keysOf(asked),
      run: async work => {
        const before = await store.findIn(work, id)
        if (before === null) throw new NotFound()
        const after = await act(work, before)
        store.put(work, after)
        work.about({ type: 'cycle', id }, { before: said(before), after: said(after) })
      },
    })
  }

  return {
    page: async (actor, filter) => {
      refuse(actor, 'cycles.read')
      return store.page(filter)
    },
    year: async (actor, year) => {
      refuse(actor, 'cycles.read')
      return store.between(`${year}-01-01`, `${year}-12-31`)
    },
    find: async (actor, id) => {
      refuse(actor, 'cycles.read')
      const found = await store.find(id)
      if (found === null) throw new NotFound()
      return found
    },
    members: async (actor, cycle) => {
      const states = furthestByCadre(await assessedIn(cycle.id))
      const everybody = {
        list: 'suggested' as const,
        colours: [],
        classCode: null,
        unitIds: null,
        level: null,
        text: null,
      }
      const members: MemberProgress[] = []
      for await (const { cadreId, unitId, classCode } of ratings.store.outlines(everybody)) {
        if (!isIn(cycle, { classCode, unitId }) || !can(actor, 'cycles.read', { unitId, cadreId })) continue
        const own = states.get(cadreId)
        members.push({ cadreId, unitId, state: own?.state ?? 'none', assessmentId: own?.id ?? null })
      }
      return members
    },
    plan: async (actor, plan, asked) => {
      refuse(actor, 'cycles.manage')
      return journal.submit({
        action: 'cycles.plan',
        actor,
        ...keysOf(asked),
        run: async work => {
          await refuseStrangers(work, plan)
          const cycle = planCycle(newId('kz'), plan, actOf(work))
          refuseTwin(cycle, await store.overPeriod(work, cycle))
          store.put(work, cycle)
          work.about({ type: 'cycle', id: cycle.id }, { after: said(cycle) })
          return cycle.id
        },
      })
    },
    replan: (actor, id, version, plan, asked) =>
      change('cycles.replan', actor, id, asked, async (work, before) => {
        await refuseStrangers(work, plan)
        const after = replanCycle(before, version, plan, actOf(work))
        refuseTwin(after, await store.overPeriod(work, after))
        return after
      }),
    open: (actor, id, version, asked) =>
      change('cycles.open', actor, id, asked, async (work, before) =>
        openCycle(before, version, await rules.inForce(work.today), actOf(work)),
      ),
    close: (actor, id, version, asked) =>
      change('cycles.close', actor, id, asked, async (work, before) => closeCycle(before, version, actOf(work))),
  }
}

const keysOf = ({ idempotencyKey, requestId, address }: Asked) => ({
  idempotencyKey,
  requestId,
  ...(address === undefined ? {} : { address }),
})

/** What the audit log keeps: the plan and state, the snapshot by its name. */
const said = ({ snapshot, history: _history, ...rest }: Cycle) => ({ ...rest, ruleSet: snapshot?.ruleSetId ?? null })
