import type { Expression, Leaf, Operator } from '../../rules/rule-set.ts'
import { limitOf } from '../conditions.ts'
import { add, allRows, keep, noRows, type RowSet } from './row-set.ts'

/** What leaves say of each row, and what is said of ranks. */
export interface Sources {
  readonly size: number
  /** The rows where what a leaf reads passes; one that is missing never does. Null for a rank. */
  readonly passing: (leaf: Leaf, op: Operator, limit: number) => RowSet | null
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
  const rows = sources.passing(expression, is ? expression.op : opposites[expression.op], limitOf(expression))
  return rows ?? (is && sources.ranksHold ? allRows(size) : noRows(size))
}

/** Every part must be so, or one of them. */
function joined(parts: readonly Expression[], is: boolean, sources: Sources, every: boolean): RowSet {
  const [first, ...others] = parts
  if (first === undefined) return every ? allRows(sources.size) : noRows(sources.size)
  const join = every ? keep : add
  return others.reduce((rows, part) => join(rows, rowsWhere(part, is, sources)), rowsWhere(first, is, sources))
}

const opposites: Readonly<Record<Operator, Operator>> = { lt: 'ge', ge: 'lt', le: 'gt', gt: 'le' }
