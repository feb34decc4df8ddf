import type { Leniency } from '../../domain/fairness/leniency.ts'
import { calibrated } from '../../domain/fairness/leniency.ts'
import type { CellValue, ColumnSpec, SheetSpec } from '../../platform/workbook/index.ts'
import { type ExportHead, exportFoot, exportLine, exportTitle } from '../../web/export-head.ts'
import { markText } from '../ratings/index.ts'
import { pastNotes, pastSuffix } from '../viewpoints/index.ts'
import { howFlagged, inOrder } from './assessors-view.ts'
import type { Changes } from './changes.ts'
import { changeRows } from './changes-view.ts'
import { dimensions } from './dimensions.ts'
import type { Distribution } from './distribution.ts'
import { bases, type FairnessQuery } from './fairness-query.ts'
import type { FairnessFrame } from './fairness-service.ts'
import { columnWords, HIDDEN, sheetNote, verdictWords } from './fairness-words.ts'

/** Who takes a sheet out, and of what installation. */
export interface SheetHead extends Omit<ExportHead, 'today'> {
  readonly frame: FairnessFrame
}

function sheet(
  head: SheetHead,
  title: string,
  spec: Pick<SheetSpec, 'columns' | 'rows'> & { readonly notes: readonly string[] },
): SheetSpec {
  const { frame } = head
  return {
    name: title.slice(0, 31),
    title: exportTitle(`${title}${pastSuffix(frame.moment.past)}`, head),
    notes: [
      exportLine({ ...head, today: frame.today }),
      `规则版本 ${frame.ruleSet.id}（${frame.moment.version.hash.slice(0, 16)}）`,
      ...pastNotes(frame.moment),
      ...spec.notes,
    ],
    columns: spec.columns,
    rows: spec.rows,
    foot: exportFoot,
  }
}

const integer = (heading: string): ColumnSpec => ({ heading, width: 11, kind: 'integer', align: 'right' })
const number = (heading: string): ColumnSpec => ({ heading, width: 8, kind: 'number', align: 'right' })
const text = (heading: string, width: number): ColumnSpec => ({ heading, width, kind: 'text' })

const headingsOf = (codes: readonly string[], { ruleSet }: FairnessFrame): string[] =>
  codes.map(code => {
    const words = columnWords(ruleSet, code)
    return 'letter' in words ? markText(words) : words.label
  })

/** Scores and colours by group; what leaves the system hides small cells. */
export function distributionSheet(query: FairnessQuery, found: Distribution, head: SheetHead): SheetSpec {
  const statistics = ['均分', '标准差', '下四分位', '中位', '上四分位']
  const groups = [...found.rows, { label: '合计', spread: found.total }]
  const points = (value: number | null): CellValue => (value === null ? '' : value / 100)
  return sheet(head, `得分与颜色分布·${dimensions[query.by]}`, {
    notes: [query.list === 'suggested' ? '建议名单（未经研判）' : '在册名单', sheetNote],
    columns: [
      text(dimensions[query.by], 26),
      ...headingsOf(found.columns, head.frame).map(integer),
      integer('人数'),
      ...statistics.map(number),
    ],
    rows: groups.map(({ label, spread }, r): CellValue[] => [
      label,
      ...(found.counts[r] ?? []).map(n => n ?? HIDDEN),
      ...(spread === null
        ? statistics.map(() => HIDDEN)
        : [spread.mean, spread.deviation, spread.quarter, spread.median, spread.threeQuarters].map(points)),
    ]),
  })
}

/** The assessors beside each other, with their means before and after. */
export function assessorsSheet(query: FairnessQuery, assessors: readonly Leniency[], head: SheetHead): SheetSpec {
  const points = (value: number | null): CellValue => (value === null ? '' : value / 100)
  return sheet(head, '考察组宽严与校准对照', {
    notes: [
      `${query.from} 至 ${query.to} 间截止的考察，与${bases[query.basis]}相比；${howFlagged}`,
      '校准只作对照，不改变任何得分和名单。本表可能带出本部，份数不足 3 的考察组不列分数，页面上列出。',
    ],
    columns: [
      text('考察组', 30),
      integer('考察份数'),
      integer('可比份数'),
      ...['均分', '平均差', '离散', '标准误', '扣除宽严后均分'].map(number),
      text('判断', 22),
    ],
    rows: inOrder(assessors).map((one): CellValue[] => {
      const figures = [one.mean, one.difference, one.spread, one.standardError, calibrated(one.mean, one)]
      const shown = one.ratings < 3 ? figures.map(() => HIDDEN) : figures.map(points)
      return [one.assessor, one.ratings, one.compared, ...shown, verdictWords[one.verdict]]
    }),
  })
}

/** Colours by group on two days. */
export function changesSheet(query: FairnessQuery, found: Changes, head: SheetHead): SheetSpec {
  const columns = [...headingsOf(found.columns, head.frame), '合计']
  return sheet(head, `前后变化·${dimensions[query.by]}`, {
    notes: [`${found.earlier?.label ?? '—'} → ${found.later?.label ?? '—'}，建议名单（未经研判）`, sheetNote],
    columns: [text(dimensions[query.by], 24), ...columns.map(heading => text(heading, 17))],
    rows: changeRows(found).map(({ label, cells }) => [label, ...cells]),
  })
}
