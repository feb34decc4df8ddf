import type { Day } from '../time/days.ts'
import { type Cycle, cycleStates, isIn } from './cycle.ts'

/** An assessment as its cycle sees it. */
export interface EntryInCycle {
  /** The period looked at; null while not filled in. */
  readonly from: Day | null
  readonly to: Day | null
  readonly lateReason: string
  readonly classCode: string
  readonly unitId: string
}

/** Whether what is entered today comes after the cycle's window (补录). */
export const isLate = ({ closesOn }: Pick<Cycle, 'closesOn'>, today: Day): boolean => today > closesOn

/**
 * What speaks against entering an assessment into the cycle today: field → sentence. Fields: cycle, from, to, lateReason.
 * `isFinished`: it is submitted, so that nothing may be missing.
 */
export function entryFaults(
  cycle: Cycle | null,
  { from, to, lateReason, ...member }: EntryInCycle,
  today: Day,
  isFinished: boolean,
): Record<string, string> {
  if (cycle === null) return { cycle: '考察周期：没有这个周期，请重新选择。' }
  const bar = barTo(cycle, today)
  if (bar !== null) return { cycle: `考察周期：“${cycle.title}”${bar}` }
  if (!isIn(cycle, member)) return { cycle: `考察周期：该干部的类别或单位不在“${cycle.title}”的范围内。` }
  const period = `“${cycle.title}”的考察期（${cycle.from} 至 ${cycle.to}）`
  const isUnexplained = isFinished && isLate(cycle, today) && lateReason === ''
  return {
    ...(from !== null && (from < cycle.from || from > cycle.to) && { from: `考察起始日：应在${period}之内。` }),
    ...(to !== null && (to < cycle.from || to > cycle.to) && { to: `考察截止日：应在${period}之内。` }),
    ...(isUnexplained && { lateReason: `补录理由：录入期已于 ${cycle.closesOn} 截止，请说明为何补录。` }),
  }
}

function barTo(cycle: Cycle, today: Day): string | null {
  if (cycle.state !== 'open') return `${cycleStates[cycle.state]}，不能录入。`
  if (today < cycle.opensOn) return `从 ${cycle.opensOn} 起录入。`
  return cycle.late === 'refused' && isLate(cycle, today) ? `已于 ${cycle.closesOn} 截止录入，不再受理。` : null
}
