import { Conflict, Invalid } from '../errors.ts'
import type { RuleVersion } from '../rules/rule-set.ts'
import type { Instant } from '../time/days.ts'
import { type Cycle, type CyclePlan, cycleStates, snapshotOf } from './cycle.ts'
import { planFaults } from './plan-faults.ts'

/** Who acts, and when. */
export interface CycleAct {
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Instant
}

/** A new cycle, not yet opened. Throws Invalid naming what is wrong. */
export function planCycle(id: string, plan: CyclePlan, act: CycleAct): Cycle {
  refuseFaults(plan)
  return { id, ...plan, state: 'planned', snapshot: null, version: 1, history: [{ ...act, what: '建立' }] }
}

/** The plan as it shall be now, while the cycle is not opened. */
export function replanCycle(before: Cycle, version: number, plan: CyclePlan, act: CycleAct): Cycle {
  if (before.state !== 'planned') throw new Conflict(`这个周期${cycleStates[before.state]}，不能再修改。`)
  refuseStale(before, version)
  refuseFaults(plan)
  return moved({ ...before, ...plan }, '修改', act)
}

/** Opens it under the rules in force: from now on its indicators stand. */
export function openCycle(before: Cycle, version: number, rules: RuleVersion, act: CycleAct): Cycle {
  if (before.state !== 'planned') throw new Conflict(`这个周期${cycleStates[before.state]}，不能再启动。`)
  refuseStale(before, version)
  return moved({ ...before, state: 'open', snapshot: snapshotOf(rules, act.at) }, '启动，冻结指标', act)
}

/** Closes it: nothing more is entered; what was submitted may still be verified. */
export function closeCycle(before: Cycle, version: number, act: CycleAct): Cycle {
  if (before.state !== 'open') throw new Conflict(`这个周期${cycleStates[before.state]}，不能结束。`)
  refuseStale(before, version)
  return moved({ ...before, state: 'closed' }, '结束', act)
}

const moved = (cycle: Cycle, what: string, act: CycleAct): Cycle => ({
  ...cycle,
  version: cycle.version + 1,
  history: [...cycle.history, { ...act, what }],
})

function refuseStale(before: Cycle, version: number): void {
  if (version !== before.version) throw new Conflict('您打开之后，别人改过这个周期，请看过新的内容再办。')
}

function refuseFaults(plan: CyclePlan): void {
  const faults = planFaults(plan)
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
}
