import type { RuleSet } from '../../rules/rule-set.ts'
import { ascending, classPlacings, fillPlaces, isInside, type Placing } from '../place.ts'
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
  const { scores, unitSizes } = scoredOf(blocks, ruleSet)
  for (const own of scores.values()) ascending(own)
  const scoresOf = (classCode: string): Float64Array => scores.get(classCode) ?? new Float64Array()
  const classes = classPlacings(scoresOf, ruleSet)
  const contenders = contendersOf(blocks, isInside(classes, ruleSet), ruleSet)
  const placing = { classes, ...fillPlaces(contenders, classes, unitSizes, ruleSet) }
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

/** The scores of the scored members by class, and how many of them each unit has. */
function scoredOf(blocks: Judged, { classes }: RuleSet) {
  const sizes = new Int32Array(classes.length)
  const unitSizes = new Map<string, number>()
  let into = new Float64Array()
  for (const { block, judged } of blocks) {
    const inUnits = new Int32Array(block.unitIds.length)
    if (into.length < block.size) into = new Float64Array(block.size)
    const units = block.load('unit', into)
    for (let i = 0; i < judged.size; i += 1) {
      if (judged.scored[i] === 0) continue
      const own = judged.classes[i] as number
      const unit = units[i] as number
      sizes[own] = (sizes[own] as number) + 1
      inUnits[unit] = (inUnits[unit] as number) + 1
    }
    block.unitIds.forEach((id, unit) => {
      const n = inUnits[unit] as number
      if (n > 0) unitSizes.set(id, (unitSizes.get(id) ?? 0) + n)
    })
  }
  const scores = classes.map((_, i) => new Float64Array(sizes[i] as number))
  const filled = new Int32Array(classes.length)
  for (const { judged } of blocks) {
    for (let i = 0; i < judged.size; i += 1) {
      if (judged.scored[i] === 0) continue
      const own = judged.classes[i] as number
      const at = filled[own] as number
      ;(scores[own] as Float64Array)[at] = judged.scores.score[i] as number
      filled[own] = at + 1
    }
  }
  return { scores: new Map(classes.map(({ code }, i) => [code, scores[i] as Float64Array])), unitSizes }
}

function contendersOf(blocks: Judged, inside: (classCode: string, score: number) => boolean, ruleSet: RuleSet) {
  return blocks.flatMap(({ block, judged }, inBlock) => {
    const rows: number[] = []
    for (let row = 0; row < judged.size; row += 1)
      if (judged.candidate[row] === 1 && judged.scored[row] === 1) rows.push(row)
    return rows.flatMap(row => {
      const classCode = ruleSet.classes[judged.classes[row] as number]?.code ?? ''
      const score = judged.scores.score[row] as number
      if (!inside(classCode, score)) return []
      const parts = ruleSet.score.parts.map((_, part) => ({ mean: numberOrNull(judged.scores.partAt(part, row)) }))
      const unitId = block.unitIds[block.at('unit', row)] ?? ''
      return [{ cadreId: block.cadreIdOf(row), unitId, classCode, score, parts, inBlock, row }]
    })
  })
}

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value)
