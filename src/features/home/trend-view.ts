import { monthInWords } from '../../web/format.ts'
import { listColours, markText, markView } from '../ratings/index.ts'
import type { Overview } from './home-service.ts'

/** A chart with its table (see views/_partials/chart.hbs). */
export interface ChartView {
  readonly title: string
  readonly unit: string
  readonly json: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** The lists month by month, each as of its month's end as known then; last, the day itself where it says anything else. */
export function trendView({ view, ruleSet, closes, listed }: Overview, today: string): ChartView {
  const codes = listColours(ruleSet)
  const last = closes.at(-1)
  const said = last?.day === view.day ? (last.tally?.suggested ?? null) : null
  const isSaid = said !== null && codes.every(code => (said[code] ?? 0) === (listed[code] ?? 0))
  const points = [
    ...closes.map(({ _id, tally }) => ({ label: monthInWords(_id), counts: tally?.suggested ?? {} })),
    ...(isSaid ? [] : [{ label: view.day === today ? '今天' : view.day, counts: listed }]),
  ]
  const valuesOf = (code: string): number[] => points.map(({ counts }) => counts[code] ?? 0)
  return {
    title: '三个名单的人数，按月末',
    unit: '人',
    json: JSON.stringify({
      type: 'line',
      labels: points.map(({ label }) => label),
      unit: '人',
      series: codes.map(code => ({ label: markText(markView(ruleSet, code)), colour: code, values: valuesOf(code) })),
    }),
    columns: ['月末', ...codes.map(code => markText(markView(ruleSet, code)))],
    rows: points.map(({ label }, i) => [label, ...codes.map(code => valuesOf(code)[i] ?? 0)]),
  }
}
