import type { Operator } from '../../rules/rule-set.ts'
import { noRows, type RowSet } from './row-set.ts'

/** Whether a value passes; one that is missing never does. */
export const passes = (value: number, op: Operator, limit: number): boolean =>
  op === 'lt' ? value < limit : op === 'le' ? value <= limit : op === 'gt' ? value > limit : value >= limit

/**
 * The next values compared, a bit each: one loop an operator and no branch in it, since a trial makes thousands of
 * millions of comparisons and half of them could go either way.
 */
const words: Readonly<Record<Operator, (values: Float64Array, limit: number, from: number, to: number) => number>> = {
  lt: (values, limit, from, to) => {
    let word = 0
    for (let i = from; i < to; i += 1) word |= +((values[i] as number) < limit) << i
    return word
  },
  le: (values, limit, from, to) => {
    let word = 0
    for (let i = from; i < to; i += 1) word |= +((values[i] as number) <= limit) << i
    return word
  },
  gt: (values, limit, from, to) => {
    let word = 0
    for (let i = from; i < to; i += 1) word |= +((values[i] as number) > limit) << i
    return word
  },
  ge: (values, limit, from, to) => {
    let word = 0
    for (let i = from; i < to; i += 1) word |= +((values[i] as number) >= limit) << i
    return word
  },
}

/** The rows whose value passes; one that is missing never does. */
export function passing(values: Float64Array, size: number, op: Operator, limit: number): RowSet {
  const rows = noRows(size)
  const wordOf = words[op]
  for (let i = 0; i < rows.length; i += 1) rows[i] = wordOf(values, limit, i << 5, Math.min(size, (i + 1) << 5))
  return rows
}
