import type { Cell, DataValidation, stream, Worksheet } from 'exceljs'
import { bandHeight, rowHeight } from './band-height.ts'
import { type ColumnStyles, columnStyles, headingStyle, LINE_OF_TEXT, TITLE } from './cell-styles.ts'
import { headerFooter, pageSetup } from './page-layout.ts'
import type { CellValue, SheetSpec, WorkbookSpec } from './workbook-spec.ts'
import { listName } from './write-dictionaries.ts'
import { escapedText } from './written-text.ts'

const LAST_ROW_WITH_CHOICES = 2000
/** As many as take about a millisecond. */
const ROWS_AT_A_TIME = 20
const TITLE_HEIGHT = 30
const HEADING_HEIGHT = 30
const EMPTY_ROW_HEIGHT = 18

/** Writes one table row by row; `ready` is awaited between so that a slow reader slows the source down. */
export async function writeSheet(
  book: stream.xlsx.WorkbookWriter,
  spec: WorkbookSpec,
  sheet: SheetSpec & { name: string },
  ready: (page: Worksheet) => Promise<void>,
): Promise<void> {
  const notes = sheet.notes ?? []
  const headingRow = notes.length + 2
  const styles = sheet.columns.map(columnStyles)
  const page = book.addWorksheet(sheet.name, {
    pageSetup: pageSetup(sheet, headingRow),
    headerFooter: headerFooter(spec),
    views: sheet.freeze === false ? [] : [{ state: 'frozen', ySplit: headingRow }],
  })
  page.columns = sheet.columns.map((column, index) => ({ width: column.width, style: styles[index]?.blank ?? {} }))
  addChoices(page, sheet, headingRow + 1, spec.dictionaries ?? {})

  let row = 1
  const write = (fill: (cells: ReturnType<Worksheet['getRow']>) => void) => {
    const cells = page.getRow(row)
    fill(cells)
    cells.commit()
    row += 1
  }
  const width = sheet.columns.reduce((sum, column) => sum + column.width, 0)
  const band = (text: string, style: typeof TITLE, height = bandHeight(text, width)) => {
    if (sheet.columns.length > 1) page.mergeCells(row, 1, row, sheet.columns.length)
    write(cells => {
      cells.height = height
      place(cells.getCell(1), text, style)
    })
  }

  band(sheet.title, TITLE, TITLE_HEIGHT)
  for (const note of notes) band(note, LINE_OF_TEXT)
  write(cells => {
    const headings = sheet.columns.map(({ heading }) => heading)
    cells.height = Math.max(HEADING_HEIGHT, rowHeight(headings, sheet.columns) ?? 0)
    for (const [index, column] of sheet.columns.entries()) {
      place(cells.getCell(index + 1), column.heading, headingStyle(column))
    }
  })
  for await (const values of sheet.rows) {
    write(cells => {
      for (const [index, style] of styles.entries()) fillCell(cells.getCell(index + 1), values[index] ?? null, style)
      // ExcelJS leaves out the boxes of an empty row that has no height of its own.
      if (!cells.hasValues) cells.height = EMPTY_ROW_HEIGHT
      const height = rowHeight(values, sheet.columns)
      if (height !== null) cells.height = height
    })
    if (row % ROWS_AT_A_TIME === 0) await ready(page)
  }
  if (row === headingRow + 1 && sheet.nothing !== undefined) band(sheet.nothing, LINE_OF_TEXT)
  for (const line of sheet.foot ?? []) band(line, LINE_OF_TEXT)
  page.commit()
}

/** ExcelJS has this member and leaves it out of its types. */
type WithChoices = Worksheet & { dataValidations: { add(range: string, validation: DataValidation): void } }

function addChoices(page: Worksheet, sheet: SheetSpec, firstRow: number, dictionaries: object): void {
  for (const [index, { heading, choices }] of sheet.columns.entries()) {
    if (choices === undefined) continue
    if (!Object.hasOwn(dictionaries, choices)) throw new Error(`There is no dictionary ${choices}`)
    const letter = page.getColumn(index + 1).letter
    ;(page as WithChoices).dataValidations.add(`${letter}${firstRow}:${letter}${LAST_ROW_WITH_CHOICES}`, {
      type: 'list',
      allowBlank: true,
      formulae: [listName(choices)],
      showErrorMessage: true,
      errorTitle: escapedText(heading).slice(0, 32),
      error: '请从下拉列表中选择',
    })
  }
}

function fillCell(cell: Cell, value: CellValue, styles: ColumnStyles): void {
  if (value !== null && typeof value === 'object') place(cell, value.text, styles.marked[value.style])
  else place(cell, value, styles.plain)
}

/** A string is always an inline string, never a formula, whatever it begins with; what is no number stays empty. */
function place(cell: Cell, value: string | number | null, style: typeof TITLE): void {
  cell.style = style
  if (value === null || value === '') return
  if (typeof value === 'string' || style.numFmt === '@') {
    cell.value = { richText: [{ text: escapedText(String(value)) }] }
  } else if (Number.isFinite(value)) cell.value = value
}
