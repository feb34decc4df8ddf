import { cellAddress, rowNumber } from './cell-address.ts'
import type { CellBudget } from './cell-budget.ts'
import { cellPart } from './cell-part.ts'
import type { CellContext } from './cell-text.ts'
import { formulaRanges } from './formula-ranges.ts'
import type { ReadLimits } from './limits.ts'
import type { ReadCell, ReadRow } from './read-result.ts'
import { Refused } from './refusal.ts'
import type { XmlAttributes, XmlListener } from './strict-xml.ts'

/** Hears one worksheet; merged ranges, validations, drawings and the like stand outside `sheetData` and are passed over. */
export interface SheetPart extends XmlListener {
  /** The rows completed since the last call. */
  takeRows(): ReadRow[]
  /** The row being read, to say where a fault is. */
  currentRow(): number
}

export function sheetPart(context: CellContext, budget: CellBudget, limits: ReadLimits): SheetPart {
  const ranges = formulaRanges()
  const cell = cellPart(context, limits, ranges.add)
  let rows: ReadRow[] = []
  let cells = new Map<number, ReadCell>()
  let place: 'outside' | 'data' | 'row' | 'cell' = 'outside'
  let row = 0
  let column = 0

  const openRow = ({ r }: XmlAttributes) => {
    const number = r === undefined ? row + 1 : rowNumber(r)
    if (number <= row) throw new Refused('damaged')
    row = number
    column = 0
    cells = new Map()
    place = 'row'
  }

  const openCell = (attributes: XmlAttributes) => {
    const { r } = attributes
    const address = r === undefined ? { row, column: column + 1 } : cellAddress(r)
    if (address.row !== row || address.column <= column) throw new Refused('damaged')
    column = address.column
    cell.begin(attributes)
    place = 'cell'
  }

  const closeCell = () => {
    place = 'row'
    const text = cell.take()
    const formula = cell.isFormula() || ranges.covers(row, column)
    if (text === '' && !formula) return
    budget.cell(row, column, text.length)
    cells.set(column, formula ? { formula } : { text })
  }

  const closeRow = () => {
    place = 'data'
    if (cells.size === 0) return
    budget.row()
    rows.push({ number: row, cells })
  }

  return {
    open(name, attributes) {
      if (place === 'cell') cell.open(name, attributes)
      else if (place === 'row' && name === 'c') openCell(attributes)
      else if (place === 'data' && name === 'row') openRow(attributes)
      else if (place === 'outside' && name === 'sheetData') place = 'data'
    },
    text(text) {
      if (place === 'cell') cell.text(text)
    },
    close(name) {
      if (place === 'cell' && name === 'c') closeCell()
      else if (place === 'cell') cell.close(name)
      else if (place === 'row' && name === 'row') closeRow()
      else if (place === 'data' && name === 'sheetData') place = 'outside'
    },
    takeRows() {
      const taken = rows
      rows = []
      return taken
    },
    currentRow: () => row,
  }
}
