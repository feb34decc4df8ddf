import { type Day, dayFrom, endOfMonth, parts, shiftMonth } from '../time/days.ts'

/** A month, `YYYY-MM`. */
export type Month = string

/** The last day of the schedule unless the installation says otherwise: the 5th of the next month (rules §7). */
export const CLOSE_BY = 5

/** The day by which a month is closed: what still waits then goes to the next. `date`: 1…28. */
export function closeBy(month: Month, date: number): Day {
  const next = parts(`${shiftMonth(month, 1)}-01`)
  return dayFrom(next.year, next.month, date)
}

/** From its last day on a month may be closed by hand; the schedule waits until that day has passed. */
export const mayClose = (month: Month, today: Day): boolean => endOfMonth(month) <= today

/** The months from the installation's first record on whose last day has passed and that are not closed, in order. */
export function monthsToClose(first: Day, closed: ReadonlySet<Month>, today: Day): Month[] {
  const missing: Month[] = []
  for (let month = first.slice(0, 7); endOfMonth(month) < today; month = shiftMonth(month, 1))
    if (!closed.has(month)) missing.push(month)
  return missing
}
