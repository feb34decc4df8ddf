import { leavesOf } from '../../rules/leaves.ts'
import type { Leaf, RuleSet } from '../../rules/rule-set.ts'
import { slotKey } from '../conditions.ts'
import { classOf } from '../judge.ts'
import { isDerived } from '../measured.ts'
import { fallbackOf, isVeto, type Mark, outcomeOf } from '../own-outcome.ts'
import type { Rater } from '../rate.ts'
import type { Block } from './block.ts'
import { type ColumnGroup, scoringKey, unitKinds } from './layout.ts'
import { type ScoreColumns, scoreColumns } from './score-columns.ts'
import { TRUE, UNKNOWN, verdictsOf } from './verdicts.ts'

/** What `judge` says of each row of a block, as far as it depends on the cadre alone. */
export interface JudgedBlock extends ScoreColumns {
  readonly size: number
  /** The column a leaf reads when a condition asks; null for a rank. */
  readonly valuesOf: (leaf: Leaf) => Float64Array | null
  /** Number of the colour in the rule set. */
  readonly colour: Uint8Array
  readonly mark: readonly (Mark | null)[]
  /** Number of the class in the rule set. */
  readonly classes: Uint8Array
  readonly scored: Uint8Array
  readonly candidate: Uint8Array
}

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

/** Judges blocks that were measured under `measuredBy`: the same as `judge` row by row, a test holds the two together. */
export function createBlockJudge(rater: Rater, measuredBy: Rater): (block: Block) => JudgedBlock {
  const { ruleSet } = rater
  const sources = sourcesOf(rater, measuredBy)
  const { conditions, colours, quotas } = ruleSet
  const locks = conditions.filter(({ effect }) => effect === 'lock')
  const counted = conditions.filter(({ effect }) => effect !== 'alert')
  const needed = conditions.filter(({ colour, effect }) => colour === quotas.colour && effect === 'suggest')
  return block => {
    const { size } = block
    const values = sources(block)
    const verdicts = (rule: RuleSet['conditions'][number], rank = UNKNOWN): Uint8Array =>
      verdictsOf(rule.when, values.of, size, rank)
    const locked = anyOf(
      locks.map(rule => verdicts(rule)),
      size,
    )
    values.lock(locked)
    const byRule = counted.map(rule => ({ rule, column: verdicts(rule) }))
    const firedBy = (counts: typeof isVeto): Int8Array =>
      strongest(
        colours.map(({ code, match }) => {
          const own = byRule.filter(({ rule }) => match === 'any' && rule.colour === code && counts(rule.effect))
          return anyOf(
            own.map(({ column }) => column),
            size,
          )
        }),
        size,
      )
    const meets = allOf(
      needed.map(rule => verdicts(rule, TRUE)),
      size,
    )
    return settle(block, ruleSet, {
      ...values.scores,
      valuesOf: values.of,
      locked,
      fired: firedBy(() => true),
      vetoed: firedBy(isVeto),
      meets,
    })
  }
}

interface Found extends ScoreColumns {
  readonly valuesOf: JudgedBlock['valuesOf']
  readonly locked: Uint8Array
  readonly fired: Int8Array
  readonly vetoed: Int8Array
  /** Every condition of the quota's colour but the rank. */
  readonly meets: Uint8Array
}

/** Joins what was found row by row, by the same function that a single rating uses. */
function settle(block: Block, ruleSet: RuleSet, found: Found): JudgedBlock {
  const { size } = block
  const { score, coverage, parts, valuesOf } = found
  const absent = block.column('absent')
  const fallback = ruleSet.colours.indexOf(fallbackOf(ruleSet))
  const judged = {
    score,
    coverage,
    parts,
    valuesOf,
    size,
    colour: new Uint8Array(size),
    mark: new Array<Mark | null>(size).fill(null),
    classes: classColumn(block, ruleSet),
    scored: new Uint8Array(size),
    candidate: new Uint8Array(size),
  }
  const numberOr = (number: number): number | null => (number < 0 ? null : number)
  for (let i = 0; i < size; i += 1) {
    const isAbsent = absent[i] === 1
    const hasScore = !Number.isNaN(score[i] as number)
    const provisional = (coverage[i] as number) < ruleSet.marks.minCoverage
    const outcome = outcomeOf(
      { fired: numberOr(found.fired[i] as number), vetoed: numberOr(found.vetoed[i] as number), fallback },
      { locked: found.locked[i] === TRUE, absent: isAbsent, insufficient: provisional || !hasScore },
      () => found.meets[i] === TRUE,
    )
    judged.colour[i] = outcome.colour
    judged.mark[i] = outcome.mark
    judged.candidate[i] = outcome.candidate ? 1 : 0
    judged.scored[i] = hasScore && !provisional && !isAbsent ? 1 : 0
  }
  return judged
}

function classColumn(block: Block, { classes }: RuleSet): Uint8Array {
  const numbers = unitKinds.map(kind =>
    [false, true].map(head => classes.findIndex(({ code }) => code === classOf(classes, kind, head))),
  )
  const kind = block.column('kind')
  const head = block.column('head')
  return Uint8Array.from(kind, (value, i) => numbers[value]?.[head[i] === 1 ? 1 : 0] ?? 0)
}

/** For each block: the columns that leaves read, and the scores under these rules. */
function sourcesOf(rater: Rater, measuredBy: Rater) {
  const names = columnNames(rater, measuredBy)
  const isStored = blockUse(rater, measuredBy) === 'stored-scores'
  const { ruleSet } = rater
  return (block: Block) => {
    const scores = isStored ? storedScores(block, ruleSet) : scoreColumns(block, ruleSet)
    const change = (months: number): Float64Array => {
      if (isStored) return block.column(`change:${months}`)
      const before = scoreColumns(block, ruleSet, `past:${months}:`).score
      return scores.score.map((now, i) => now - (before[i] as number))
    }
    return {
      scores,
      lock: (locked: Uint8Array): void => {
        for (let i = 0; i < block.size; i += 1) if (locked[i] === TRUE) scores.score[i] = Number.NaN
      },
      of: (leaf: Leaf): Float64Array | null => {
        if ('rank' in leaf) return null
        const name = names.get(leaf)
        if (name !== undefined) return block.column(name)
        if (!('compare' in leaf)) throw new Error('a leaf without a column')
        if (leaf.compare.of === 'scoreChange') return change(leaf.compare.months)
        return leaf.compare.of === 'score' ? scores.score : scores.coverage
      },
    }
  }
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

/** The scores as stored; a copy, since a lock takes some away. */
const storedScores = (block: Block, { score }: RuleSet): ScoreColumns => ({
  score: block.column('score').slice(),
  coverage: block.column('coverage'),
  parts: score.parts.map((_, i) => block.column(`part:${i}`)),
})

function anyOf(columns: readonly (Uint8Array | undefined)[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  for (const column of columns)
    if (column !== undefined) for (let i = 0; i < size; i += 1) if (column[i] === TRUE) all[i] = TRUE
  return all
}

function allOf(columns: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size).fill(columns.length === 0 ? 0 : TRUE)
  for (const column of columns) for (let i = 0; i < size; i += 1) if (column[i] !== TRUE) all[i] = 0
  return all
}

/** The number of the first column that is true, −1 where none is. */
function strongest(columns: readonly (Uint8Array | null)[], size: number): Int8Array {
  const found = new Int8Array(size).fill(-1)
  columns.forEach((column, number) => {
    if (column !== null) for (let i = 0; i < size; i += 1) if (found[i] === -1 && column[i] === TRUE) found[i] = number
  })
  return found
}
