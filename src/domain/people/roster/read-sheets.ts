import { comparable } from './comparable.ts'
import type { RawRow, RawSheet, RosterIssue, RosterRow } from './issues.ts'
import {
  columnsOf,
  type Key,
  type RosterColumn,
  rosterLayout,
  type SheetCode,
  sheetCodes,
  TEMPLATE_VERSION,
} from './layout.ts'
import { readCell } from './read-cell.ts'

/** The rows of every sheet that could be read, and what could not. Row 2 holds the headings, data begin in row 3. */
export interface ReadRoster {
  readonly rows: { readonly [S in SheetCode]: readonly RosterRow<Key<S>>[] }
  readonly issues: readonly RosterIssue[]
  /** Rows that hold something, by sheet. */
  readonly counts: Readonly<Partial<Record<SheetCode, number>>>
}

/** The sheet of explanations, which also names the version of the template; and the hidden lists. */
export const GUIDE_SHEET = '填写说明'
const LISTS_SHEET = '字典'
const VERSION_LABEL = '模板版本'

/** Reads a whole file as typed into rows in one writing. Nothing stops at the first fault: all are named. */
export function readRoster(sheets: readonly RawSheet[]): ReadRoster {
  const issues: RosterIssue[] = [...fileIssues(sheets)]
  const rows: Record<SheetCode, RosterRow[]> = { B01: [], A01: [], A02: [], A15: [], A03: [] }
  const counts: Partial<Record<SheetCode, number>> = {}
  for (const sheet of sheets) {
    const code = sheetCodeOf(sheet.name)
    if (code === null) continue
    const read = readSheet(code, sheet.rows)
    rows[code] = read.rows
    counts[code] = read.count
    issues.push(...read.issues)
  }
  return { rows: rows as ReadRoster['rows'], issues, counts }
}

/** Which sheet of the roster a tab is: `A01人员`, or `A01` alone. */
export function sheetCodeOf(name: string): SheetCode | null {
  const wanted = comparable(name)
  return sheetCodes.find(code => wanted === comparable(rosterLayout[code].name) || wanted === code) ?? null
}

function fileIssues(sheets: readonly RawSheet[]): RosterIssue[] {
  const whole = (sheet: string, message: string): RosterIssue => ({ sheet, row: 0, heading: '', message })
  const unknown = sheets
    .filter(({ name }) => sheetCodeOf(name) === null && name !== GUIDE_SHEET && name !== LISTS_SHEET)
    .filter(sheet => sheet.rows.length > 0)
    .map(({ name }) => whole(name, `不认识的工作表“${name}”，请删除，或改用模板中的名称：${sheetNames}。`))
  const codes = sheets.map(({ name }) => sheetCodeOf(name)).filter(code => code !== null)
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index)
  const repeated = twice.map(code => whole(rosterLayout[code].name, '这张工作表出现了两次，请合并为一张。'))
  const nothing = codes.length === 0 ? [whole('', `文件中没有名册的工作表（${sheetNames}），请下载模板填写。`)] : []
  return [...unknown, ...repeated, ...nothing, ...versionIssues(sheets, whole)]
}

const sheetNames = sheetCodes.map(code => rosterLayout[code].name).join('、')

function versionIssues(
  sheets: readonly RawSheet[],
  whole: (sheet: string, message: string) => RosterIssue,
): RosterIssue[] {
  const guide = sheets.find(({ name }) => name === GUIDE_SHEET)
  const row = guide?.rows.find(({ cells }) => cells.get(1) === VERSION_LABEL)
  const version = row?.cells.get(2)
  if (version === undefined || version === TEMPLATE_VERSION) return []
  const said = `模板版本是“${version ?? '公式'}”，本系统用“${TEMPLATE_VERSION}”，请下载新模板填写。`
  return [whole(GUIDE_SHEET, said)]
}

interface SheetReading {
  readonly rows: RosterRow[]
  readonly issues: RosterIssue[]
  readonly count: number
}

function readSheet(code: SheetCode, raw: readonly RawRow[]): SheetReading {
  const sheet = rosterLayout[code].name
  const { places, issues } = readHeadings(
    code,
    raw.find(row => row.number === 2),
  )
  const data = raw.filter(row => row.number > 2 && holdsSomething(row))
  if (issues.length > 0) return { rows: [], issues, count: data.length }
  const rows: RosterRow[] = []
  for (const row of data) {
    const { values, issues: wrong } = readRow(sheet, row, columnsOf(code), places)
    issues.push(...wrong)
    rows.push({ sheet: code, number: row.number, values, sound: wrong.length === 0 })
  }
  return { rows, issues, count: data.length }
}

const holdsSomething = (row: RawRow): boolean =>
  [...row.cells.values()].some(cell => cell === null || cell.trim() !== '')

/** A column of the workbook that gives errors back: a mended one may be sent as it is. */
export const REASON_HEADING = '错误原因'

/** Where each column of the layout stands in the file; columns may stand in any order. */
function readHeadings(
  code: SheetCode,
  row: RawRow | undefined,
): { places: Map<string, number>; issues: RosterIssue[] } {
  const sheet = rosterLayout[code].name
  const places = new Map<string, number>()
  const issues: RosterIssue[] = []
  for (const [number, cell] of row?.cells ?? []) {
    const heading = comparable(cell ?? '').replace(/\*/g, '')
    if (heading === '' || heading === REASON_HEADING) continue
    const fault = placeHeading(code, heading, number, places)
    if (fault !== null) issues.push({ sheet, row: 2, heading: cell ?? '公式', message: fault })
  }
  const missing = columnsOf(code).filter(({ key }) => !places.has(key))
  const absent = '缺少这一列；标题应在第2行，请按模板补上。'
  issues.push(...missing.map(({ heading }) => ({ sheet, row: 2, heading, message: absent })))
  return { places, issues }
}

function placeHeading(code: SheetCode, heading: string, number: number, places: Map<string, number>): string | null {
  const column = columnsOf(code).find(one => comparable(one.heading) === heading)
  if (column === undefined) return '不认识的列标题，请删除此列。'
  if (places.has(column.key)) return '这一列出现了两次。'
  places.set(column.key, number)
  return null
}

function readRow(sheet: string, row: RawRow, columns: readonly RosterColumn[], places: ReadonlyMap<string, number>) {
  const values: Record<string, string> = Object.fromEntries(columns.map(({ key }) => [key, '']))
  const issues: RosterIssue[] = []
  for (const column of columns) {
    const cell = row.cells.get(places.get(column.key) ?? 0)
    const complaint = cell === null ? '单元格是公式，请按数值粘贴后再导入。' : readInto(values, column, cell ?? '')
    if (complaint !== null) issues.push({ sheet, row: row.number, heading: column.heading, message: complaint })
  }
  return { values, issues }
}

function readInto(values: Record<string, string>, column: RosterColumn, typed: string): string | null {
  if (typed.trim() === '') return column.required && column.key !== 'partySince' ? '必填，不能为空。' : null
  const read = readCell(column, typed)
  if ('complaint' in read) return read.complaint
  values[column.key] = read.value
  return null
}
