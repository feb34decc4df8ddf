import { type CellRange, cellRange } from './cell-address.ts'
import { Refused } from './refusal.ts'

/** Cells filled by an array formula elsewhere carry only a value in the file, yet nobody typed it. */
export interface FormulaRanges {
  add(reference: string): void
  covers(row: number, column: number): boolean
}

/** Every cell is held against every open range, so there may not be many. */
const AT_MOST = 100

export function formulaRanges(): FormulaRanges {
  let open: CellRange[] = []
  return {
    add(reference) {
      open.push(cellRange(reference))
      if (open.length > AT_MOST) throw new Refused('too-complex')
    },
    covers(row, column) {
      if (open.length === 0) return false
      open = open.filter(range => range.to.row >= row)
      return open.some(({ from, to }) => row >= from.row && column >= from.column && column <= to.column)
    },
  }
}
