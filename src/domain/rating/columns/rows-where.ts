import type { Expression, Leaf, Operator } from '../../rules/rule-set.ts'
import { limitOf } from '../conditions.ts'
import { add, allRows, keep, noRows, put, type RowSet } from './row-set.ts'

/** What a leaf reads of each row, and what is said of ranks. */
export interface Sources {
  readonly size: number
  /** The values of a leaf, NaN where there is none; read at once and not kept. Null for a rank. */
  readonly valuesOf: (leaf: Leaf) => Float64Array | null
  /** Ranks are unknown before the placing, or assumed to hold. */
  readonly ranksHold: boolean
}

/**
 * The rows where an expression is true, or those where it is false; who is in neither is unknown, as Kleene has it. So
 * `not` asks its part for the other, and a value that is missing passes no comparison and no opposite of one.
 */
export function rowsWhere(expression: Expression, is: boolean, sources: Sources): RowSet {
  const { size } = sources
  if ('not' in expression) return rowsWhere(expression.not, !is, sources)
  if ('all' in expression) return joined(expression.all, is, sources, is)
  if ('any' in expression) return joined(expression.any, is, sources, !is)
  const values = sources.valuesOf(expression)
  if (values === null) return is && sources.ranksHold ? allRows(size) : noRows(size)
  return passing(values, size, is ? expression.op : opposites[expression.op], limitOf(expression))
}

/** Every part must be so, or one of them. */
function joined(parts: readonly Expression[], is: boolean, sources: Sources, every: boolean): RowSet {
  const [first, ...others] = parts
  if (first === undefined) return every ? allRows(sources.size) : noRows(sources.size)
  const join = every ? keep : add
  return others.reduce((rows, part) => join(rows, rowsWhere(part, is, sources)), rowsWhere(first, is, sources))
}

const opposites: Readonly<Record<Operator, Operator>> = { lt: 'ge', ge: 'lt', le: 'gt', gt: 'le' }

/** Puts the rows whose value passes: one loop an operator, since a trial makes millions of comparisons. */
const loops: Readonly<Record<Operator, (values: Float64Array, limit: number, size: number, rows: RowSet) => void>> = {
  lt: (values, limit, size, rows) => {
    for (let i = 0; i < size; i += 1) if ((values[i] as number) < limit) put(rows, i)
  },
  le: (values, limit, size, rows) => {
    for (let i = 0; i < size; i += 1) if ((values[i] as number) <= limit) put(rows, i)
  },
  gt: (values, limit, size, rows) => {
    for (let i = 0; i < size; i += 1) if ((values[i] as number) > limit) put(rows, i)
  },
  ge: (values, limit, size, rows) => {
    for (let i = 0; i < size; i += 1) if ((values[i] as number) >= limit) put(rows, i)
  },
}

/** The rows whose value passes; one that is missing never does. */
export function passing(values: Float64Array, size: number, op: Operator, limit: number): RowSet {
  const rows = noRows(size)
  loops[op](values, limit, size, rows)
  return rows
}
