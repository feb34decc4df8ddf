import type { ClosedRow } from '../../domain/closes/closed-row.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { markCell, markNote, markView, personColumn } from '../ratings/index.ts'
import type { ComparedRow } from './close-query.ts'
import { closeSheet, type SheetHead } from './close-sheet.ts'
import { becauseOf } from './close-view.ts'

type Rows = AsyncIterable<ComparedRow>

/** A column, and what of a row stands in it; its number in the sheet where it asks for it. */
interface PersonCell {
  readonly spec: ColumnSpec
  readonly cell: (compared: ComparedRow, number: number) => CellValue
}

const who = ['number', 'name', 'unit', 'title', 'classLabel'] as const

/** Who stands otherwise than at the close before, and why. */
export const moversSheet = (head: SheetHead, rows: Rows): SheetSpec =>
  peopleSheet(head, '变化', rows, [...who, 'was', 'is', 'score', 'because', 'id'], '没有人的建议与上月不同。')

/** Everybody with what is suggested and decided. Paper has room for these alone: figures have a sheet of their own. */
export const everybodySheet = (head: SheetHead, rows: Rows): SheetSpec =>
  peopleSheet(head, '全部干部', rows, [...who, 'is', 'score', 'rank', 'why', 'placed', 'id'])

/** What the scores are made of, in the order of everybody's sheet. */
export const figuresSheet = (head: SheetHead, rows: Rows): SheetSpec =>
  peopleSheet(head, '得分构成', rows, [...who, 'score', 'rank', 'parts', 'events', 'coverage', 'id'])

function peopleSheet(
  head: SheetHead,
  name: string,
  rows: Rows,
  keys: readonly (keyof ReturnType<typeof cellsOf>)[],
  nothing = '没有参加评定的干部。',
): SheetSpec {
  const cells = cellsOf(head)
  const chosen = keys.flatMap(key => cells[key])
  return closeSheet(head, name, { columns: chosen.map(({ spec }) => spec), rows: lines(chosen, rows), nothing })
}

async function* lines(chosen: readonly PersonCell[], rows: Rows): AsyncIterable<readonly CellValue[]> {
  let number = 0
  for await (const compared of rows) {
    number += 1
    yield chosen.map(({ cell }) => cell(compared, number))
  }
}

const text = (heading: string, width: number): ColumnSpec => ({ heading, width, kind: 'text' })
const points = (heading: string): ColumnSpec => ({ heading, width: 10, kind: 'number', align: 'right' })

/** Everything a close says of somebody. */
function cellsOf({ view, reasons }: SheetHead) {
  const { ruleSet, units } = view
  const of = (spec: ColumnSpec, read: (row: ClosedRow) => CellValue): PersonCell => ({
    spec,
    cell: ({ row }) => read(row),
  })
  const marked = (colour: string, mark: string | null = null): CellValue =>
    markCell(markView(ruleSet, colour, mark), markNote(mark))
  const classLabel = (code: string): string => ruleSet.classes.find(one => one.code === code)?.label ?? code
  return {
    number: { spec: personColumn.number, cell: (_, number) => number } satisfies PersonCell,
    name: of(personColumn.name, row => row.name),
    unit: of(personColumn.unit, row => units.get(row.unitId)?.name ?? row.unitId),
    title: of(personColumn.title, row => row.title),
    classLabel: of(personColumn.classLabel, row => classLabel(row.classCode)),
    was: { spec: text('上月', 16), cell: ({ before }) => wasCell(before, marked) } satisfies PersonCell,
    is: of(text('建议', 16), row => marked(row.suggested, row.mark)),
    score: of({ ...points('得分'), width: 7.5 }, row => inPoints(row.score)),
    rank: of({ heading: '类内排名', width: 8, kind: 'integer', align: 'right' }, row => row.rank),
    why: of(text('主要理由', 34), row => row.why),
    because: {
      spec: text('变化原因', 44),
      cell: compared => becauseOf(compared, view, reasons),
    } satisfies PersonCell,
    placed: of(text('在册名单', 16), row => (row.placed === null ? '' : marked(row.placed))),
    parts: ruleSet.score.parts.map(({ label }, i) =>
      of(points(`${label} 均分`), ({ parts }) => inPoints(parts[i]?.mean ?? null)),
    ),
    events: of(points('事件分'), row => inPoints(row.events)),
    coverage: of(points('覆盖率%'), row => row.coverage / 100),
    id: of(personColumn.id, row => row.cadreId),
  }
}

const inPoints = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100)

const wasCell = (before: ComparedRow['before'], marked: (colour: string) => CellValue): CellValue =>
  typeof before === 'string' ? marked(before) : before === null ? '未评定' : ''
