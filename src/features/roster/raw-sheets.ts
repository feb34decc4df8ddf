import type { RawSheet } from '../../domain/people/roster/issues.ts'
import type { ReadSheet } from '../../platform/workbook/index.ts'

/** What the workbook reader found, as the roster's rules take it. */
export function rawSheets(sheets: readonly ReadSheet[]): RawSheet[] {
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ number, cells }) => ({
      number,
      cells: new Map([...cells].map(([column, cell]) => [column, 'text' in cell ? cell.text : null])),
    })),
  }))
}
