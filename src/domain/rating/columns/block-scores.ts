import type { Operator, RuleSet } from '../../rules/rule-set.ts'
import type { Block } from './block.ts'
import { passing } from './passing.ts'
import type { RowSet } from './row-set.ts'
import { scoreColumns } from './score-columns.ts'

/** The scores of a block under some rules; only the score itself is a column, the rest is read where it lies. */
export interface BlockScores {
  /** Hundredths, NaN where there is none; whoever judges may take some away. */
  readonly score: Float64Array
  coverageAt(row: number): number
  /** Of the part of this number in the rule set; NaN where it is missing. */
  partAt(part: number, row: number): number
  /** The rows whose coverage passes. */
  covering(op: Operator, limit: number): RowSet
}

/** The scores that the block keeps; `into` is written over. */
export const storedScores = (block: Block, into: Float64Array): BlockScores => ({
  score: block.load('score', new Float64Array(block.size)),
  coverageAt: row => block.at('coverage', row),
  partAt: (part, row) => block.at(`part:${part}`, row),
  covering: (op, limit) => block.passing('coverage', op, limit, into),
})

/** The scores that the rules give. */
export function formedScores(block: Block, ruleSet: RuleSet): BlockScores {
  const { score, coverage, parts } = scoreColumns(block, ruleSet)
  return {
    score,
    coverageAt: row => coverage[row] as number,
    partAt: (part, row) => parts[part]?.[row] ?? Number.NaN,
    covering: (op, limit) => passing(coverage, block.size, op, limit),
  }
}
