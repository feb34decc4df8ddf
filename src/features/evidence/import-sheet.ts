import type { RawRow, RawSheet } from '../../domain/people/roster/issues.ts'
import { refusedRows, returnedTitle } from '../../domain/people/roster/returned-title.ts'
import { type CellValue, type ColumnSpec, type SheetSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import {
  GUIDE_SHEET,
  type ImportColumn,
  type ImportSheet,
  REASON_HEADING,
  TEMPLATE_VERSION,
  VERSION_LABEL,
} from './import-layout.ts'
import { holdsSomething, type ImportIssue, placeOf, sheetOf } from './read-import.ts'

const properties = { title: '其他依据导入', creator: '执行力三色管理系统' }

/** Writes an empty template: a sheet a kind, and how to fill them in. */
export function writeTemplate(layout: readonly ImportSheet[], out: NodeJS.WritableStream): Promise<void> {
  const sheets = layout.map(sheet => ({ name: sheet.name, title: sheet.name, columns: specs(sheet), rows: [] }))
  return writeWorkbook({ properties, dictionaries: dictionariesOf(layout), sheets: [...sheets, guide(layout)] }, out)
}

/**
 * Gives a refused file back: written anew from the template, every cell as typed, bad cells red, the reasons in the last
 * column, how many rows are good and bad in the first line. Mended, it can be sent as it is.
 */
export function writeErrors(
  typed: readonly RawSheet[],
  issues: readonly ImportIssue[],
  layout: readonly ImportSheet[],
  out: NodeJS.WritableStream,
): Promise<void> {
  const sheets = typed.flatMap(raw => {
    const sheet = sheetOf(raw.name, layout)
    return sheet === null ? [] : [errorSheet(sheet, raw, issues)]
  })
  const all = [...wholeFile(issues, layout), ...sheets, guide(layout)]
  return writeWorkbook({ properties, dictionaries: dictionariesOf(layout), sheets: all }, out)
}

function errorSheet(sheet: ImportSheet, raw: RawSheet, issues: readonly ImportIssue[]): SheetSpec {
  const own = issues.filter(issue => issue.sheet === sheet.name)
  const data = raw.rows.filter(row => row.number > 2 && holdsSomething(row))
  const title = returnedTitle(sheet.name, data.length, refusedRows(data.length, own))
  const columns = [...specs(sheet), { heading: REASON_HEADING, width: 60, kind: 'text' as const }]
  return { name: sheet.name, title, columns, rows: errorRows(sheet, raw, data, own) }
}

function* errorRows(
  sheet: ImportSheet,
  raw: RawSheet,
  data: readonly RawRow[],
  issues: readonly ImportIssue[],
): Generator<CellValue[]> {
  const headings = raw.rows.find(row => row.number === 2)
  for (const row of data) {
    const wrong = issues.filter(issue => issue.row === row.number)
    const cells = sheet.columns.map(({ heading }) =>
      cellOf(
        row.cells.get(placeOf(headings, heading) ?? 0),
        wrong.some(issue => issue.heading === heading),
      ),
    )
    const reasons = wrong.map(({ heading, message }) => (heading === '' ? message : `${heading}：${message}`))
    yield [...cells, reasons.length === 0 ? null : { text: reasons.join('\n'), style: 'bad' }]
  }
}

function cellOf(typed: string | null | undefined, isBad: boolean): CellValue {
  if (typed === null) return { text: '（公式，请改为数值）', style: 'bad' }
  return isBad ? { text: typed ?? '', style: 'bad' } : (typed ?? null)
}

/** Faults of the file as a whole, or of a heading, which no row can show. */
function wholeFile(issues: readonly ImportIssue[], layout: readonly ImportSheet[]): SheetSpec[] {
  const whole = issues.filter(issue => issue.row < 3 || sheetOf(issue.sheet, layout) === null)
  if (whole.length === 0) return []
  const columns = ['工作表', '列', REASON_HEADING].map((heading, index) => ({
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

const specs = ({ code, columns }: ImportSheet): ColumnSpec[] =>
  columns.map(({ key, heading, width, required, choices }) => ({
    heading,
    width,
    kind: 'text',
    required,
    ...(choices === null ? {} : { choices: listName(code, key) }),
  }))

const listName = (code: string, key: string): string => `${code}_${key}`

function dictionariesOf(layout: readonly ImportSheet[]): Record<string, readonly string[]> {
  const lists = layout.flatMap(({ code, columns }) =>
    columns.flatMap(({ key, choices }) => (choices === null ? [] : [[listName(code, key), choices] as const])),
  )
  return Object.fromEntries(lists)
}

const general: readonly (readonly [string, string])[] = [
  [VERSION_LABEL, TEMPLATE_VERSION],
  [
    '怎样填',
    '每张表第1行是标题，第2行是列名，从第3行起一行一条。红色列名必填。单元格均为文本，不要用公式，不要合并单元格。',
  ],
  ['日期', '填8位数字（20220531）；2022-05-31、2022年5月31日 也能识别。'],
  ['用不到的表', '空着即可。'],
  ['不会只导入一半', '有任何一处错误，整个文件都不导入；改好后重新上传即可。已经有的不会重复记录。'],
  ['导入之后', '每行成为账本中的一条依据，评价随即重新计算。记错的用冲正，不能修改。'],
]

function guide(layout: readonly ImportSheet[]): SheetSpec {
  const lines = layout.flatMap(({ name, columns }) =>
    columns.map(column => [`${name}·${column.heading}`, explain(column)]),
  )
  return {
    name: GUIDE_SHEET,
    title: '其他依据导入模板填写说明',
    columns: [
      { heading: '项目', width: 36, kind: 'text' },
      { heading: '说明', width: 96, kind: 'text' },
    ],
    rows: [...general.map(line => [...line]), ...lines],
  }
}

function explain({ required, choices, help, kind }: ImportColumn): string {
  const isDay = kind === 'day' || kind === 'lastDay'
  const how = choices === null ? help || (isDay ? '日期' : '文字') : `从下拉列表选择：${choices.join('、')}`
  const more = choices !== null && help !== '' ? `。${help}` : ''
  return `${required ? '必填。' : '可不填。'}${how}${more}`
}
