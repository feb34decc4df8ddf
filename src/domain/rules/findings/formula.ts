import { limitOf } from '../../rating/conditions.ts'
import type { Expression, Leaf, Operator } from '../rule-set.ts'
import type { Quantities } from './quantities.ts'

/** A condition without negations: every leaf says between which representatives its quantity lies, both included. */
export type Formula = { readonly all: readonly Formula[] } | { readonly any: readonly Formula[] } | Literal

export interface Literal {
  readonly quantity: number
  /** Positions among the quantity's values; `from > to`: no value fits. */
  readonly from: number
  readonly to: number
}

/** The formula of a condition, or of its opposite. Unknown aside the two are exact opposites. */
export function formulaOf(expression: Expression, quantities: Quantities, holds = true): Formula {
  if ('not' in expression) return formulaOf(expression.not, quantities, !holds)
  if ('all' in expression || 'any' in expression) {
    const isAll = 'all' in expression
    const parts = (isAll ? expression.all : expression.any).map(part => formulaOf(part, quantities, holds))
    return isAll === holds ? { all: parts } : { any: parts }
  }
  return literalOf(expression, quantities, holds)
}

const opposites: Readonly<Record<Operator, Operator>> = { lt: 'ge', ge: 'lt', le: 'gt', gt: 'le' }

function literalOf(leaf: Leaf, quantities: Quantities, holds: boolean): Literal {
  const quantity = quantities.of(leaf)
  const values = quantities.all[quantity]?.values ?? []
  const limit = limitOf(leaf)
  const op = holds ? leaf.op : opposites[leaf.op]
  const first = firstNotBelow(values, limit)
  const isLimit = values[first] === limit
  const last = values.length - 1
  if (op === 'lt') return { quantity, from: 0, to: first - 1 }
  if (op === 'le') return { quantity, from: 0, to: isLimit ? first : first - 1 }
  if (op === 'ge') return { quantity, from: first, to: last }
  return { quantity, from: isLimit ? first + 1 : first, to: last }
}

/** Position of the first value that is not below the limit, or that is above it, by halving. */
export function firstNotBelow(values: readonly number[], limit: number, than: 'not below' | 'above' = 'not below') {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    const value = values[middle] as number
    if (value < limit || (than === 'above' && value === limit)) low = middle + 1
    else high = middle
  }
  return low
}
