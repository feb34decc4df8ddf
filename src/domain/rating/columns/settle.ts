import type { Leaf, RuleSet } from '../../rules/rule-set.ts'
import { classOf } from '../judge.ts'
import { fallbackOf, type Mark, outcomeOf } from '../own-outcome.ts'
import type { Block } from './block.ts'
import type { BlockScores } from './block-scores.ts'
import { unitKinds } from './layout.ts'
import { passing } from './passing.ts'
import { add, allRows, drop, eachRow, type RowSet } from './row-set.ts'

/** What `judge` says of each row of a block, as far as it depends on the cadre alone. */
export interface JudgedBlock {
  readonly size: number
  readonly scores: BlockScores
  /** What a leaf reads of one row when a condition asks; NaN where nothing is, and for a rank. */
  readonly valueAt: (leaf: Leaf, row: number) => number
  /** Number of the colour in the rule set. */
  readonly colour: Uint8Array
  /** Number of the mark among `marks`. */
  readonly mark: Uint8Array
  /** Number of the class in the rule set. */
  readonly classes: Uint8Array
  readonly scored: Uint8Array
  readonly candidate: Uint8Array
}

/** The marks by their number in a column; those that the placing gives come last. */
export const marks = [null, 'locked', 'indeterminate', 'insufficient', 'tied', 'full'] as const

/** What was found of a block's rows. */
export interface Found {
  readonly block: Block
  readonly scores: BlockScores
  /** Written over. */
  readonly into: Float64Array
  readonly valueAt: JudgedBlock['valueAt']
  readonly locked: RowSet
  /** By colour, in the rule set's order: where it is the strongest that fired. */
  readonly fired: readonly RowSet[]
  /** The same of vetoes alone. */
  readonly vetoed: readonly RowSet[]
  /** Every condition of the quota's colour but the rank. */
  readonly meets: RowSet
}

/**
 * Joins what was found row by row, by the same function that a single rating uses: what is true of a row is a number, and
 * the outcome of each number is asked once. Most rows are number 0, nothing found.
 */
export function createSettler(ruleSet: RuleSet): (found: Found) => JudgedBlock {
  const fallback = ruleSet.colours.indexOf(fallbackOf(ruleSet))
  const classes = classNumbers(ruleSet)
  const outcomes = createOutcomes(ruleSet.colours.length, fallback)
  return ({ block, scores, into, valueAt, locked, fired, vetoed, meets }) => {
    const { size } = block
    const absent = block.passing('absent', 'ge', 1, into)
    const insufficient = scores.covering('lt', ruleSet.marks.minCoverage)
    add(insufficient, drop(allRows(size), passing(scores.score, size, 'ge', Number.NEGATIVE_INFINITY)))
    // One piece of memory for all five: of a million rows there are thousands of blocks.
    const bytes = new Uint8Array(size * 5)
    const judged = {
      size,
      scores,
      valueAt,
      colour: columnOf(bytes, 0, size).fill(fallback),
      mark: columnOf(bytes, 1, size),
      classes: classes(block, into, columnOf(bytes, 2, size)),
      scored: columnOf(bytes, 3, size).fill(1),
      candidate: columnOf(bytes, 4, size),
    }
    for (const rows of [insufficient, absent])
      eachRow(rows, row => {
        judged.scored[row] = 0
      })
    const states = outcomes.statesOf({ locked, absent, insufficient, meets, fired, vetoed }, size)
    for (let row = 0; row < size; row += 1) {
      if (states[row] === 0) continue
      const outcome = outcomes.of(states[row] as number)
      judged.colour[row] = outcome.colour
      judged.mark[row] = outcome.mark
      judged.candidate[row] = outcome.candidate
    }
    return judged
  }
}

const columnOf = (bytes: Uint8Array, i: number, size: number): Uint8Array => bytes.subarray(i * size, (i + 1) * size)

type State = Pick<Found, 'locked' | 'fired' | 'vetoed' | 'meets'> & {
  readonly absent: RowSet
  readonly insufficient: RowSet
}

/** Everything that can be true of a row as one number: four yes or no, then the colour fired and the colour vetoed. */
function createOutcomes(colours: number, fallback: number) {
  const FIRED = 16
  const VETOED = FIRED * (colours + 1)
  const known: { readonly colour: number; readonly mark: number; readonly candidate: number }[] = []
  const numberOr = (number: number): number | null => (number === 0 ? null : number - 1)
  const decide = (state: number) => {
    const has = (flag: number): boolean => (state & flag) !== 0
    const outcome = outcomeOf<number>(
      {
        fired: numberOr(Math.floor(state / FIRED) % (colours + 1)),
        vetoed: numberOr(Math.floor(state / VETOED)),
        fallback,
      },
      { locked: has(1), absent: has(2), insufficient: has(4) },
      () => has(8),
    )
    return { colour: outcome.colour, mark: numberOf(outcome.mark), candidate: outcome.candidate ? 1 : 0 }
  }
  // One array for all blocks: they are settled one after another.
  let states = new Uint32Array()
  return {
    statesOf: ({ locked, absent, insufficient, meets, fired, vetoed }: State, size: number): Uint32Array => {
      if (states.length < size) states = new Uint32Array(size)
      states.fill(0)
      for (const [i, rows] of [locked, absent, insufficient, meets].entries()) step(states, rows, 1 << i)
      for (const [i, rows] of fired.entries()) step(states, rows, FIRED * (i + 1))
      for (const [i, rows] of vetoed.entries()) step(states, rows, VETOED * (i + 1))
      return states
    },
    of: (state: number) => {
      known[state] ??= decide(state)
      return known[state]
    },
  }
}

const step = (states: Uint32Array, rows: RowSet, by: number): void =>
  eachRow(rows, row => {
    states[row] = (states[row] as number) + by
  })

const numberOf = (mark: Mark | null): number => marks.indexOf(mark)

/** The number of each row's class, into `found`; `into` is written over. */
function classNumbers({ classes }: RuleSet): (block: Block, into: Float64Array, found: Uint8Array) => Uint8Array {
  const numbers = [false, true].flatMap(head =>
    unitKinds.map(kind => classes.findIndex(({ code }) => code === classOf(classes, kind, head))),
  )
  return (block, into, found) => {
    eachRow(block.passing('head', 'ge', 1, into), row => {
      found[row] = unitKinds.length
    })
    const kinds = block.load('kind', into)
    for (let i = 0; i < block.size; i += 1) found[i] = numbers[(found[i] as number) + (kinds[i] as number)] ?? 0
    return found
  }
}
