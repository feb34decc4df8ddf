/** A day of Asia/Shanghai, `YYYY-MM-DD`. Days compare as strings. */
export type Day = string

/** A moment in UTC with milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`. Instants compare as strings. */
export type Instant = string

/** Later than any day that will be asked about. */
export const FOREVER: Day = '9999-12-31'

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days of month 1…12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether the text is a real day written `YYYY-MM-DD`, of the years 1900 to 2999. */
export function isDay(text: string): text is Day {
  const match = dayPattern.exec(text)
  if (match === null) return false
  const { year, month, date } = parts(text)
  return year >= 1900 && year < 3000 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Year, month 1…12 and date of a day. */
export function parts(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) }
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)

/** The day of these numbers; the date is clamped to the month's end. */
export function dayFrom(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(date, daysInMonth(year, month)))}`
}

/** The same date `months` later (or earlier); where the month is shorter, its last day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = parts(day)
  const index = year * 12 + (month - 1) + months
  return dayFrom(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, date)
}

/** Days since 1970-01-01 (civil calendar, Howard Hinnant's algorithm). */
export function ordinal(day: Day): number {
  const { year, month, date } = parts(day)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The day that is `n` days after 1970-01-01. */
export function fromOrdinal(n: number): Day {
  const z = n + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return dayFrom(year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)
}

export const addDays = (day: Day, days: number): Day => fromOrdinal(ordinal(day) + days)

/** How many days after `from` the day `to` is. */
export const daysBetween = (from: Day, to: Day): number => ordinal(to) - ordinal(from)

/** Monday 1 … Sunday 7. */
export const weekday = (day: Day): number => ((((ordinal(day) + 3) % 7) + 7) % 7) + 1

/** The one window of the rules (rules.md §5): `from ≤ day < addMonths(from, months)`. */
export const within = (from: Day, months: number, day: Day): boolean => from <= day && day < addMonths(from, months)

/** Whole months gone by from `from` to `day` (0 before one month, negative never). */
export function monthsBetween(from: Day, day: Day): number {
  if (day < from) return 0
  const a = parts(from)
  const b = parts(day)
  const guess = (b.year - a.year) * 12 + b.month - a.month
  return addMonths(from, guess) <= day ? guess : guess - 1
}

/** The last moment of a day in Shanghai (UTC+8, no summer time since 1991). */
export const endOfDay = (day: Day): Instant => `${day}T15:59:59.999Z`

/** The day in Shanghai of a moment. */
export function dayOf(instant: Instant): Day {
  const day = instant.slice(0, 10)
  return Number(instant.slice(11, 13)) >= 16 ? addDays(day, 1) : day
}

/** The last day of the month `YYYY-MM`. */
export const endOfMonth = (month: string): Day => dayFrom(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 31)

/** The month `YYYY-MM` that lies `months` after. */
export const shiftMonth = (month: string, months: number): string => addMonths(`${month}-01`, months).slice(0, 7)

/** The last day of a quarter written `2022Q1`. */
export const endOfQuarter = (quarter: string): Day =>
  dayFrom(Number(quarter.slice(0, 4)), Number(quarter.slice(5, 6)) * 3, 31)

/** The calendar quarter of a day, `2022Q1`. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The earliest of some days. */
export const earliest = (first: Day, ...others: readonly Day[]): Day => others.reduce((a, b) => (b < a ? b : a), first)
