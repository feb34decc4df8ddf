import { daysInMonth, isDay } from '../../time/days.ts'
import { readIdNumber } from '../id-number.ts'
import { comparable } from './comparable.ts'
import { dictionaries, synonyms } from './dictionaries.ts'
import type { CellKind, RosterColumn } from './layout.ts'

/** The value of a cell in one writing, or what is wrong with it. */
export type CellReading = { readonly value: string } | { readonly complaint: string }

/** Reads a cell that holds something. Days are `YYYY-MM-DD`, months `YYYY-MM`, choices as the dictionary writes them. */
export function readCell(column: RosterColumn, typed: string): CellReading {
  const text = typed.replaceAll('\r\n', '\n').normalize('NFC').trim()
  if ([...text].length > column.max) return { complaint: `超过${column.max}个字，请缩短。` }
  if (unprintable.test(text)) return { complaint: '含有不能显示的字符，请重新输入。' }
  return readers[column.kind](text, column)
}

const unprintable = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

const readers: Readonly<Record<CellKind, (text: string, column: RosterColumn) => CellReading>> = {
  text: text => ({ value: text }),
  name: readName,
  id: readId,
  day: text => readDay(text, 'first'),
  lastDay: text => readDay(text, 'last'),
  month: readMonth,
  monthOrText: text => {
    const month = readMonth(text)
    return 'value' in month ? month : /^\d+(\.0+)?$/.test(text) ? month : { value: text }
  },
  number: readNumber,
  year: readYear,
  choice: readChoice,
}

function readName(text: string): CellReading {
  const value = text.normalize('NFKC').replace(/\s/g, '').replace(/[•・]/g, '·')
  return /^[\p{L}·]+$/u.test(value) ? { value } : { complaint: '姓名只能是文字和间隔号“·”。' }
}

function readId(text: string): CellReading {
  const read = readIdNumber(text)
  return 'complaint' in read ? { complaint: `身份证号${read.complaint}` } : { value: read.value }
}

function readDay(text: string, ofMonth: 'first' | 'last'): CellReading {
  const digits = digitsOfDate(text)
  if (digits === null || !/^\d{6}(\d{2})?$/.test(digits)) {
    return { complaint: `“${text}”不是日期，请填8位（20210601）或6位（202106）数字。` }
  }
  const year = digits.slice(0, 4)
  const month = digits.slice(4, 6)
  const last = Number(month) >= 1 && Number(month) <= 12 ? daysInMonth(Number(year), Number(month)) : 0
  const date = digits.slice(6) || (ofMonth === 'first' ? '01' : String(last))
  const value = `${year}-${month}-${date}`
  return isDay(value) ? { value } : { complaint: `“${text}”这一天不存在，请核对。` }
}

function readMonth(text: string): CellReading {
  const read = readDay(text, 'first')
  if ('value' in read) return { value: read.value.slice(0, 7) }
  return { complaint: `“${text}”不是年月，请填6位数字，如 202106。` }
}

/** `2021-06-01`, `2021.6`, `2021年6月1日`, `20210601.0` as digits; null when it is none of these. */
function digitsOfDate(text: string): string | null {
  const half = text.normalize('NFKC').replace(/\s/g, '')
  const plain = /^(\d{6}|\d{8})(\.0+)?$/.exec(half)
  if (plain !== null) return plain[1] ?? null
  const parted = /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?日?)?$/.exec(half)
  if (parted === null) return null
  const [, year = '', month = '', date] = parted
  return `${year}${month.padStart(2, '0')}${date === undefined ? '' : date.padStart(2, '0')}`
}

function readNumber(text: string): CellReading {
  const match = /^(\d{1,6})(\.0+)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  return match === null ? { complaint: `“${text}”不是整数。` } : { value: String(Number(match[1])) }
}

function readYear(text: string): CellReading {
  const match = /^((?:19|20)\d{2})(?:\.0+|年度?)?$/.exec(text.normalize('NFKC').replace(/\s/g, ''))
  return match === null ? { complaint: `“${text}”不是年度，请填4位数字，如 2021。` } : { value: match[1] ?? '' }
}

function readChoice(text: string, { choices }: RosterColumn): CellReading {
  if (choices === null) return { value: text }
  const list: readonly string[] = dictionaries[choices]
  const wanted = comparable(text).replace(/^(\d+)\.0+$/, '$1')
  const found = list.find(entry => comparable(entry) === wanted) ?? synonyms[choices]?.[wanted]
  if (found !== undefined) return { value: found }
  const offered = list.length > 12 ? `${list.slice(0, 6).join('、')}……` : list.join('、')
  return { complaint: `“${text}”不在可选范围内，请从下拉列表中选择：${offered}` }
}
