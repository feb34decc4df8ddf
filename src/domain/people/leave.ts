import { addDays, type Day, earliest, FOREVER } from '../time/days.ts'
import type { Held } from './held.ts'

/** A span of absence: its first day, and the first day after it (`FOREVER` while it is open). */
export interface Absence {
  readonly from: Day
  readonly back: Day
}

/** The absence a leave stands for: it ends by its last day or by being ended, whichever comes first. */
export function absenceOf({ entry, endedOn }: Held<'leave'>): Absence {
  const { lastDay } = entry.data
  return { from: entry.effectiveOn, back: earliest(endedOn, lastDay === null ? FOREVER : addDays(lastDay, 1)) }
}

/** What speaks against recording this absence beside those held: field → sentence; {} when nothing does. */
export function leaveFaults(
  from: Day,
  lastDay: Day | null,
  today: Day,
  held: readonly Absence[],
): Record<string, string> {
  if (lastDay !== null && lastDay < from) return { lastDay: '最后一天：不能早于第一天。' }
  if (from > today) return { from: '第一天：不能在今天之后，到岗日后再登记。' }
  const back = lastDay === null ? FOREVER : addDays(lastDay, 1)
  const clash = held.find(absence => absence.from < back && from < absence.back)
  if (clash === undefined) return {}
  return { from: `第一天：与已登记的 ${clash.from} 起的一段重叠，请先结束那一段或改日期。` }
}

/** What speaks against ending an absence with this first day back. */
export function returnFaults({ from, back }: Absence, firstDay: Day, today: Day): Record<string, string> {
  if (firstDay <= from) return { firstDay: `返岗日期：须在离岗第一天（${from}）之后。` }
  if (firstDay > today) return { firstDay: '返岗日期：不能在今天之后。' }
  return firstDay >= back ? { firstDay: `返岗日期：这一段本来就在 ${addDays(back, -1)} 结束。` } : {}
}
