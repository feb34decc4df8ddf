import type { RuleSet } from '../../rules/rule-set.ts'
import type { Weighed } from '../parts.ts'
import { type ScoreInputs, scoreOf } from '../score.ts'
import { clamp } from '../score-line.ts'
import type { Block } from './block.ts'

/** The scores of a block formed anew: hundredths, NaN where there is none; parts in the order of the rule set. */
export interface ScoreColumns {
  readonly score: Float64Array
  readonly coverage: Float64Array
  readonly parts: readonly Float64Array[]
}

/**
 * Forms the scores of a block under the weights of `ruleSet`, now (prefix '') or months ago ('past:3:'). Floating point
 * decides all but the rows that fall on, or close to, half a hundredth: those are formed exactly by `scoreOf`.
 */
export function scoreColumns(block: Block, ruleSet: RuleSet, prefix = ''): ScoreColumns {
  const { size } = block
  const events = block.column(`${prefix}events`)
  const parts = ruleSet.score.parts.map(part => partColumns(block, ruleSet, part, prefix))
  const columns = {
    score: new Float64Array(size),
    coverage: new Float64Array(size),
    parts: parts.map(({ mean }) => mean.map(value => Math.floor(value + 0.5))),
  }
  const inputsAt = inputsOfRows(block, ruleSet, prefix)
  for (let i = 0; i < size; i += 1) {
    const present = presentAt(parts, i)
    columns.coverage[i] = Math.floor(present.covered)
    columns.score[i] = scoreAt(parts, events[i] as number, present.weight, i, ruleSet)
    if (isClose(parts, present, i)) formExactly(columns, i, scoreOf(inputsAt(i), ruleSet))
  }
  return columns
}

/** The weight of the parts present in a row, their coverage, and whether each of them is whole. */
interface Present {
  readonly weight: number
  readonly covered: number
  readonly whole: boolean
}

function presentAt(parts: readonly PartColumns[], i: number): Present {
  let weight = 0
  let covered = 0
  let whole = true
  for (const part of parts) {
    if (Number.isNaN(part.mean[i] as number)) continue
    weight += part.weight
    covered += (part.cover[i] as number) * part.weight
    if (part.cover[i] !== 1) whole = false
  }
  return { weight, covered, whole }
}

function scoreAt(
  parts: readonly PartColumns[],
  events: number,
  present: number,
  i: number,
  { score }: RuleSet,
): number {
  if (Number.isNaN(events) || present === 0) return Number.NaN
  let total = clamp(events, score.eventClip)
  for (const { mean, weight } of parts) {
    const points = (mean[i] as number) * (weight / present)
    if (!Number.isNaN(points)) total += Math.floor(points + 0.5)
  }
  return clamp(total, score.clip)
}

const TOLERANCE = 1e-6
const isHalf = (value: number): boolean => Math.abs(value - Math.floor(value) - 0.5) < TOLERANCE

/** Whether rounding in floating point could have gone the other way. */
function isClose(parts: readonly PartColumns[], { weight: present, covered, whole }: Present, i: number): boolean {
  if (!whole && Math.abs(covered - Math.round(covered)) < TOLERANCE) return true
  for (const { mean, weight } of parts) {
    const value = mean[i] as number
    if (isHalf(value) || isHalf(value * (weight / present))) return true
  }
  return false
}

function formExactly(columns: ScoreColumns, i: number, exact: ReturnType<typeof scoreOf>): void {
  if (!Number.isNaN(columns.score[i] as number)) columns.score[i] = exact.score ?? Number.NaN
  columns.coverage[i] = exact.coverage
  columns.parts.forEach((column, p) => {
    column[i] = exact.parts[p]?.mean ?? Number.NaN
  })
}

interface PartColumns {
  readonly weight: number
  /** NaN where the part is missing. */
  readonly mean: Float64Array
  /** Share of its weight that is present. */
  readonly cover: Float64Array
}

interface Item {
  readonly sum: Float64Array
  readonly weight: Float64Array
  /** Of the rules. */
  readonly share: number
}

function itemsOf(block: Block, ruleSet: RuleSet, part: RuleSet['score']['parts'][number], prefix: string): Item[] {
  if (part.from === 'ballots') {
    return ruleSet.evaluation.map(({ code, weight }) => itemOf(block, `${prefix}group:${code}`, weight))
  }
  const rows = new Set(ruleSet.indicators.rows.filter(row => row.part === part.code).map(row => row.code))
  return ruleSet.indicators.cells
    .filter(cell => rows.has(cell.row))
    .map(({ id, weight }) => itemOf(block, `${prefix}cell:${id}`, weight))
}

const itemOf = (block: Block, name: string, share: number): Item => ({
  sum: block.column(`${name}:sum`),
  weight: block.column(`${name}:weight`),
  share,
})

function partColumns(
  block: Block,
  ruleSet: RuleSet,
  part: RuleSet['score']['parts'][number],
  prefix: string,
): PartColumns {
  const { size } = block
  const total = new Float64Array(size)
  const present = new Float64Array(size)
  let all = 0
  for (const { sum, weight, share } of itemsOf(block, ruleSet, part, prefix)) {
    all += share
    for (let i = 0; i < size; i += 1) {
      const value = sum[i] as number
      if (Number.isNaN(value)) continue
      total[i] = (total[i] as number) + (value * share) / (weight[i] as number)
      present[i] = (present[i] as number) + share
    }
  }
  return {
    weight: part.weight,
    mean: total.map((value, i) => value / (present[i] as number)),
    cover: present.map(weight => weight / all),
  }
}

/** The exact inputs of a row. */
function inputsOfRows(block: Block, { indicators, evaluation }: RuleSet, prefix: string): (row: number) => ScoreInputs {
  const columns = (kind: 'cell' | 'group', ids: readonly string[]) =>
    ids.map(id => ({ id, ...itemOf(block, `${prefix}${kind}:${id}`, 0) }))
  const lazily = <T>(make: () => T): (() => T) => {
    let made: T | null = null
    return () => {
      made ??= make()
      return made
    }
  }
  const sources = lazily(() => ({
    events: block.column(`${prefix}events`),
    cells: columns(
      'cell',
      indicators.cells.map(({ id }) => id),
    ),
    groups: columns(
      'group',
      evaluation.map(({ code }) => code),
    ),
  }))
  return row => {
    const { events, cells, groups } = sources()
    const at = (items: typeof cells): Record<string, Weighed> =>
      Object.fromEntries(
        items.flatMap(({ id, sum, weight }) =>
          Number.isNaN(sum[row] as number) ? [] : [[id, [sum[row] as number, weight[row] as number] as Weighed]],
        ),
      )
    return { cells: at(cells), groups: at(groups), events: events[row] as number }
  }
}
