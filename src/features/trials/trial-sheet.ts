import type { Cadre } from '../../domain/people/cadre.ts'
import { coloursInOrder } from '../../domain/rating/counted-as.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { instantText } from '../../web/format.ts'
import { type BothRules, markCell, markText, markView, personColumn } from '../ratings/index.ts'
import { caseColumns, caseRows } from './case-sheet.ts'
import type { CheckedCase } from './cases.ts'
import type { MoverRow } from './mover-view.ts'
import { againstWords } from './trial-head-view.ts'
import type { TrialDocument } from './trial-model.ts'
import type { CountCell, summaryView } from './trial-view.ts'

/** What every sheet says of itself. */
export interface TrialSheetHead extends ExportHead {
  readonly trial: TrialDocument
  readonly rules: BothRules
}

type SummaryView = ReturnType<typeof summaryView>

/** The saved cases of a trial, with the people they speak of. */
interface SheetCases {
  readonly summary: string
  readonly checked: readonly CheckedCase[]
  readonly cadres: ReadonlyMap<string, Cadre>
}

/** 汇总, 按类别, 按单位, 名额, 变动的人, 案例. */
export function trialSheets(
  view: SummaryView,
  movers: AsyncIterable<MoverRow>,
  { summary, checked, cadres }: SheetCases,
  head: TrialSheetHead,
): SheetSpec[] {
  const before = head.trial.before.id
  return [
    sheet(head, '汇总', '颜色变动', flowColumns(view, before), flowRows(view)),
    sheet(
      head,
      '按类别',
      '各类别各颜色人数',
      countColumns('类别', view.classes.columns, before),
      countRows(view.classes.rows),
    ),
    sheet(
      head,
      '按单位',
      `各单位各颜色人数（${view.unitsNote}）`,
      countColumns('单位', view.units.columns, before),
      countRows(view.units.rows),
    ),
    sheet(head, '名额', view.quota.title, countColumns('类别', view.quota.columns, before), countRows(view.quota.rows)),
    sheet(head, '变动的人', '变动的人', moverColumns(before), moverRows(movers)),
    sheet(head, '案例', `案例（${summary}）`, caseColumns(before), caseRows(checked, head.rules, cadres)),
  ]
}

const sheet = (
  head: TrialSheetHead,
  name: string,
  title: string,
  columns: readonly ColumnSpec[],
  rows: SheetSpec['rows'],
): SheetSpec => ({
  name,
  title: exportTitle(`规则试算：${title}`, head),
  notes: notesOf(head),
  columns,
  rows,
  nothing: '没有。',
  foot: exportFoot,
})

/** What was tried over what, by whom; that it is no list; what the marks mean. */
function notesOf(head: TrialSheetHead): string[] {
  const { trial, rules } = head
  const legend = coloursInOrder(rules.after)
    .map(({ code }) => markText(markView(rules.after, code)))
    .join('  ')
  const { basis, before } = trial
  return [
    exportLine(head),
    `试算结果，不是名单：草案“${trial.note}”第 ${trial.draftVersion} 稿（${trial.hash.slice(0, 16)}）与 ${againstWords(trial)} ${before.hash.slice(0, 16)} 对照`,
    `数据：${basis.label}，截至 ${basis.day}，当时所知到 ${instantText(basis.knownAt)}；试算：${trial.startedBy.name} ${instantText(trial.startedAt)}`,
    `图例：${legend}`,
  ]
}

const flowColumns = ({ flows }: SummaryView, before: string): ColumnSpec[] => [
  { heading: `${before} 下 ＼ 草案下`, width: 16, kind: 'text' },
  ...flows.columns.map((heading): ColumnSpec => ({ heading, width: 13, kind: 'integer' })),
]

const flowRows = ({ flows }: SummaryView): CellValue[][] =>
  flows.rows.map(({ label, cells }) => [label, ...cells.map(({ n }) => n)])

/** Two columns a number: before, after. */
const countColumns = (heading: string, columns: readonly string[], before: string): ColumnSpec[] => [
  { heading, width: 24, kind: 'text' },
  ...columns.flatMap((column): ColumnSpec[] => [
    { heading: `${column} ${before}`, width: 8.5, kind: 'integer' },
    { heading: `${column} 草案`, width: 8.5, kind: 'integer' },
  ]),
]

const countRows = (rows: readonly { readonly label: string; readonly cells: readonly CountCell[] }[]): CellValue[][] =>
  rows.map(({ label, cells }) => [label, ...cells.flatMap(({ before, after }) => [before, after])])

const moverColumns = (before: string): readonly ColumnSpec[] => [
  personColumn.number,
  personColumn.name,
  personColumn.unit,
  personColumn.classLabel,
  { heading: `${before} 下`, width: 16, kind: 'text' },
  { heading: '草案下', width: 16, kind: 'text' },
  { heading: `${before} 得分`, width: 8.5, kind: 'number', align: 'right' },
  { heading: '草案得分', width: 8.5, kind: 'number', align: 'right' },
  { heading: '为什么', width: 48, kind: 'text' },
  personColumn.id,
]

async function* moverRows(movers: AsyncIterable<MoverRow>): AsyncIterable<readonly CellValue[]> {
  let number = 0
  for await (const row of movers) {
    number += 1
    yield [
      number,
      row.name,
      row.unitFull,
      row.classLabel,
      markCell(row.from, row.fromNote),
      markCell(row.to, row.toNote),
      row.scoreBefore,
      row.scoreAfter,
      row.why.join('\n'),
      row.cadreId,
    ]
  }
}
