import { expect } from 'chai'
import fc from 'fast-check'
import { FEW, protect, withTotals } from '../../../src/domain/fairness/protect.ts'
import { soon } from '../../support/soon.ts'

const counts = (rows: number, columns: number, max: number) =>
  fc.array(fc.array(fc.nat({ max }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  })
const size = fc.integer({ min: 1, max: 6 })
/** Of few people and of many. */
const tables = fc.tuple(size, size, fc.constantFrom(2, 12)).chain(of => counts(...of))

/** Whether a way over hidden cells leads from the row of this cell to its column without it: then it lies on a ring. */
function isOnRing(shown: readonly (readonly (number | null)[])[], row: number, column: number): boolean {
  const reached = new Set([`row ${row}`])
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const [r, line] of shown.entries()) {
      for (const [c, n] of line.entries()) {
        if (n !== null || (r === row && c === column)) continue
        if (reached.has(`row ${r}`) || reached.has(`column ${c}`)) reached.add(`row ${r}`).add(`column ${c}`)
      }
    }
  }
  return reached.has(`column ${column}`)
}

/** Every way to fill in the hidden cells that keeps the shown totals of rows and all totals of columns. */
function fillings(
  cells: readonly (readonly (number | null)[])[],
  rowTotals: readonly (number | null)[],
  columnTotals: readonly number[],
): number[][][] {
  const [first, ...rest] = cells
  if (first === undefined) return columnTotals.every(left => left === 0) ? [[]] : []
  const rows = first.reduce<number[][]>(
    (all, n, c) => {
      const values = n === null ? Array.from({ length: (columnTotals[c] ?? 0) + 1 }, (_, value) => value) : [n]
      return all.flatMap(row => values.map(value => [...row, value]))
    },
    [[]],
  )
  const sum = (row: readonly number[]): number => row.reduce((a, b) => a + b, 0)
  return rows
    .filter(row => (rowTotals[0] ?? sum(row)) === sum(row) && row.every((n, c) => n <= (columnTotals[c] ?? 0)))
    .flatMap(row => {
      const left = columnTotals.map((n, c) => n - (row[c] ?? 0))
      return fillings(rest, rowTotals.slice(1), left).map(others => [row, ...others])
    })
}

describe('Small cells of a table of counts', () => {
  const cases: readonly (readonly [string, number[][], (number | null)[][]])[] = [
    [
      'are none where everybody is many',
      [
        [5, 6],
        [7, 8],
      ],
      [
        [5, 6, 11],
        [7, 8, 15],
        [12, 14, 26],
      ],
    ],
    [
      'take the smallest others with them',
      [
        [1, 20, 9],
        [30, 8, 7],
        [40, 50, 60],
      ],
      [
        [null, 20, null, 30],
        [null, 8, null, 45],
        [40, 50, 60, 150],
        [71, 78, 76, 225],
      ],
    ],
    [
      'hide a whole table of one person',
      [[1]],
      [
        [null, null],
        [null, null],
      ],
    ],
    [
      'leave noughts in sight',
      [
        [0, 5],
        [9, 8],
      ],
      [
        [0, 5, 5],
        [9, 8, 17],
        [9, 13, 22],
      ],
    ],
    [
      'hide no nought that its column gives away',
      [
        [0, 0],
        [0, 1],
        [0, 2],
      ],
      [
        [0, 0, 0],
        [0, null, null],
        [0, null, null],
        [0, 3, 3],
      ],
    ],
  ]
  for (const [what, table, shown] of cases) {
    it(what, () => expect(protect(table)).to.deep.equal(shown))
  }

  it('are never shown, and what is shown is true', () => {
    fc.assert(
      fc.property(tables, table => {
        const whole = withTotals(table)
        for (const [r, row] of protect(table).entries()) {
          for (const [c, n] of row.entries()) {
            const is = whole[r]?.[c] ?? 0
            if (is > 0 && is <= FEW) expect(n).to.equal(null)
            else if (n !== null) expect(n).to.equal(is)
          }
        }
      }),
    )
  })

  it('cannot be computed from what is shown: each lies on a ring of hidden cells', () => {
    fc.assert(
      fc.property(tables, table => {
        const shown = protect(table)
        for (const [r, row] of shown.entries()) {
          for (const [c, n] of row.entries()) if (n === null) expect(isOnRing(shown, r, c), `${r},${c}`).to.equal(true)
        }
      }),
    )
  })

  it('cannot be computed by who knows the totals of the columns from another page', () => {
    const small = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([rows, columns]) => {
      const line = fc.array(fc.nat({ max: 4 }), { minLength: columns, maxLength: columns })
      return fc.array(line, { minLength: rows, maxLength: rows })
    })
    fc.assert(
      fc.property(small, table => {
        const shown = protect(table)
        const cells = shown.slice(0, -1).map(row => row.slice(0, -1))
        const rowTotals = shown.slice(0, -1).map(row => row.at(-1) ?? null)
        const columnTotals = (withTotals(table).at(-1) ?? []).slice(0, -1)
        const found = fillings(cells, rowTotals, columnTotals)
        const atMost = fillings(
          cells.map(row => row.map(() => null)),
          rowTotals,
          columnTotals,
        )
        for (const [r, row] of cells.entries()) {
          for (const [c, n] of row.entries()) {
            // What only stands beside a small cell may be told; a small cell only where the totals alone tell it.
            const isOpen = (all: number[][][]): boolean => new Set(all.map(one => one[r]?.[c])).size > 1
            if (n === null && (table[r]?.[c] ?? 0) <= FEW && isOpen(atMost))
              expect(isOpen(found), `${r},${c}`).to.equal(true)
          }
        }
      }),
    )
  })

  it('are not ones alone in any row that shows anything that a column could leave open', () => {
    fc.assert(
      fc.property(tables, table => {
        const whole = withTotals(table)
        const shown = protect(table)
        for (const [r, row] of shown.entries()) {
          const own = row.flatMap((n, c) => (n === null ? [whole[r]?.[c]] : []))
          const isOpen = row.some((n, c) => n !== null && (whole.at(-1)?.[c] ?? 0) > 0)
          if (own.length > 0 && isOpen) expect(own.some(n => n !== 1)).to.equal(true)
        }
      }),
    )
  })

  it('are found in a table of 300 units soon', () => {
    const table = Array.from({ length: 300 }, (_, r) => Array.from({ length: 7 }, (_, c) => (r * 7 + c * 13) % 9))
    const begun = performance.now()
    protect(table)
    expect(performance.now() - begun).to.be.below(soon(3000))
  })
})
