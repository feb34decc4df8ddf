import type { AlertKind } from '../../domain/rating/alerts.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { markCell, personColumn } from '../ratings/index.ts'
import { comingWords, pastNotes, pastSuffix, type RatingsView } from '../viewpoints/index.ts'
import type { AlertRow } from './alert-row.ts'
import { enteredName, kindNames, nearOrder } from './alert-words.ts'

/** What the exported sheet says of itself. */
export interface AlertSheetHead extends ExportHead {
  readonly kind: AlertKind
  readonly view: RatingsView
  /** What new rules made of the counts; ''. */
  readonly begun: string
}

const columns: readonly ColumnSpec[] = [
  personColumn.number,
  personColumn.name,
  personColumn.unit,
  personColumn.title,
  personColumn.classLabel,
  { heading: '建议', width: 16, kind: 'text' },
  { heading: '得分', width: 7.5, kind: 'number', align: 'right' },
  { heading: '提示', width: 48, kind: 'text' },
  { heading: enteredName, width: 11, kind: 'text' },
  personColumn.id,
]

/** One kind of alerts as a sheet, row by row. */
export function alertSheet(rows: AsyncIterable<AlertRow>, head: AlertSheetHead): SheetSpec {
  const { kind, view } = head
  const name = kindNames[kind]
  const { ruleSet, hash } = view.version
  return {
    name,
    title: exportTitle(`提示：${name}${pastSuffix(view.past)}`, head),
    notes: [
      exportLine(head),
      `系统按规则算出的提示，未经研判；截至 ${view.day}；规则版本 ${ruleSet.id}（${hash.slice(0, 16)}）`,
      ...(kind === 'down' || kind === 'up' ? [nearOrder] : []),
      ...pastNotes(view),
      ...[comingWords(view), head.begun].filter(words => words !== ''),
    ],
    columns,
    rows: cellsOf(rows),
    nothing: '没有人。',
    foot: exportFoot,
  }
}

async function* cellsOf(rows: AsyncIterable<AlertRow>): AsyncIterable<readonly CellValue[]> {
  let number = 0
  for await (const row of rows) {
    number += 1
    const { name, unitFull, title, classLabel, mark, note, scoreValue, words, since, id } = row
    yield [number, name, unitFull, title, classLabel, markCell(mark, note), scoreValue, words, since, id]
  }
}
