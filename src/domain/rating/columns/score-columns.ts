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
 * Forms the scores of a block under the weights of `ruleSet`, in floating point. Where the fractions of the block are
 * coarse, what lies next to half a hundredth is half a hundredth; where they are not, rows next to one are formed exactly
 * by `scoreOf`.
 */
export function scoreColumns(block: Block, ruleSet: RuleSet): ScoreColumns {
  const { parts, present, score, exactRows } = formed(block, ruleSet, '')
  const coverage = roundedOff(present.covered, TOLERANCE)
  const means = parts.map(({ mean }) => roundedOff(mean, HALF))
  for (const [row, exact] of exactRows()) {
    putScore(score, row, exact.score)
    coverage[row] = exact.coverage
    for (const [part, mean] of means.entries()) mean[row] = exact.parts[part]?.mean ?? Number.NaN
  }
  return { score, coverage, parts: means }
}

/** The scores alone, as of so many months ago. */
export function pastScores(block: Block, ruleSet: RuleSet, months: number): Float64Array {
  const { score, exactRows } = formed(block, ruleSet, `past:${months}:`)
  for (const [row, exact] of exactRows()) putScore(score, row, exact.score)
  return score
}

/** In floating point; `exactRows`: those next to where that might round the other way, formed exactly. */
function formed(block: Block, ruleSet: RuleSet, prefix: string) {
  const { size } = block
  const into = { sum: new Float64Array(size), weight: new Float64Array(size) }
  const parts = ruleSet.score.parts.map(part => partColumns(block, ruleSet, part, prefix, into))
  const present = presentIn(parts, size)
  const score = scoresFrom(parts, present.weight, block.load(`${prefix}events`, into.sum), ruleSet)
  return {
    parts,
    present,
    score,
    exactRows: function* (): Iterable<readonly [row: number, exact: ReturnType<typeof scoreOf>]> {
      if (isCoarse(parts)) return
      const inputsAt = inputsOfRows(block, ruleSet, prefix)
      for (let row = 0; row < size; row += 1)
        if (isClose(parts, present, row)) yield [row, scoreOf(inputsAt(row), ruleSet)]
    },
  }
}

/** Where there is none, none stays. */
function putScore(into: Float64Array, row: number, score: number | null): void {
  if (!Number.isNaN(into[row] as number)) into[row] = score ?? Number.NaN
}

/** A hundred times what the sums of some dozens of values up to 10,000 lose in floating point. */
const TOLERANCE = 1e-9

/** Added, the whole number below is the nearest, half upwards; of numbers that are not negative. */
const HALF = 0.5 + TOLERANCE

/** The whole numbers below these with so much added. A loop: `map` calls its function for each of a thousand rows. */
function roundedOff(values: Float64Array, added: number): Float64Array {
  const whole = new Float64Array(values.length)
  for (let i = 0; i < whole.length; i += 1) whole[i] = Math.floor((values[i] as number) + added)
  return whole
}

interface Present {
  /** The weight of the parts that are present. */
  readonly weight: Float64Array
  /** Of these the share that is covered. */
  readonly covered: Float64Array
}

function presentIn(parts: readonly PartColumns[], size: number): Present {
  const weight = new Float64Array(size)
  const covered = new Float64Array(size)
  for (const part of parts) {
    for (let i = 0; i < size; i += 1) {
      if (Number.isNaN(part.mean[i] as number)) continue
      weight[i] = (weight[i] as number) + part.weight
      covered[i] = (covered[i] as number) + ((part.present[i] as number) / part.all) * part.weight
    }
  }
  return { weight, covered }
}

function scoresFrom(
  parts: readonly PartColumns[],
  present: Float64Array,
  events: Float64Array,
  { score: { eventClip, clip } }: RuleSet,
): Float64Array {
  const total = new Float64Array(present.length)
  for (let i = 0; i < total.length; i += 1) total[i] = clamp(events[i] as number, eventClip)
  for (const { mean, weight } of parts) {
    for (let i = 0; i < total.length; i += 1) {
      const points = Math.floor((mean[i] as number) * (weight / (present[i] as number)) + HALF)
      if (!Number.isNaN(points)) total[i] = (total[i] as number) + points
    }
  }
  for (let i = 0; i < total.length; i += 1) total[i] = present[i] === 0 ? Number.NaN : clamp(total[i] as number, clip)
  return total
}

