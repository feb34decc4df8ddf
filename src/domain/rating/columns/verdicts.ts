import type { Expression, Leaf, Operator } from '../../rules/rule-set.ts'
import { limitOf } from '../conditions.ts'
import { add, allRows, keep, noRows, type RowSet } from './row-set.ts'

/** Kleene's verdicts of the rows of a block; a row in neither set is unknown. */
export interface Verdicts {
  readonly isTrue: RowSet
  readonly isFalse: RowSet
}

/** What a rank says: unknown before the placing, or assumed to hold. */
export type RankVerdict = 'unknown' | 'assumed'

/**
 * The verdict of an expression for every row. `valuesOf` gives the values a leaf reads, which are read at once and not
 * kept; null for a rank.
 */
export function verdictsOf(
  expression: Expression,
  valuesOf: (leaf: Leaf) => Float64Array | null,
  size: number,
  rank: RankVerdict,
): Verdicts {
  const of = (part: Expression): Verdicts => verdictsOf(part, valuesOf, size, rank)
  if ('all' in expression) {
    const [first, ...others] = expression.all
    if (first === undefined) return { isTrue: allRows(size), isFalse: noRows(size) }
    return others.reduce((all, part) => both(all, of(part)), of(first))
  }
  if ('any' in expression) {
    const [first, ...others] = expression.any
    if (first === undefined) return { isTrue: noRows(size), isFalse: allRows(size) }
    return others.reduce((any, part) => either(any, of(part)), of(first))
  }
  if ('not' in expression) return opposite(of(expression.not))
  const values = valuesOf(expression)
  if (values !== null) return compared(values, size, expression.op, limitOf(expression))
  return { isTrue: rank === 'assumed' ? allRows(size) : noRows(size), isFalse: noRows(size) }
}

const both = (a: Verdicts, b: Verdicts): Verdicts => ({
  isTrue: keep(a.isTrue, b.isTrue),
  isFalse: add(a.isFalse, b.isFalse),
})

const either = (a: Verdicts, b: Verdicts): Verdicts => ({
  isTrue: add(a.isTrue, b.isTrue),
  isFalse: keep(a.isFalse, b.isFalse),
})

const opposite = ({ isTrue, isFalse }: Verdicts): Verdicts => ({ isTrue: isFalse, isFalse: isTrue })

/** Whether each value passes; NaN is unknown. At or above is what is not below. */
export function compared(values: Float64Array, size: number, op: Operator, limit: number): Verdicts {
  const verdicts = op === 'lt' || op === 'ge' ? below(values, size, limit) : atMost(values, size, limit)
  return op === 'lt' || op === 'le' ? verdicts : opposite(verdicts)
}

function below(values: Float64Array, size: number, limit: number): Verdicts {
  const isTrue = noRows(size)
  const isFalse = noRows(size)
  for (let i = 0, from = 0; from < size; i += 1, from += 32) {
    const end = Math.min(from + 32, size)
    let yes = 0
    let no = 0
    for (let row = from; row < end; row += 1) {
      const value = values[row] as number
      if (value < limit) yes |= 1 << row
      else if (value >= limit) no |= 1 << row
    }
    isTrue[i] = yes
    isFalse[i] = no
  }
  return { isTrue, isFalse }
}

function atMost(values: Float64Array, size: number, limit: number): Verdicts {
  const isTrue = noRows(size)
  const isFalse = noRows(size)
  for (let i = 0, from = 0; from < size; i += 1, from += 32) {
    const end = Math.min(from + 32, size)
    let yes = 0
    let no = 0
    for (let row = from; row < end; row += 1) {
      const value = values[row] as number
      if (value <= limit) yes |= 1 << row
      else if (value > limit) no |= 1 << row
    }
    isTrue[i] = yes
    isFalse[i] = no
  }
  return { isTrue, isFalse }
}
