import { dictionaries } from '../../domain/people/roster/dictionaries.ts'
import { columnsOf, type RosterColumn, rosterLayout, type SheetCode } from '../../domain/people/roster/layout.ts'
import { type CellValue, type ColumnSpec, type WorkbookSpec, writeWorkbook } from '../../platform/workbook/index.ts'
import { guideSheet } from './guide-sheet.ts'

/** A row of a roster by its headings; a heading left out is an empty cell. */
export type PlainRow = Readonly<Record<string, string>>

/** What a roster holds, in plain rows by sheet. */
export interface PlainRoster {
  readonly sheets: Readonly<Partial<Record<SheetCode, Iterable<PlainRow>>>>
  /** Marks every page 示例数据. */
  readonly sample?: boolean
}

/** In the order of the tabs. */
const tabOrder: readonly SheetCode[] = ['B01', 'A01', 'A02', 'A03', 'A15']

/** Writes the import template, filled with these rows, to a stream and ends it. An empty roster gives the blank template. */
export function writeRoster({ sheets, sample }: PlainRoster, stream: NodeJS.WritableStream): Promise<void> {
  return writeWorkbook(
    {
      ...frame(),
      ...(sample === true && { sample }),
      sheets: [
        ...tabOrder.map(code => ({
          name: rosterLayout[code].name,
          title: rosterLayout[code].name,
          columns: columnsOf(code).map(columnSpec),
          rows: cellRows(code, sheets[code] ?? []),
        })),
        guideSheet(),
      ],
    },
    stream,
  )
}

/** What every workbook of the roster has: its properties and its drop-downs. */
export function frame(): Pick<WorkbookSpec, 'properties' | 'dictionaries'> {
  return { properties: { title: '干部名册导入模板', creator: '执行力三色管理系统' }, dictionaries }
}

const widths: Readonly<Partial<Record<RosterColumn['kind'], number>>> = { name: 12, id: 22, number: 12, year: 10 }

/** A column of the template. */
export function columnSpec({ heading, required, choices, kind, max }: RosterColumn): ColumnSpec {
  const width = widths[kind] ?? (kind === 'text' ? (max >= 200 ? 48 : max > 60 ? 28 : 22) : 16)
  return { heading, required, kind: 'text', width, ...(choices !== null && { choices }) }
}

function* cellRows(code: SheetCode, rows: Iterable<PlainRow>): Generator<CellValue[]> {
  for (const row of rows) yield columnsOf(code).map(({ heading }) => row[heading] ?? null)
}
