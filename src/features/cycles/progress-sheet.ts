import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { UnitProgress } from '../../domain/cycles/progress.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'

const integer = (heading: string): ColumnSpec => ({ heading, width: 12, kind: 'integer', align: 'right' })

/** Progress by unit; the last row is the total. */
export function progressSheet(
  { title, from, to }: Cycle,
  rows: readonly (UnitProgress & { readonly name: string })[],
  head: ExportHead,
): SheetSpec {
  return {
    name: '考察进度',
    title: exportTitle(`${title}：考察进度`, head),
    notes: [exportLine(head), `考察期 ${from} 至 ${to}`],
    columns: [
      { heading: '单位', width: 34, kind: 'text' },
      ...['应考察', '已计入', '待核实', '草稿', '未录入'].map(integer),
    ],
    rows: rows.map(({ name, all, counted, submitted, draft, none }): CellValue[] => [
      name,
      all,
      counted,
      submitted,
      draft,
      none,
    ]),
    foot: exportFoot,
  }
}
