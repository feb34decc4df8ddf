import type { CyclePlan } from '../../../domain/cycles/cycle.ts'
import type { Day } from '../../../domain/time/days.ts'
import type { Desk } from './desk.ts'
import type { PlannedAssessment } from './types.ts'

const everybody = { classes: [], units: [], late: 'flagged' } as const

/** The cycles of the sample's year, each with the day on which it is opened. */
const plans: readonly { readonly on: Day; readonly plan: CyclePlan }[] = [
  {
    on: '2021-06-21',
    plan: {
      ...{ kind: 'year', title: '2021年度考察', from: '2021-01-01', to: '2021-12-31' },
      ...{ opensOn: '2021-07-01', closesOn: '2022-01-15', ...everybody },
    },
  },
  {
    on: '2022-01-04',
    plan: {
      ...{ kind: 'quarter', title: '2022年一季度考察', from: '2022-01-01', to: '2022-03-31' },
      ...{ opensOn: '2022-01-04', closesOn: '2022-04-10', ...everybody },
    },
  },
  {
    on: '2022-05-05',
    plan: {
      ...{ kind: 'month', title: '2022年5月考察', from: '2022-05-01', to: '2022-05-31' },
      ...{ opensOn: '2022-05-05', closesOn: '2022-06-10', ...everybody },
    },
  },
  {
    on: '2022-05-18',
    plan: {
      ...{ kind: 'special', title: '换届后执行力专项考察', from: '2021-12-01', to: '2022-05-20' },
      ...{ opensOn: '2022-05-18', closesOn: '2022-05-31', ...everybody, late: 'refused' },
    },
  },
]

/** Plans and opens them; answers the names of the actions by title. */
export const planCycles = (desk: Desk): ReadonlyMap<string, string> =>
  new Map(plans.map(({ on, plan }) => [plan.title, desk.add({ kind: 'cycle', on, by: 'k1', plan })]))

/** The cycle whose period and window hold the assessment; null for the others. */
export function cycleOf({ from, to }: Pick<PlannedAssessment, 'from' | 'to'>, on: Day): string | null {
  const fits = ({ plan }: (typeof plans)[number]): boolean =>
    plan.from <= from && to <= plan.to && plan.opensOn <= on && on <= plan.closesOn
  return plans.find(fits)?.plan.title ?? null
}
