import { comparable } from '../../domain/people/roster/comparable.ts'
import type { RawRow, RawSheet, RosterIssue } from '../../domain/people/roster/issues.ts'
import { columnsOf, rosterLayout, type SheetCode } from '../../domain/people/roster/layout.ts'
import { REASON_HEADING, sheetCodeOf } from '../../domain/people/roster/read-sheets.ts'
import { refusedRows, returnedTitle } from '../../domain/people/roster/returned-title.ts'
import { type CellValue, type SheetSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { guideSheet } from './guide-sheet.ts'
import { columnSpec, frame } from './roster-sheet.ts'

/** Rows between two filled ones that are kept empty, so that row numbers stay as they were. */
const LARGEST_GAP = 200

/**
 * Gives a refused file back: written anew from the template, every cell as typed, bad cells red, the reasons in the last
 * column, how many rows are good and bad in the first line. Mended, it can be sent as it is.
 */
export function writeErrors(
  sheets: readonly RawSheet[],
  issues: readonly RosterIssue[],
  stream: NodeJS.WritableStream,
): Promise<void> {
  const known = sheets.flatMap(sheet => {
    const code = sheetCodeOf(sheet.name)
    return code === null ? [] : [errorSheet(code, sheet, issues)]
  })
  return writeWorkbook({ ...frame(), sheets: [...wholeFile(issues), ...known, guideSheet()] }, stream)
}

function errorSheet(code: SheetCode, sheet: RawSheet, issues: readonly RosterIssue[]): SheetSpec {
  const { name } = rosterLayout[code]
  const own = issues.filter(issue => issue.sheet === name)
  const byRow = new Map<number, RosterIssue[]>()
  for (const issue of own) byRow.set(issue.row, [...(byRow.get(issue.row) ?? []), issue])
  const data = sheet.rows.filter(
    row => row.number > 2 && [...row.cells.values()].some(cell => cell === null || cell !== ''),
  )
  const columns = [...columnsOf(code).map(columnSpec), { heading: REASON_HEADING, width: 60, kind: 'text' as const }]
  const title = returnedTitle(name, data.length, refusedRows(data.length, own))
  return { name, title, columns, rows: errorRows(code, sheet, data, byRow) }
}

function* errorRows(
  code: SheetCode,
  sheet: RawSheet,
  data: readonly RawRow[],
  byRow: ReadonlyMap<number, readonly RosterIssue[]>,
): Generator<CellValue[]> {
  const headings = sheet.rows.find(row => row.number === 2)
  const places = columnsOf(code).map(({ heading }) => placeOf(headings, heading))
  let next = 3
  for (const row of data) {
    for (let gap = row.number - next; gap > 0 && gap <= LARGEST_GAP; gap -= 1) yield []
    next = row.number + 1
    const wrong = byRow.get(row.number) ?? []
    const bad = new Set(wrong.map(({ heading }) => heading))
    const cells = columnsOf(code).map(({ heading }, index) =>
      cellOf(row.cells.get(places[index] ?? 0), bad.has(heading)),
    )
    const reasons = wrong.map(({ heading, message }) => (heading === '' ? message : `${heading}：${message}`))
    yield [...cells, reasons.length === 0 ? null : { text: reasons.join('\n'), style: 'bad' }]
  }
}

const placeOf = (headings: RawRow | undefined, heading: string): number | undefined =>
  [...(headings?.cells ?? [])].find(
    ([, cell]) => comparable(cell ?? '').replace(/\*/g, '') === comparable(heading),
  )?.[0]

function cellOf(typed: string | null | undefined, isBad: boolean): CellValue {
  if (typed === null) return { text: '（公式，请改为数值）', style: 'bad' }
  if (!isBad) return typed ?? null
  return { text: typed || '（空）', style: 'bad' }
}

/** Faults of the file as a whole, or of a heading, which no row can show. */
function wholeFile(issues: readonly RosterIssue[]): SheetSpec[] {
  const names = new Set(Object.values(rosterLayout).map(({ name }): string => name))
  const whole = issues.filter(issue => issue.row < 3 || !names.has(issue.sheet))
  if (whole.length === 0) return []
  const columns = ['工作表', '列', '错误原因'].map((heading, index) => ({
    heading,
    width: index === 2 ? 80 : 24,
    kind: 'text' as const,
  }))
  const rows = whole.map(({ sheet, heading, message }): CellValue[] => [
    sheet,
    heading,
    { text: message, style: 'bad' },
  ])
  return [{ name: '文件错误', title: `文件错误${whole.length}处`, columns, rows }]
}
