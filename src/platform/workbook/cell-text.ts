import type { DateFormat } from './date-format.ts'
import { Refused } from './refusal.ts'
import { unescapeText } from './run-text.ts'
import { serialDate } from './serial-date.ts'

/** What cells need to know of the rest of the workbook. */
export interface CellContext {
  strings: readonly string[]
  dateFormat(style: number): DateFormat | undefined
  date1904: boolean
}

/** A value in the file as its author typed it. `type` and `style` are the attributes `t` and `s` of the cell. */
export function cellText(type: string, style: number, value: string, context: CellContext): string {
  switch (type) {
    case 's':
      return sharedString(value, context.strings)
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE'
    case 'd':
      return value
        .trim()
        .replace(/T00:00:00(\.0+)?Z?$/, '')
        .replace('T', ' ')
    case 'n':
      return numberText(value.trim(), context.dateFormat(style), context.date1904)
    default:
      return unescapeText(value)
  }
}

function sharedString(value: string, strings: readonly string[]): string {
  const text = /^\s*\d{1,9}\s*$/.test(value) ? strings[Number(value)] : undefined
  if (text === undefined) throw new Refused('damaged')
  return text
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function numberText(value: string, format: DateFormat | undefined, date1904: boolean): string {
  if (value === '') return ''
  if (!NUMBER.test(value)) throw new Refused('damaged')
  const date = format === undefined ? undefined : serialDate(Number(value), format, date1904)
  return date ?? typedNumber(value)
}

/**
 * Excel stores 1.1 as `1.1000000000000001` and 0.001 as `1E-3`: both are given back as typed, to its 15 digits.
 * `3.70699E+17` stays as it is: an id number that became a number has lost digits, and the importer must see it.
 */
function typedNumber(value: string): string {
  const [digits = '', exponent = ''] = value.toLowerCase().split('e', 2)
  if (exponent !== '' && !exponent.startsWith('-')) return value
  const significant = digits.replace(/[^\d]/g, '').replace(/^0+/, '').length
  if (exponent === '' && (significant <= 15 || !digits.includes('.'))) return value
  return String(Number(Number(value).toPrecision(15)))
}
