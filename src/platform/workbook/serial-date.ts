import type { DateFormat } from './date-format.ts'

const DAY_SECONDS = 86_400
const LAST_DAY = 2_958_465 // 9999-12-31
const BASE_1904 = Date.UTC(1904, 0, 1)
const BASE_1900 = Date.UTC(1899, 11, 30)
/** Excel counts a 29 February 1900 that never was (serial 60), so days before it stand one later. */
const FALSE_LEAP_DAY = 60

/** A serial number as `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss` or `hh:mm:ss`; undefined when it is no day of the calendar. */
export function serialDate(serial: number, format: DateFormat, date1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < LAST_DAY + 1)) return undefined
  const seconds = Math.round(serial * DAY_SECONDS)
  const day = Math.floor(seconds / DAY_SECONDS)
  const time = new Date((seconds - day * DAY_SECONDS) * 1000).toISOString().slice(11, 19)
  if (format === 'time' && day === 0) return time
  const date = calendarDay(day, date1904)
  if (date === undefined) return undefined
  return format === 'date' || time === '00:00:00' ? date : `${date} ${time}`
}

function calendarDay(day: number, date1904: boolean): string | undefined {
  if (date1904) return isoDay(BASE_1904, day)
  if (day === 0 || day === FALSE_LEAP_DAY) return undefined
  return isoDay(BASE_1900, day < FALSE_LEAP_DAY ? day + 1 : day)
}

function isoDay(base: number, days: number): string | undefined {
  const date = new Date(base + days * DAY_SECONDS * 1000)
  return date.getUTCFullYear() > 9999 ? undefined : date.toISOString().slice(0, 10)
}
