import { Refused } from './refusal.ts'

/** The last row and column any spreadsheet program has. */
const LAST_ROW = 1_048_576
const LAST_COLUMN = 16_384

export interface CellAddress {
  row: number
  column: number
}

export interface CellRange {
  from: CellAddress
  to: CellAddress
}

/** `AB12` as numbers, checked before anything is allocated for it. */
export function cellAddress(text: string): CellAddress {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(text) ?? []
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  if (column < 1 || column > LAST_COLUMN) throw new Refused('number-out-of-range')
  return { row: rowNumber(digits), column }
}

export function rowNumber(digits: string): number {
  const row = /^\d{1,7}$/.test(digits) ? Number(digits) : 0
  if (row < 1 || row > LAST_ROW) throw new Refused('number-out-of-range')
  return row
}

/** `A1:B3`, or `A1` for one cell. */
export function cellRange(text: string): CellRange {
  const [first = '', last = first] = text.split(':', 2)
  return { from: cellAddress(first), to: cellAddress(last) }
}
