import { expect } from 'chai'
import fc from 'fast-check'
import { type PackedColumn, packColumn, rowsPassing } from '../../src/domain/rating/columns/packed-column.ts'
import { allRows, eachRow, noRows, type RowSet } from '../../src/domain/rating/columns/row-set.ts'
import { rowsWhere, type Sources } from '../../src/domain/rating/columns/rows-where.ts'
import { ascending } from '../../src/domain/rating/place.ts'
import type { Expression, Leaf } from '../../src/domain/rules/rule-set.ts'
import { runs } from './support/runs.ts'

function rowsOf(rows: RowSet): number[] {
  const found: number[] = []
  eachRow(rows, row => found.push(row))
  return found
}

const leafOf = (month: number, op: Leaf['op'], value: number): Leaf =>
  ({ compare: { of: 'scoreChange', months: month }, op, value }) as Leaf

const leaf = fc
  .tuple(fc.nat(2), fc.constantFrom('lt', 'le', 'gt', 'ge' as const), fc.integer({ min: -2, max: 2 }))
  .map(([column, op, value]) => leafOf(column, op as Leaf['op'], value))

const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.constant({ rank: 'score', op: 'le', value: 1000 } as Leaf),
    fc.array(tie('expression'), { maxLength: 3 }).map(all => ({ all })),
    fc.array(tie('expression'), { maxLength: 3 }).map(any => ({ any })),
    tie('expression').map(not => ({ not })),
  ),
}))

/** Kleene's logic said once more, row by row: 1 true, 0 false, null unknown. */
function verdictAt(of: Expression, values: readonly number[], rank: 1 | null): 1 | 0 | null {
  if ('not' in of) {
    const part = verdictAt(of.not, values, rank)
    return part === null ? null : part === 1 ? 0 : 1
  }
  if ('all' in of || 'any' in of) {
    const settles = 'any' in of ? 1 : 0
    const parts = ('any' in of ? of.any : of.all).map(part => verdictAt(part, values, rank))
    return parts.includes(settles) ? settles : parts.includes(null) ? null : settles === 1 ? 0 : 1
  }
  if ('rank' in of) return rank
  const value = 'compare' in of && of.compare.of === 'scoreChange' ? values[of.compare.months] : undefined
  const limit = of.value as number
  if (value === undefined || Number.isNaN(value)) return null
  const passes = { lt: value < limit, le: value <= limit, gt: value > limit, ge: value >= limit }
  return passes[of.op] ? 1 : 0
}

describe('Rows as bits', () => {
  it('are all of a block and none past its end, whatever its size', () => {
    for (const size of [0, 1, 31, 32, 33, 64, 65, 1000])
      expect(rowsOf(allRows(size)), String(size)).to.deep.equal(Array.from({ length: size }, (_, i) => i))
    expect(rowsOf(noRows(1000))).to.deep.equal([])
  })

  it('carry Kleene’s verdict of any expression for every row', () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN))
    const columns = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 70 })
    fc.assert(
      fc.property(expression, columns, fc.boolean(), (of, rows, ranksHold) => {
        const size = rows.length
        const packed = [0, 1, 2].map(i => packColumn(Float64Array.from(rows, row => row[i] as number)))
        const passing: Sources['passing'] = (one, op, limit) => {
          if (!('compare' in one) || one.compare.of !== 'scoreChange') return null
          const column = packed[one.compare.months] as PackedColumn
          return rowsPassing(column, size, op, limit, new Float64Array(size))
        }
        const expected = rows.map(row => verdictAt(of, row, ranksHold ? 1 : null))
        for (const is of [true, false]) {
          const found = rowsOf(rowsWhere(of, is, { size, passing, ranksHold }))
          expect(found).to.deep.equal(expected.flatMap((one, i) => (one === Number(is) ? [i] : [])))
        }
      }),
      { numRuns: runs(500) },
    )
  })
})

describe('Scores in order', () => {
  it('are the same whether counted or compared', () => {
    const score = fc.oneof(fc.integer({ min: -500, max: 11_000 }), fc.constant(7500))
    fc.assert(
      fc.property(fc.array(score, { minLength: 1000, maxLength: 1300 }), fc.boolean(), (scores, wide) => {
        const all = wide ? [...scores, 5_000_000] : scores
        expect([...ascending(Float64Array.from(all))]).to.deep.equal([...all].sort((a, b) => a - b))
      }),
      { numRuns: runs(30) },
    )
  })
})
