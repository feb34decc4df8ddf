import { ENOUGH_RATINGS, FAR_ERRORS, type Leniency } from '../../domain/fairness/leniency.ts'
import { count, hundredths, signedHundredths } from '../../web/format.ts'
import { bases, type FairnessQuery } from './fairness-query.ts'
import type { Assessors, FairnessFrame } from './fairness-service.ts'
import { exportNotes, isFar, verdictWords } from './fairness-words.ts'
import { frameView } from './frame-view.ts'

const MOST_BARS = 40

export const howFlagged = `可比份数不少于 ${ENOUGH_RATINGS}、且平均差不小于 ${FAR_ERRORS} 个标准误的，标为明显偏宽或偏严。`

/** The page of the assessors beside each other: those far from the others first. */
export function assessorsView(query: FairnessQuery, { assessors, ratings }: Assessors, frame: FairnessFrame) {
  const around = frameView('/fairness/assessors', query, frame)
  const ordered = inOrder(assessors)
  const far = assessors.filter(isFar).length
  return {
    ...around,
    lead: `${query.from} 至 ${query.to} 间截止、已计入的考察，与${bases[query.basis]}相比。偏宽偏严只提示复核，不改变任何得分。`,
    isEmpty: ratings === 0,
    counted: `${assessors.length} 个考察组，${count(ratings)} 份考察，其中 ${far} 个组与他人差异明显`,
    exportPath: around.withQuery('/fairness/assessors.xlsx'),
    exportNote: exportNotes.assessors,
    rows: ordered.map(rowOf),
    chart: chartOf(ordered),
    hasChart: ordered.length > 0 && ordered.length <= MOST_BARS,
    notes: [
      `一份考察的分＝已看各格按有效权重的平均；差＝该分减去${bases[query.basis]}（由其他考察组作出）的平均分；宽严＝各份之差的平均，离散＝各份之差的标准差，标准误＝离散÷√可比份数。`,
      howFlagged,
      `考察组按考察表所填的“考察组”归并，不是录入或核实的账号；类别按${frame.moment.past === null ? '现任' : '这一天的'}职务。`,
    ],
  }
}

const places = ['lenient', 'strict', 'near', 'few', 'alone']

/** Far ones first, and among equals the larger difference. */
export const inOrder = (assessors: readonly Leniency[]): Leniency[] =>
  [...assessors].sort(
    (a, b) =>
      Number(isFar(b)) - Number(isFar(a)) ||
      (isFar(a) ? 0 : places.indexOf(a.verdict) - places.indexOf(b.verdict)) ||
      Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0),
  )

const known = (value: number | null): string => (value === null ? '—' : hundredths(value))

const rowOf = (one: Leniency) => ({
  name: one.assessor,
  ratings: count(one.ratings),
  compared: count(one.compared),
  mean: hundredths(one.mean),
  difference: one.difference === null ? '—' : signedHundredths(one.difference),
  spread: known(one.spread),
  standardError: known(one.standardError),
  verdict: verdictWords[one.verdict],
  isFar: isFar(one),
})

function chartOf(assessors: readonly Leniency[]) {
  const compared = assessors.flatMap(one => (one.difference === null ? [] : [{ ...one, difference: one.difference }]))
  return {
    title: '各考察组的宽严（与他人的平均差）',
    unit: '分',
    json: JSON.stringify({
      type: 'bar',
      labels: compared.map(({ assessor }) => assessor),
      unit: '分',
      series: [{ label: '平均差', colour: 'accent', values: compared.map(({ difference }) => difference / 100) }],
    }),
    columns: ['考察组', '平均差', '可比份数'],
    rows: compared.map(({ assessor, difference, compared: n }) => [assessor, signedHundredths(difference), String(n)]),
  }
}
