import { chartColour } from '../../web/chart-colour.ts'
import { hundredths, percent, count as spelled } from '../../web/format.ts'
import { markText, markView } from '../ratings/index.ts'
import { dimensions, isPrivate } from './dimensions.ts'
import type { Distribution } from './distribution.ts'
import type { FairnessQuery } from './fairness-query.ts'
import type { FairnessFrame } from './fairness-service.ts'
import { columnHeading, exportNotes, HIDDEN, hiddenNote, privateNote } from './fairness-words.ts'
import { frameView } from './frame-view.ts'

/** More groups than this are read in the table alone. */
const MOST_BARS = 24

const counted = (n: number | null | undefined): string => (n === null || n === undefined ? HIDDEN : String(n))

/** `12（15.0%）`; the share only where both are shown. */
function share(n: number | null | undefined, of: number | null | undefined): string {
  if (n === null || n === undefined) return HIDDEN
  return of === null || of === undefined || n === 0 ? String(n) : `${n}（${percent(n, of)}）`
}

/** The page of scores and colours by group. */
export function distributionView(query: FairnessQuery, found: Distribution, frame: FairnessFrame) {
  const { ruleSet, moment } = frame
  const around = frameView('/fairness', query, frame)
  const isTeam = query.by === 'team'
  const rows = [...found.rows, { key: '', label: '合计', spread: found.total }]
  return {
    ...around,
    lead: `截至 ${moment.day}，规则 ${ruleSet.id}，${query.list === 'suggested' ? '建议名单（未经研判）' : '在册名单'}。看各组的得分和颜色是否失衡；差异本身不是不公，只提示去查原因。`,
    isEmpty: found.rows.length === 0,
    nothing: isTeam
      ? `${query.from} 至 ${query.to} 间没有计入的考察。可以把起止日放宽。`
      : '还没有可以统计的人。先导入名册，录入考察；核实后的得分和颜色在这里按组对照。',
    counted: `共 ${spelled(found.people)} 人，${found.rows.length} 组`,
    exportPath: around.withQuery('/fairness/distribution.xlsx'),
    exportNote: exportNotes.groups,
    dimension: dimensions[query.by],
    columns: found.columns.map(code => columnHeading(ruleSet, code)),
    rows: rows.map(({ label, spread }, r) => {
      const line = found.counts[r] ?? []
      return {
        label,
        isTotal: r === found.rows.length,
        n: counted(line.at(-1)),
        cells: found.columns.map((_, c) => share(line[c], line.at(-1))),
        // On paper the quartiles leave their room to the names.
        spread: spreadCells(spread, found.hasHidden).map((value, i) => ({ value, onScreenOnly: i === 2 || i === 4 })),
      }
    }),
    histogram: histogramOf(found),
    boxes: boxesOf(found, dimensions[query.by]),
    stack: stackOf(found, frame, dimensions[query.by]),
    hasCharts: found.rows.length > 0 && found.rows.length <= MOST_BARS,
    notes: [
      '得分统计只含有分的人；四分位、中位都是实有的分数。',
      ...(isTeam
        ? [
            `考察组：${query.from} 至 ${query.to} 间截止的考察；一名干部由几个组考察过的，在各组都计，所以人数的合计是人次。`,
          ]
        : []),
      ...(found.hasHidden ? [hiddenNote] : []),
      ...(isPrivate(query.by) ? [privateNote] : []),
    ],
  }
}

function spreadCells(spread: Distribution['total'], hasHidden: boolean): string[] {
  if (spread === null) return Array.from({ length: 5 }, () => (hasHidden ? HIDDEN : '—'))
  const { mean, deviation, quarter, median, threeQuarters } = spread
  return [mean, deviation, quarter, median, threeQuarters].map(value => (value === null ? '—' : hundredths(value)))
}

const binLabel = ({ from, to }: { readonly from: number; readonly to: number }): string => `${from / 100}–${to / 100}`

function histogramOf({ bins }: Distribution) {
  return {
    title: '得分分布（每 5 分一档，含下限）',
    unit: '人',
    json: JSON.stringify({
      type: 'bar',
      labels: bins.map(binLabel),
      unit: '人',
      series: [{ label: '人数', colour: 'accent', values: bins.map(({ n }) => n) }],
    }),
    columns: ['得分', '人数'],
    rows: bins.map(bin => [binLabel(bin), counted(bin.n)]),
  }
}

const points = (value: number): number => value / 100

function boxesOf({ rows }: Distribution, dimension: string) {
  const known = rows.flatMap(({ label, spread }) => (spread === null ? [] : [{ label, spread }]))
  return {
    title: '各组得分：下四分位—中位—上四分位',
    unit: '分',
    json: JSON.stringify({
      type: 'box',
      labels: known.map(({ label }) => label),
      unit: '分',
      series: [
        {
          label: '下四分位至中位',
          colour: 'none',
          values: known.map(({ spread }) => [points(spread.quarter), points(spread.median)]),
        },
        {
          label: '中位至上四分位',
          colour: 'accent',
          values: known.map(({ spread }) => [points(spread.median), points(spread.threeQuarters)]),
        },
      ],
    }),
    columns: [dimension, '下四分位', '中位', '上四分位'],
    rows: known.map(({ label, spread }) => [
      label,
      hundredths(spread.quarter),
      hundredths(spread.median),
      hundredths(spread.threeQuarters),
    ]),
  }
}

/** Colours by group as shares of the group, so that large and small groups can be compared. */
function stackOf({ columns, rows, counts }: Distribution, { ruleSet }: FairnessFrame, dimension: string) {
  const listed = ruleSet.colours.filter(({ match }) => match !== 'default')
  const codes = columns.filter(code => listed.some(colour => colour.code === code))
  const shareOf = (r: number, code: string): number | null => {
    const [n, of] = [counts[r]?.[columns.indexOf(code)], counts[r]?.at(-1)]
    return n == null || of == null || of === 0 ? null : Math.round((n * 1000) / of) / 10
  }
  const labelOf = (code: string): string => markText(markView(ruleSet, code))
  return {
    title: '各组列入各色的比例',
    unit: '%',
    json: JSON.stringify({
      type: 'bar',
      labels: rows.map(({ label }) => label),
      unit: '%',
      series: codes.map(code => ({
        label: labelOf(code),
        colour: chartColour(code),
        values: rows.map((_, r) => shareOf(r, code)),
      })),
    }),
    columns: [dimension, ...codes.map(labelOf)],
    rows: rows.map(({ label }, r) => [label, ...codes.map(code => shareOf(r, code)?.toFixed(1) ?? HIDDEN)]),
  }
}
