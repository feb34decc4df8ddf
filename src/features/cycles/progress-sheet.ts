import type { Cycle } from '../../domain/cycles/cycle.ts'
import type { UnitProgress } from '../../domain/cycles/progress.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'

const integer = (heading: string): ColumnSpec => ({ heading, width: 12, kind: 'integer', align: 'right' })

/** Progress by unit; the last row is the total. */
export function progressSheet(
  { title, from, to }: Cycle,
  rows: readonly (UnitProgress & { readonly name: string })[],
  head: { readonly today: string; readonly operator: string; readonly organization: string; readonly sample: boolean },
): SheetSpec {
  return {
    name: '考察进度',
    title: `${title}：考察进度${head.sample ? '（示例数据）' : ''}`,
    notes: [
      `填报单位：${head.organization}    填报时间：${head.today}    导出人：${head.operator}${head.sample ? '    示例数据' : ''}`,
      `考察期 ${from} 至 ${to}`,
    ],
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
    foot: ['填报人：                审核人：                联系电话：                '],
  }
}
