import type { ColumnSpec } from '../../platform/workbook/index.ts'

const text = (heading: string, width: number): ColumnSpec => ({ heading, width, kind: 'text' })

/** The columns that say who somebody is, in every sheet of people. */
export const personColumn = {
  number: { heading: '序号', width: 6, kind: 'integer', align: 'center' },
  name: text('姓名', 9),
  unit: text('单位', 23),
  title: text('职务', 22),
  classLabel: text('类别', 11),
  id: text('人员编号', 9),
} as const satisfies Record<string, ColumnSpec>
