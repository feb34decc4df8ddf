import { coloursInOrder } from '../../domain/rating/counted-as.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { markCell, markText, markView, personColumn } from '../ratings/index.ts'
import { pastNotes, pastSuffix, type RatingsView } from '../viewpoints/index.ts'
import type { ListRow } from './list-row.ts'

/** What every exported sheet says of itself. */
export interface SheetHead extends ExportHead {
  readonly view: RatingsView
  readonly placed: boolean
}

const columns: readonly ColumnSpec[] = [
  personColumn.number,
  personColumn.name,
  personColumn.unit,
  personColumn.title,
  personColumn.classLabel,
  { heading: '职务层次', width: 9, kind: 'text' },
  { heading: '建议', width: 16, kind: 'text' },
  { heading: '得分', width: 7.5, kind: 'number', align: 'right' },
  { heading: '起始日', width: 11, kind: 'text' },
  { heading: '主要理由', width: 17.5, kind: 'text' },
  { heading: '在册名单', width: 10, kind: 'text' },
  { heading: '在册期限', width: 13, kind: 'text' },
  personColumn.id,
]

/** One list as a sheet, row by row. */
export function listSheet(name: string, title: string, rows: AsyncIterable<ListRow>, head: SheetHead): SheetSpec {
  return {
    name,
    title: exportTitle(`${title}${pastSuffix(head.view.past)}`, head),
    notes: notesOf(head),
    columns,
    rows: cellsOf(rows),
    nothing: '名单上没有人。',
    foot: exportFoot,
  }
}

/** What it is, as of when, by which rules, by whom, and what the marks mean. */
function notesOf(head: SheetHead): string[] {
  const { view, placed } = head
  const { ruleSet, hash } = view.version
  const legend = coloursInOrder(ruleSet)
    .map(({ code }) => markText(markView(ruleSet, code)))
    .join('  ')
  return [
    exportLine(head),
    `${placed ? '在册名单（已经研究决定）' : '建议名单（未经研判，由规则算出）'}；截至 ${view.day}；规则版本 ${ruleSet.id}（${hash.slice(0, 16)}）`,
    ...pastNotes(view),
    `图例：${legend}`,
  ]
}

async function* cellsOf(rows: AsyncIterable<ListRow>): AsyncIterable<readonly CellValue[]> {
  let number = 0
  for await (const row of rows) {
    number += 1
    yield [
      number,
      row.name,
      row.unitFull,
      row.title,
      row.classLabel,
      row.level,
      markCell(row.mark, row.note),
      row.scoreValue,
      row.since,
      row.reason,
      row.placed === null ? '' : markCell(row.placed.mark),
      row.placed === null ? '' : `${row.placed.since}\n至 ${row.placed.lastDay}\n${row.placed.state}`,
      row.id,
    ]
  }
}

/** The sheet 汇总: how many on each list, by class. */
export function summarySheet(
  counts: readonly (readonly [label: string, byClass: readonly number[]])[],
  classLabels: readonly string[],
  head: SheetHead,
): SheetSpec {
  const total = counts.map(([, byClass]) => byClass)
  const sums = classLabels.map((_, i) => total.reduce((sum, row) => sum + (row[i] ?? 0), 0))
  const line = (label: string, numbers: readonly number[]): CellValue[] => [
    label,
    ...numbers,
    numbers.reduce((sum, n) => sum + n, 0),
  ]
  return {
    name: '汇总',
    title: exportTitle(`三色名单汇总${pastSuffix(head.view.past)}`, head),
    notes: notesOf(head),
    columns: [
      { heading: '名单', width: 22, kind: 'text' },
      ...classLabels.map((heading): ColumnSpec => ({ heading, width: 14, kind: 'integer' })),
      { heading: '合计', width: 12, kind: 'integer' },
    ],
    rows: [...counts.map(([label, numbers]) => line(label, numbers)), line('合计', sums)],
    foot: exportFoot,
  }
}
