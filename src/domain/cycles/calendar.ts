import { type Day, endOfMonth } from '../time/days.ts'
import type { Cycle } from './cycle.ts'

/** What a cycle does in a month: its period, its window of entry, both or neither. */
export interface CalendarCell {
  readonly isPeriod: boolean
  readonly isWindow: boolean
}

/** The twelve months of a year as a cycle meets them; null when it does not meet the year at all. */
export function calendarRow(
  cycle: Pick<Cycle, 'from' | 'to' | 'opensOn' | 'closesOn'>,
  year: number,
): CalendarCell[] | null {
  const cells = Array.from({ length: 12 }, (_, i) => {
    const month = `${year}-${String(i + 1).padStart(2, '0')}`
    const meets = (from: Day, to: Day): boolean => from <= endOfMonth(month) && to >= `${month}-01`
    return { isPeriod: meets(cycle.from, cycle.to), isWindow: meets(cycle.opensOn, cycle.closesOn) }
  })
  return cells.some(({ isPeriod, isWindow }) => isPeriod || isWindow) ? cells : null
}
