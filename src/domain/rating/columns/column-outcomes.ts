import type { RuleSet } from '../../rules/rule-set.ts'
import { ascending, type Contender, classPlacings, fillPlaces, leastInside, type Placing } from '../place.ts'
import type { Rater } from '../rate.ts'
import type { Block } from './block.ts'
import { createBlockJudge, type JudgedBlock } from './judge-block.ts'
import { marks } from './settle.ts'

/** What is suggested for each row of a block under the placing. */
export interface OutcomeBlock {
  readonly block: Block
  readonly judged: JudgedBlock
  /** Number of the suggested colour in the rule set. */
  readonly colour: Uint8Array
  /** Number of the mark among `marks`. */
  readonly mark: Uint8Array
}

export interface ColumnOutcomes {
  readonly ruleSet: RuleSet
  readonly blocks: readonly OutcomeBlock[]
  readonly placing: Placing
  /** Rank of a score among the scored members of a class: 1 + those with a higher one. */
  rankOf(classCode: string, score: number): number
}

/**
 * Judges blocks one after another under one or several rule sets, and places everybody at the end. Of a million cadres it
 * keeps the packed blocks and the judgements, some sixty bytes each.
 */
export interface ColumnRun {
  add(block: Block): void
  /** In the order of the raters. */
  finish(): readonly ColumnOutcomes[]
}

export function createColumnRun(raters: readonly Rater[], measuredBy: Rater): ColumnRun {
  const sides = raters.map(rater => ({
    ruleSet: rater.ruleSet,
    judge: createBlockJudge(rater, measuredBy),
    blocks: [] as { block: Block; judged: JudgedBlock }[],
  }))
  return {
    add: block => {
      for (const { judge, blocks } of sides) blocks.push({ block, judged: judge(block) })
      block.close()
    },
    finish: () => sides.map(({ blocks, ruleSet }) => placed(blocks, ruleSet)),
  }
}

type Judged = readonly { readonly block: Block; readonly judged: JudgedBlock }[]

function placed(blocks: Judged, ruleSet: RuleSet): ColumnOutcomes {
  const scores = scoresByClass(blocks, ruleSet)
  const scoresOf = (classCode: string): Float64Array => scores.get(classCode) ?? new Float64Array()
  const classes = classPlacings(scoresOf, ruleSet)
  const contenders = contendersOf(blocks, leastInside(classes, ruleSet), ruleSet)
  const placing = { classes, ...fillPlaces(contenders, classes, sizesOf(unitsOf(contenders), blocks), ruleSet) }
  const sets = [placing.placed, placing.tied, placing.full].map(ids => new Set(ids))
  const quotaColour = ruleSet.colours.findIndex(({ code }) => code === ruleSet.quotas.colour)
  const outcomes = blocks.map(one => ({
    ...one,
    colour: one.judged.colour.slice(),
    mark: one.judged.mark.slice(),
  }))
  for (const { cadreId, inBlock, row } of contenders) {
    const outcome = outcomes[inBlock]
    if (outcome === undefined) continue
    const [isPlaced, isTied] = sets.map(ids => ids.has(cadreId))
    if (isPlaced) outcome.colour[row] = quotaColour
    outcome.mark[row] = marks.indexOf(isPlaced ? null : isTied ? 'tied' : 'full')
  }
  const rankOf = (classCode: string, score: number): number => above(scoresOf(classCode), score) + 1
  return { ruleSet, blocks: outcomes, placing, rankOf }
}

/** How many of the ascending numbers are greater. */
function above(ascending: Float64Array, number: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) > number) high = middle
    else low = middle + 1
  }
  return ascending.length - low
}

/** The scores of the scored members by class, ascending; counted first, so that no array has to grow. */
function scoresByClass(blocks: Judged, { classes }: RuleSet): ReadonlyMap<string, Float64Array> {
  const sizes = new Uint32Array(classes.length)
  for (const { judged } of blocks) countScored(judged, sizes)
  const found = Array.from(sizes, n => new Float64Array(n))
  const ends = new Uint32Array(classes.length)
  for (const { judged } of blocks) listScored(judged, found, ends)
  return new Map(classes.map(({ code }, i) => [code, ascending(found[i] as Float64Array)]))
}

function countScored({ size, scored, classes }: JudgedBlock, sizes: Uint32Array): void {
  for (let row = 0; row < size; row += 1) {
    const number = classes[row] as number
    sizes[number] = (sizes[number] as number) + (scored[row] as number)
  }
}

function listScored({ size, scored, classes, scores }: JudgedBlock, into: Float64Array[], ends: Uint32Array): void {
  const { score } = scores
  for (let row = 0; row < size; row += 1) {
    if (scored[row] !== 1) continue
    const number = classes[row] as number
    const at = ends[number] as number
    ;(into[number] as Float64Array)[at] = score[row] as number
    ends[number] = at + 1
  }
}

const unitsOf = (contenders: readonly Contender[]): ReadonlySet<string> =>
  new Set(contenders.map(({ unitId }) => unitId))

/** How many scored members each of these units has. */
function sizesOf(units: ReadonlySet<string>, blocks: Judged): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  let into = new Float64Array()
  for (const { block, judged } of blocks) {
    const { unitIds } = block
    if (!unitIds.some(id => units.has(id))) continue
    if (into.length < block.size) into = new Float64Array(block.size)
    const unitOf = block.load('unit', into)
    const inUnits = new Int32Array(unitIds.length)
    const { size, scored } = judged
    for (let row = 0; row < size; row += 1) {
      const unit = unitOf[row] as number
      inUnits[unit] = (inUnits[unit] as number) + (scored[row] as number)
    }
    for (const [unit, id] of unitIds.entries())
      if (units.has(id)) sizes.set(id, (sizes.get(id) ?? 0) + (inUnits[unit] as number))
  }
  return sizes
}

interface PlacedRow extends Contender {
  readonly inBlock: number
  readonly row: number
}

/** Scored candidates inside every rank, with where they stand. */
function contendersOf(blocks: Judged, leastInside: (classCode: string) => number, ruleSet: RuleSet): PlacedRow[] {
  const least = Float64Array.from(ruleSet.classes, ({ code }) => leastInside(code))
  const found: PlacedRow[] = []
  for (const [inBlock, one] of blocks.entries())
    eachInside(one.judged, least, row => found.push(contenderAt(one, inBlock, row, ruleSet)))
  return found
}

function eachInside(judged: JudgedBlock, least: Float64Array, visit: (row: number) => void): void {
  const { size, candidate, scored, classes, scores } = judged
  const { score } = scores
  for (let row = 0; row < size; row += 1) {
    if (candidate[row] === 0 || scored[row] === 0) continue
    if ((score[row] as number) >= (least[classes[row] as number] as number)) visit(row)
  }
}

function contenderAt(
  { block, judged: { classes, scores } }: Judged[number],
  inBlock: number,
  row: number,
  ruleSet: RuleSet,
): PlacedRow {
  return {
    cadreId: block.cadreIdOf(row),
    unitId: block.unitIds[block.at('unit', row)] ?? '',
    classCode: ruleSet.classes[classes[row] as number]?.code ?? '',
    score: scores.score[row] as number,
    parts: ruleSet.score.parts.map((_, part) => ({ mean: numberOrNull(scores.partAt(part, row)) })),
    inBlock,
    row,
  }
}

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
