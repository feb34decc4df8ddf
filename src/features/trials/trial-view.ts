import type { Unit } from '../../domain/people/unit.ts'
import type { Counts, TrialSummary } from '../../domain/trials/compare-outcomes.ts'
import { chartColour } from '../../web/chart-colour.ts'
import { count } from '../../web/format.ts'
import { type BothRules, shortMark } from '../ratings/index.ts'
import { colourKeys, markOfKey } from './colour-keys.ts'
import { moversPath } from './mover-query.ts'

/** What the numbers of a trial are told from. */
export interface SummaryParts {
  readonly id: string
  readonly summary: TrialSummary
  readonly rules: BothRules
  readonly units: readonly Unit[]
}

/** The numbers of a trial in words: page and sheets read this one value. */
export function summaryView(parts: SummaryParts) {
  const { id, summary, rules } = parts
  const unmoved = summary.rated - summary.moved - summary.remarked
  return {
    isEmpty: summary.rated === 0,
    numbers: [
      numberOf('颜色变动', summary.moved, moversPath(id, { kind: 'colour' })),
      numberOf('只有标注变动', summary.remarked, moversPath(id, { kind: 'mark' })),
      numberOf('颜色、标注不变', unmoved, null),
      numberOf('参加评定', summary.rated, null, `得分有变化的 ${count(summary.rescored)} 人`),
    ],
    chart: flowChart(parts),
    flows: flowTable(parts),
    classes: countsTable(
      rules,
      inClassOrder(summary.byClass, rules),
      ({ code }) => classLabel(rules, code),
      ({ code }) => moversPath(id, { classCode: code }),
    ),
    ...unitTable(parts),
    quota: quotaTable(parts),
  }
}

/** The classes in the order of the draft. */
function inClassOrder<R extends { readonly code: string }>(rows: readonly R[], { after }: BothRules): R[] {
  const order = new Map(after.classes.map(({ code }, i) => [code, i]))
  return [...rows].sort((a, b) => (order.get(a.code) ?? order.size) - (order.get(b.code) ?? order.size))
}

const numberOf = (label: string, value: number, path: string | null, change = '') => ({
  label,
  value: count(value),
  unit: '人',
  change,
  path,
})

export const classLabel = ({ before, after }: BothRules, code: string): string =>
  [...after.classes, ...before.classes].find(rule => rule.code === code)?.label ?? code

/** Who moves, by colour left and colour reached; who stays is not drawn. */
function flowChart({ summary: { flows }, rules }: SummaryParts) {
  const keys = colourKeys(rules)
  const n = (from: string, to: string): number =>
    from === to ? 0 : (flows.find(flow => flow.from === from && flow.to === to)?.n ?? 0)
  const left = keys.filter(from => keys.some(to => n(from, to) > 0))
  const reached = keys.filter(to => keys.some(from => n(from, to) > 0))
  const labelOf = (key: string, side: 'before' | 'after') => shortMark(markOfKey(rules, key, side))
  return {
    title: '颜色变动的人数，由原来的颜色分到草案下的颜色',
    unit: '人',
    json: JSON.stringify({
      type: 'stacked',
      labels: left.map(key => `原${labelOf(key, 'before')}`),
      unit: '人',
      series: reached.map(to => ({
        label: `变为${labelOf(to, 'after')}`,
        colour: chartColour(to),
        values: left.map(from => n(from, to)),
      })),
    }),
    columns: ['原来', ...reached.map(to => `变为${labelOf(to, 'after')}`)],
    rows: left.map(from => [labelOf(from, 'before'), ...reached.map(to => n(from, to))]),
  }
}

/** From × to with everybody; cells that move somebody lead to them. */
function flowTable({ id, summary: { flows }, rules }: SummaryParts) {
  const keys = colourKeys(rules)
  return {
    columns: keys.map(key => shortMark(markOfKey(rules, key, 'after'))),
    rows: keys.map(from => ({
      label: shortMark(markOfKey(rules, from, 'before')),
      cells: keys.map(to => {
        const n = flows.find(flow => flow.from === from && flow.to === to)?.n ?? 0
        return { n, value: count(n), isZero: n === 0, path: n > 0 && from !== to ? moversPath(id, { from, to }) : null }
      }),
    })),
  }
}

/** One cell of before and after. */
export interface CountCell {
  readonly before: number
  readonly after: number
  readonly isChanged: boolean
  readonly text: string
}

const cellOf = (before: number, after: number): CountCell => ({
  before,
  after,
  isChanged: before !== after,
  text: before === after ? count(after) : `${count(before)} → ${count(after)}`,
})

const countsTable = <R extends { readonly counts: Counts }>(
  rules: BothRules,
  rows: readonly R[],
  labelOf: (row: R) => string,
  pathOf: (row: R) => string,
) => ({
  columns: colourKeys(rules).map(key => shortMark(markOfKey(rules, key, 'after'))),
  rows: rows.map(row => ({
    label: labelOf(row),
    path: pathOf(row),
    cells: colourKeys(rules).map(key => cellOf(row.counts[key]?.before ?? 0, row.counts[key]?.after ?? 0)),
  })),
})

/** Units where some number differs, in the order of their codes; the others are counted. */
function unitTable({ id, summary: { byUnit }, rules, units }: SummaryParts) {
  const order = new Map(units.map((unit, i) => [unit.id, i]))
  const changed = byUnit
    .filter(({ counts }) => Object.values(counts).some(({ before, after }) => before !== after))
    .sort((a, b) => (order.get(a.unitId) ?? units.length) - (order.get(b.unitId) ?? units.length))
  const rest = byUnit.length - changed.length
  return {
    units: countsTable(
      rules,
      changed,
      ({ unitId }) => units.find(unit => unit.id === unitId)?.name ?? unitId,
      ({ unitId }) => moversPath(id, { unitId }),
    ),
    unitsNote: `各颜色人数有变化的单位 ${changed.length} 个，没有变化的 ${rest} 个。`,
  }
}

/** The places of the quota's colour by class. */
function quotaTable({ summary: { quota }, rules }: SummaryParts) {
  const lines = quota.map(({ code, before, after }) => ({
    label: classLabel(rules, code),
    cells: [
      cellOf(before.n, after.n),
      cellOf(before.places, after.places),
      cellOf(before.placed, after.placed),
      cellOf(before.tied, after.tied),
      cellOf(before.full, after.full),
    ],
  }))
  const total = [0, 1, 2, 3, 4].map(i =>
    cellOf(
      lines.reduce((sum, { cells }) => sum + (cells[i]?.before ?? 0), 0),
      lines.reduce((sum, { cells }) => sum + (cells[i]?.after ?? 0), 0),
    ),
  )
  const colour = markOfKey(rules, rules.after.quotas.colour, 'after')
  return {
    title: `${shortMark(colour)}的名额`,
    columns: ['计名次人数', '名额', '取得名额', '并列待研究', '符合条件、名额已满'],
    rows: [...lines, { label: '合计', cells: total }],
  }
}
