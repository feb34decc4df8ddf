import { type Day, endOfMonth, endOfQuarter, quarterOf, within } from '../time/days.ts'
import type { CyclePlan } from './cycle.ts'

/** The longest period of a special cycle, in months. */
const LONGEST = 12

/** What is wrong with the plan of a cycle: field → sentence. Fields: title, from, to, opensOn, closesOn. */
export function planFaults(plan: CyclePlan): Record<string, string> {
  const { from, to, opensOn, closesOn } = plan
  if (to < from) return { to: '考察期止：不能早于考察期起。' }
  const period = periodFault(plan)
  return {
    ...(period !== null && { to: `考察期止：${period}` }),
    ...(opensOn < from && { opensOn: `录入起：不能早于考察期的第一天（${from}）。` }),
    ...(closesOn < to && { closesOn: `录入止：不能早于考察期的最后一天（${to}），否则期末的考察无法按期录入。` }),
    ...(closesOn < opensOn && { closesOn: '录入止：不能早于录入起。' }),
  }
}

function periodFault({ kind, from, to }: CyclePlan): string | null {
  if (kind === 'special') return within(from, LONGEST, to) ? null : `专项考察一次最长 ${LONGEST} 个月。`
  const [first, last, words] = periodOf(kind, from)
  return from === first && to === last ? null : `${words}应从 ${first} 到 ${last}；不是整期的，请选“专项”。`
}

/** First and last day of the month, quarter or year a day is in. */
function periodOf(kind: 'month' | 'quarter' | 'year', day: Day): readonly [Day, Day, string] {
  const year = day.slice(0, 4)
  if (kind === 'year') return [`${year}-01-01`, `${year}-12-31`, '年度考察']
  if (kind === 'month') return [`${day.slice(0, 7)}-01`, endOfMonth(day.slice(0, 7)), '月度考察']
  const last = endOfQuarter(quarterOf(day))
  const month = String(Number(last.slice(5, 7)) - 2).padStart(2, '0')
  return [`${year}-${month}-01`, last, '季度考察']
}
