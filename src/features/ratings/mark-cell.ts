import type { CellMark, CellValue } from '../../platform/workbook/index.ts'
import { type MarkView, markText } from './mark-view.ts'

const styles: readonly string[] = ['blue', 'yellow', 'red', 'none']

/** The mark and what is noted beside it in a cell of a workbook, in its colour where the workbook knows it. */
export function markCell(mark: MarkView, note = ''): CellValue {
  const text = [markText(mark), note].filter(part => part !== '').join(' ')
  return styles.includes(mark.colour) ? { text, style: mark.colour as CellMark } : text
}
