export { writeCsv } from './csv.ts'

export type { ReadSheet } from './read-result.ts'
export { readWorkbook } from './read-workbook.ts'
export type { RefusalReason } from './refusal.ts'
export type { CellMark, CellValue, ColumnSpec, SheetSpec, WorkbookSpec } from './workbook-spec.ts'
export { writeWorkbook } from './write-workbook.ts'
