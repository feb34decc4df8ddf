/** What a number format shows of a serial number. */
export type DateFormat = 'date' | 'time' | 'date-time'

/** Formats Excel has without writing them down: 14–22 and 45–47 everywhere, 27–36 and 50–58 in Chinese editions. */
const BUILT_IN = new Map<number, DateFormat>([
  ...numbered([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58], 'date'),
  ...numbered([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56], 'time'),
  [22, 'date-time'],
])

export function builtInDateFormat(id: number): DateFormat | undefined {
  return BUILT_IN.get(id)
}

/** Reads a custom format code such as `yyyy"年"m"月"d"日";@`; undefined when it shows a plain number. */
export function customDateFormat(code: string): DateFormat | undefined {
  const bare = withoutLiterals(code).split(';', 1)[0] ?? ''
  const letters = bare.replace(/AM\/PM|A\/P|general|e[+-]/gi, '').toLowerCase()
  const hasTime = /[hs]/.test(letters)
  const hasDate = /[yd]/.test(letters) || (letters.includes('m') && !hasTime && !isElapsed(code))
  if (hasDate) return hasTime ? 'date-time' : 'date'
  return hasTime || isElapsed(code) ? 'time' : undefined
}

/** Takes away quoted text, escaped, padding and repeated characters, and `[Red]`, `[$-804]`, `[h]`. */
function withoutLiterals(code: string): string {
  return code.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/gs, '')
}

function isElapsed(code: string): boolean {
  return /\[(h+|m+|s+)\]/i.test(code)
}

function numbered(ids: readonly number[], format: DateFormat): [number, DateFormat][] {
  return ids.map(id => [id, format])
}
