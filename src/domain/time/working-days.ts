import { addDays, type Day, dayFrom, parts, weekday } from './days.ts'
import { arrangements, type YearArrangement } from './holidays.ts'

/** Which days are worked: weekends are off, but for the days an arrangement names. */
export interface WorkCalendar {
  /** Years with an arrangement; any other counts weekends only (暂按周末计算). */
  readonly years: ReadonlySet<number>
  readonly off: ReadonlySet<Day>
  readonly work: ReadonlySet<Day>
}

/** The calendar of these arrangements, by year. */
export function workCalendar(years: Readonly<Record<number, YearArrangement>>): WorkCalendar {
  const listed = Object.entries(years).map(([year, arrangement]) => ({ year: Number(year), ...arrangement }))
  const daysOf = (year: number, dates: readonly number[]): Day[] =>
    dates.map(date => dayFrom(year, Math.floor(date / 100), date % 100))
  return {
    years: new Set(listed.map(({ year }) => year)),
    off: new Set(listed.flatMap(({ year, off }) => daysOf(year, off))),
    work: new Set(listed.flatMap(({ year, work }) => daysOf(year, work))),
  }
}

/** The calendar the product is delivered with: 2020 to 2026. */
export const seededCalendar: WorkCalendar = workCalendar(arrangements)

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.work.has(day)) return true
  return !calendar.off.has(day) && weekday(day) <= 5
}

/** The `n`th working day after `day` (工作日 count from the day after); `day` itself for 0. `n` is not below 0. */
export function addWorkingDays(day: Day, n: number, calendar: WorkCalendar): Day {
  let reached = day
  for (let left = n; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, calendar)) left -= 1
  }
  return reached
}

/** Working days after `from` up to and with `to`; below 0 when `to` is earlier. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar) || 0
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1
  return count
}

/** Whether some year from `from` to `to` has no arrangement, so that a count between them is 暂按周末计算. */
export function isProvisional(from: Day, to: Day, calendar: WorkCalendar): boolean {
  for (let year = parts(from).year; year <= parts(to).year; year += 1) if (!calendar.years.has(year)) return true
  return false
}