/**
 * Whether what is not on half a hundredth (or on a whole one, of coverage) is farther from it than ten tolerances: a mean
 * is a whole number over (common multiple of the ages' weights × steps of the shares), points over that times the steps
 * of the parts.
 */
function isCoarse(parts: readonly PartColumns[]): boolean {
  const ofParts = stepsOf(parts.map(({ weight }) => weight))
  const finest = Math.max(...parts.map(({ ages, steps }) => 2 * ages * steps * ofParts))
  const ofCoverage = parts.reduce((all, { steps }) => commonMultiple(all, steps), 1)
  return Math.max(finest, ofCoverage) * TOLERANCE * 10 < 1
}

/** Weights below are met again and again, and looked at once. */
const SEEN_UP_TO = 4096

/** A common multiple that is too much for floating point by far: it need not grow on. */
const TOO_FINE = 1e9

/** In how many equal steps whole numbers sum up. */
const stepsOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.reduce(commonDivisor, 0)

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
const commonMultiple = (a: number, b: number): number => (a / commonDivisor(a, b)) * b

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < TOLERANCE * 10

/** Whether rounding in floating point could have gone the other way. */
function isClose(parts: readonly PartColumns[], { weight: present, covered }: Present, i: number): boolean {
  if (isWhole(covered[i] as number)) return true
  return parts.some(({ mean, weight }) => {
    const value = mean[i] as number
    return isWhole(value + 0.5) || isWhole(value * (weight / (present[i] as number)) + 0.5)
  })
}

interface PartColumns {
  readonly weight: number
  /** NaN where the part is missing. */
  readonly mean: Float64Array
  /** The shares of its items that are present, and of all its items. */
  readonly present: Float64Array
  readonly all: number
  /** The least common multiple of the weights that ages gave. */
  readonly ages: number
  /** In how many equal steps the shares of its items sum up. */
  readonly steps: number
}

/** A cell or ballot group of a part, with its share under the rules. */
interface Item {
  readonly name: string
  readonly share: number
}

function itemsOf(ruleSet: RuleSet, part: RuleSet['score']['parts'][number], prefix: string): Item[] {
  if (part.from === 'ballots')
    return ruleSet.evaluation.map(({ code, weight }) => ({ name: `${prefix}group:${code}`, share: weight }))
  const rows = new Set(ruleSet.indicators.rows.filter(row => row.part === part.code).map(row => row.code))
  return ruleSet.indicators.cells
    .filter(cell => rows.has(cell.row))
    .map(({ id, weight }) => ({ name: `${prefix}cell:${id}`, share: weight }))
}

function partColumns(
  block: Block,
  ruleSet: RuleSet,
  part: RuleSet['score']['parts'][number],
  prefix: string,
  { sum, weight }: { readonly sum: Float64Array; readonly weight: Float64Array },
): PartColumns {
  const { size } = block
  const mean = new Float64Array(size)
  const present = new Float64Array(size)
  const items = itemsOf(ruleSet, part, prefix)
  let ages = 1
  const seen = new Uint8Array(SEEN_UP_TO)
  const note = (age: number): void => {
    seen[age] = 1
    if (ages < TOO_FINE) ages = commonMultiple(ages, age)
  }
  for (const { name, share } of items) {
    block.load(`${name}:sum`, sum)
    block.load(`${name}:weight`, weight)
    for (let i = 0; i < size; i += 1) {
      const value = sum[i] as number
      if (Number.isNaN(value)) continue
      const age = weight[i] as number
      if (seen[age] !== 1) note(age)
      mean[i] = (mean[i] as number) + (value * share) / age
      present[i] = (present[i] as number) + share
    }
  }
  const shares = items.map(({ share }) => share)
  const all = shares.reduce((total, share) => total + share, 0)
  for (let i = 0; i < size; i += 1) mean[i] = (mean[i] as number) / (present[i] as number)
  return { weight: part.weight, mean, present, all, ages, steps: stepsOf(shares) }
}

/** The exact inputs of a row. */
function inputsOfRows(block: Block, { indicators, evaluation }: RuleSet, prefix: string): (row: number) => ScoreInputs {
  const columns = (kind: 'cell' | 'group', ids: readonly string[]) =>
    ids.map(id => {
      const name = `${prefix}${kind}:${id}`
      return { id, sum: block.column(`${name}:sum`), weight: block.column(`${name}:weight`) }
    })
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
