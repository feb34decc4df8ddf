import type { ColumnSpec } from '../../platform/workbook/index.ts'

const text = (heading: string, width: number): ColumnSpec => ({ heading, width, kind: 'text' })

/** The columns that say who somebody is, in every sheet of people; long names take two lines, so that paper holds the rest. */
export const personColumn = {
  number: { heading: '序号', width: 5, kind: 'integer', align: 'center' },
  name: text('姓名', 8.5),
  unit: text('单位', 15),
  title: text('职务', 14),
  classLabel: text('类别', 10),
  id: text('人员编号', 7.5),
} as const satisfies Record<string, ColumnSpec>
