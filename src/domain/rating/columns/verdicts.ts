import type { Expression, Leaf, Operator } from '../../rules/rule-set.ts'
import { limitOf } from '../conditions.ts'

/** Verdicts of a column of cadres: Kleene's values in their order, so that all is the least and any the greatest. */
const FALSE = 0
export const UNKNOWN = 1
export const TRUE = 2

type Verdicts = Uint8Array

/**
 * The verdict of an expression for every row. `valuesOf` gives the column a leaf reads; null for a rank, whose verdict is
 * `rank`: unknown before the placing, or assumed.
 */
export function verdictsOf(
  expression: Expression,
  valuesOf: (leaf: Leaf) => Float64Array | null,
  size: number,
  rank: number,
): Verdicts {
  const of = (part: Expression): Verdicts => verdictsOf(part, valuesOf, size, rank)
  if ('all' in expression) return joined(expression.all.map(of), least, TRUE, size)
  if ('any' in expression) return joined(expression.any.map(of), greatest, FALSE, size)
  if ('not' in expression) return negated(of(expression.not))
  const values = valuesOf(expression)
  return values === null ? new Uint8Array(size).fill(rank) : compared(values, expression.op, limitOf(expression))
}

/** The first column takes in the others. */
function joined(columns: readonly Verdicts[], join: typeof least, ofNone: number, size: number): Verdicts {
  return columns.length === 0 ? new Uint8Array(size).fill(ofNone) : columns.reduce(join)
}

function least(a: Verdicts, b: Verdicts): Verdicts {
  for (let i = 0; i < a.length; i += 1) if ((b[i] as number) < (a[i] as number)) a[i] = b[i] as number
  return a
}

function greatest(a: Verdicts, b: Verdicts): Verdicts {
  for (let i = 0; i < a.length; i += 1) if ((b[i] as number) > (a[i] as number)) a[i] = b[i] as number
  return a
}

function negated(verdicts: Verdicts): Verdicts {
  for (let i = 0; i < verdicts.length; i += 1) verdicts[i] = TRUE - (verdicts[i] as number)
  return verdicts
}

/** Whether each value passes; NaN is unknown. At or above is what is not below. */
function compared(values: Float64Array, op: Operator, limit: number): Verdicts {
  const verdicts = op === 'lt' || op === 'ge' ? below(values, limit) : atMost(values, limit)
  return op === 'lt' || op === 'le' ? verdicts : negated(verdicts)
}

function below(values: Float64Array, limit: number): Verdicts {
  const verdicts = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    verdicts[i] = value < limit ? TRUE : value >= limit ? FALSE : UNKNOWN
  }
  return verdicts
}

function atMost(values: Float64Array, limit: number): Verdicts {
  const verdicts = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number
    verdicts[i] = value <= limit ? TRUE : value > limit ? FALSE : UNKNOWN
  }
  return verdicts
}
