import { comparable } from '../../domain/people/roster/comparable.ts'
import type { RawRow, RawSheet } from '../../domain/people/roster/issues.ts'
import { type CellReading, readCell } from '../../domain/people/roster/read-cell.ts'
import {
  GUIDE_SHEET,
  type ImportColumn,
  type ImportSheet,
  type SheetCode,
  TEMPLATE_VERSION,
  VERSION_LABEL,
} from './import-layout.ts'

/** Something to mend, with its place as Excel names it. Row 0: the sheet as a whole; heading '': the row as a whole. */
export interface ImportIssue {
  readonly sheet: string
  readonly row: number
  readonly heading: string
  readonly message: string
}

/** A row in one writing: days `2022-05-31`, months `2022-04`, '' where the cell is empty. */
export interface ImportRow {
  readonly sheet: ImportSheet
  readonly code: SheetCode
  readonly number: number
  readonly values: Readonly<Record<string, string>>
}

export interface ReadImport {
  readonly rows: readonly ImportRow[]
  readonly issues: readonly ImportIssue[]
  /** Rows that hold something, by the name of the sheet. */
  readonly counts: ReadonlyMap<string, number>
}

/** Reads a file as typed. Nothing stops at the first fault: all are named. Data begin in row 3, headings stand in row 2. */
export function readImport(sheets: readonly RawSheet[], layout: readonly ImportSheet[]): ReadImport {
  const issues: ImportIssue[] = fileIssues(sheets, layout)
  const rows: ImportRow[] = []
  const counts = new Map<string, number>()
  for (const raw of sheets) {
    const sheet = sheetOf(raw.name, layout)
    if (sheet === null) continue
    const data = raw.rows.filter(row => row.number > 2 && holdsSomething(row))
    counts.set(sheet.name, (counts.get(sheet.name) ?? 0) + data.length)
    const headings = raw.rows.find(row => row.number === 2)
    const missing = sheet.columns.filter(({ heading }) => placeOf(headings, heading) === undefined)
    for (const { heading } of missing) {
      issues.push({ sheet: sheet.name, row: 2, heading, message: '缺少这一列；标题应在第2行，请按模板补上。' })
    }
    if (missing.length > 0) continue
    for (const row of data) readRow(sheet, row, headings, rows, issues)
  }
  return { rows, issues, counts }
}

/** Which sheet of the template a tab is. */
export const sheetOf = (name: string, layout: readonly ImportSheet[]): ImportSheet | null =>
  layout.find(sheet => comparable(sheet.name) === comparable(name)) ?? null

/** The column of the file under this heading. */
export const placeOf = (headings: RawRow | undefined, heading: string): number | undefined =>
  [...(headings?.cells ?? [])].find(
    ([, cell]) => comparable(cell ?? '').replace(/\*/g, '') === comparable(heading),
  )?.[0]

export const holdsSomething = (row: RawRow): boolean =>
  [...row.cells.values()].some(cell => cell === null || cell.trim() !== '')

function fileIssues(sheets: readonly RawSheet[], layout: readonly ImportSheet[]): ImportIssue[] {
  const whole = (sheet: string, message: string): ImportIssue => ({ sheet, row: 0, heading: '', message })
  const names = layout.map(({ name }) => name).join('、')
  const extra = new Set([GUIDE_SHEET, '字典', '文件错误'])
  const unknown = sheets
    .filter(({ name, rows }) => sheetOf(name, layout) === null && !extra.has(name) && rows.length > 0)
    .map(({ name }) => whole(name, `不认识的工作表“${name}”，请删除，或改用模板中的名称：${names}。`))
  const hasAny = sheets.some(({ name, rows }) => sheetOf(name, layout) !== null && rows.some(row => row.number > 2))
  const nothing = hasAny ? [] : [whole('', `文件中没有一行数据。请下载模板，在这些工作表中填写：${names}。`)]
  const guide = sheets.find(({ name }) => name === GUIDE_SHEET)
  const version = guide?.rows.find(({ cells }) => cells.get(1) === VERSION_LABEL)?.cells.get(2)
  const isOther = version !== undefined && version !== TEMPLATE_VERSION
  const wrong = `模板版本是“${version ?? '公式'}”，本页用“${TEMPLATE_VERSION}”，请下载新模板填写。`
  return [...unknown, ...nothing, ...(isOther ? [whole(GUIDE_SHEET, wrong)] : [])]
}

function readRow(
  sheet: ImportSheet,
  row: RawRow,
  headings: RawRow | undefined,
  rows: ImportRow[],
  issues: ImportIssue[],
): void {
  const values: Record<string, string> = {}
  let isSound = true
  for (const column of sheet.columns) {
    const cell = row.cells.get(placeOf(headings, column.heading) ?? 0)
    const read = readTyped(column, cell)
    if ('value' in read) values[column.key] = read.value
    else {
      isSound = false
      issues.push({ sheet: sheet.name, row: row.number, heading: column.heading, message: read.complaint })
    }
  }
  if (isSound) rows.push({ sheet, code: sheet.code, number: row.number, values })
}

function readTyped(column: ImportColumn, cell: string | null | undefined): CellReading {
  if (cell === null) return { complaint: '单元格是公式，请按数值粘贴后再导入。' }
  const typed = (cell ?? '').trim()
  if (typed === '') return column.required ? { complaint: '必填，不能为空。' } : { value: '' }
  const { kind, choices, key, heading, required } = column
  if (kind === 'quarter') return readQuarter(typed)
  if (kind === 'place') return readPlace(typed)
  const read = readCell({ key, heading, required, kind, max: 400, choices: null }, typed)
  return choices === null || 'complaint' in read ? read : readChoice(read.value, choices)
}

function readChoice(typed: string, choices: readonly string[]): CellReading {
  const found = choices.find(one => comparable(one) === comparable(typed))
  return found === undefined ? { complaint: `“${typed}”不在可选范围内：${choices.join('、')}。` } : { value: found }
}

function readQuarter(typed: string): CellReading {
  const match = /^(\d{4})(?:Q|年?第?)([1-4一二三四])(?:季度?)?$/i.exec(typed.normalize('NFKC').replace(/\s/g, ''))
  if (match === null) return { complaint: `“${typed}”不是季度，请按 2022Q1 填写。` }
  const [, year, quarter = ''] = match
  const number = '一二三四'.indexOf(quarter) + 1 || Number(quarter)
  return { value: `${year}Q${number}` }
}

function readPlace(typed: string): CellReading {
  const match = /^(\d{1,4})(?:\.0+)?$/.exec(typed.normalize('NFKC'))
  return match === null ? { complaint: `“${typed}”不是名次。` } : { value: String(Number(match[1])) }
}
