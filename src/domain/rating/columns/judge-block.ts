import { leavesOf } from '../../rules/leaves.ts'
import type { ConditionRule, Leaf, Operator, RuleSet } from '../../rules/rule-set.ts'
import { slotKey } from '../conditions.ts'
import { isDerived } from '../measured.ts'
import { isVeto } from '../own-outcome.ts'
import type { Rater } from '../rate.ts'
import type { Block } from './block.ts'
import { type BlockScores, formedScores, storedScores } from './block-scores.ts'
import { type ColumnGroup, scoringKey } from './layout.ts'
import { passing } from './passing.ts'
import { add, drop, eachRow, keep, noRows, type RowSet } from './row-set.ts'
import { rowsWhere } from './rows-where.ts'
import { pastScores } from './score-columns.ts'
import { createSettler, type JudgedBlock } from './settle.ts'

export type { JudgedBlock } from './settle.ts'

/** Whether a block measured under `measuredBy` suffices for these rules, and whether its stored scores hold. */
export type BlockUse = 'stored-scores' | 'new-scores' | 'too-little'

export function blockUse(rater: Rater, measuredBy: Rater): BlockUse {
  if (!rater.canJudge(measuredBy)) return 'too-little'
  const same = scoringKey(rater.ruleSet) === scoringKey(measuredBy.ruleSet)
  // A stored score is missing while locked; a lock that reads the score needs the one before.
  const locksOnScore = rater.compiled.locks.slots.some(({ leaf }) => isDerived(leaf))
  return same && !locksOnScore ? 'stored-scores' : 'new-scores'
}

/** The groups of columns, beside `base`, that judging blocks of `measuredBy` by these rules reads. */
export function groupsNeeded(rater: Rater, measuredBy: Rater): Exclude<ColumnGroup, 'base'>[] {
  if (blockUse(rater, measuredBy) === 'stored-scores') return []
  return rater.compiled.changeMonths.length > 0 ? ['grid', 'past'] : ['grid']
}

/**
 * Judges blocks that were measured under `measuredBy`: the same as `judge` row by row, a test holds the two together.
 * `use`: other than what the block suffices for, when it keeps no scores.
 */
export function createBlockJudge(
  rater: Rater,
  measuredBy: Rater,
  use: BlockUse = blockUse(rater, measuredBy),
): (block: Block) => JudgedBlock {
  const { ruleSet } = rater
  const sources = sourcesOf(rater, measuredBy, use)
  const settle = createSettler(ruleSet)
  const { conditions, colours, quotas } = ruleSet
  const locks = conditions.filter(({ effect }) => effect === 'lock')
  const needed = conditions.filter(({ colour, effect }) => colour === quotas.colour && effect === 'suggest')
  const byColour = colours.map(({ code, match }) =>
    conditions.filter(({ colour, effect }) => match === 'any' && colour === code && effect !== 'alert'),
  )
  let into = new Float64Array()
  return block => {
    const { size } = block
    // One array for all blocks: they are judged one after another.
    if (into.length < size) into = new Float64Array(size)
    const { scores, passing, valueAt } = sources(block, into)
    const trueOf = (rules: readonly ConditionRule[], ranksHold = false): RowSet[] =>
      rules.map(({ when }) => rowsWhere(when, true, { size, passing, ranksHold }))
    const locked = union(trueOf(locks), size)
    eachRow(locked, row => {
      scores.score[row] = Number.NaN
    })
    const found = byColour.map(rules => {
      const rows = trueOf(rules)
      const vetoes = rows.filter((_, i) => isVeto((rules[i] as ConditionRule).effect))
      return { vetoed: union(vetoes, size), fired: union(rows, size) }
    })
    return settle({
      scores,
      block,
      into,
      valueAt,
      locked,
      fired: strongestOnly(found.map(({ fired }) => fired)),
      vetoed: strongestOnly(found.map(({ vetoed }) => vetoed)),
      meets: needed.length === 0 ? noRows(size) : trueOf(needed, true).reduce(keep),
    })
  }
}

const union = (sets: readonly RowSet[], size: number): RowSet => sets.reduce(add, noRows(size))

/** Each row in the first of the sets alone, in the order of the rule set's colours. */
function strongestOnly(sets: readonly RowSet[]): readonly RowSet[] {
  sets.forEach((set, i) => {
    for (const stronger of sets.slice(0, i)) drop(set, stronger)
  })
  return sets
}

/** For each block: the scores under these rules, where what leaves read passes, and what they read of one row. */
function sourcesOf(rater: Rater, measuredBy: Rater, use: BlockUse) {
  const names = columnNames(rater, measuredBy)
  const isStored = use === 'stored-scores'
  const { ruleSet } = rater
  return (block: Block, into: Float64Array) => {
    const scores = isStored ? storedScores(block, into) : formedScores(block, ruleSet)
    const changes = new Map<number, Float64Array>()
    const change = (months: number): string | Float64Array => {
      if (isStored) return `change:${months}`
      const known = changes.get(months) ?? changeOf(scores.score, block, ruleSet, months)
      changes.set(months, known)
      return known
    }
    const columnOf = (leaf: Leaf) => names.get(leaf) ?? derivedColumn(leaf, scores, change)
    return {
      scores,
      passing: (leaf: Leaf, op: Operator, limit: number): RowSet | null => {
        const column = columnOf(leaf)
        if (column === null) return null
        if (column === 'coverage') return scores.covering(op, limit)
        return typeof column === 'string'
          ? block.passing(column, op, limit, into)
          : passing(column, block.size, op, limit)
      },
      valueAt: (leaf: Leaf, row: number): number => {
        const column = columnOf(leaf)
        if (column === 'coverage') return scores.coverageAt(row)
        return typeof column === 'string' ? block.at(column, row) : (column?.[row] ?? Number.NaN)
      },
    }
  }
}

/** What no column of a leaf's own keeps: the score and what is said of it; null for a rank. */
function derivedColumn(
  leaf: Leaf,
  { score }: BlockScores,
  change: (months: number) => string | Float64Array,
): string | Float64Array | null {
  if ('rank' in leaf) return null
  if (!('compare' in leaf)) throw new Error('a leaf without a column')
  if (leaf.compare.of === 'scoreChange') return change(leaf.compare.months)
  return leaf.compare.of === 'score' ? score : 'coverage'
}

function changeOf(score: Float64Array, block: Block, ruleSet: RuleSet, months: number): Float64Array {
  const before = pastScores(block, ruleSet, months)
  return score.map((now, i) => now - (before[i] as number))
}

/** The column of each leaf that was measured; derived ones have none. */
function columnNames({ ruleSet, compiled, slotsIn }: Rater, measuredBy: Rater): Map<Leaf, string> {
  const slots = slotsIn(measuredBy)
  if (slots === null) throw new Error(`${measuredBy.ruleSet.id} measured less than ${ruleSet.id} looks at`)
  const numbers = new Map(compiled.slots.map(({ key }, i) => [key, slots[i]]))
  const names = new Map<Leaf, string>()
  for (const rule of ruleSet.conditions) {
    for (const { leaf } of leavesOf(rule))
      if (!isDerived(leaf)) names.set(leaf, `slot:${numbers.get(slotKey(leaf, rule.colour))}`)
  }
  return names
}
