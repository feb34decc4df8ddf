const MINUS = '−'

/** A day is written `2022-05-31` wherever it stands; a missing one is an em dash. */
export const dayText = (day: string | null): string => day ?? '—'

/** `2022年5月` of a month `2022-05` or a day in it. */
export const monthInWords = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`

/** Whole hundredths as `86.50`; below nought with a real minus sign. */
export function hundredths(value: number): string {
  const size = Math.abs(value)
  return `${value < 0 ? MINUS : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

/** Whole hundredths with their sign: `+2.00`, `−3.00`, `0.00`. */
export const signedHundredths = (value: number): string => `${value > 0 ? '+' : ''}${hundredths(value)}`

/** A whole number with its sign: `+2`, `−3`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${value}` : value < 0 ? `${MINUS}${-value}` : '0'
}

/** `part` of `whole` as `12.5%`, rounded half up to one decimal; `—` of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = Math.round((part * 1000) / whole)
  return `${tenths < 0 ? MINUS : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}%`
}

/** A moment (ISO, UTC) as Shanghai reads it: `2022-05-31 14:03`. */
export function instantText(instant: string): string {
  const shanghai = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${shanghai.slice(0, 10)} ${shanghai.slice(11, 16)}`
}

/** An id number with its middle hidden: `3706**********0011`. Too short to hide: all stars. */
export function maskedId(id: string): string {
  if (id.length <= 8) return '*'.repeat(id.length)
  return `${id.slice(0, 4)}${'*'.repeat(id.length - 8)}${id.slice(-4)}`
}

/** `1,234`. */
export const count = (value: number): string => value.toLocaleString('en-US')
