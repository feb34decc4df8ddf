/** Rows of a block, one bit each; bits past the last row are never set. */
export type RowSet = number[]

export const noRows = (size: number): RowSet => new Array((size + 31) >> 5).fill(0)

export function allRows(size: number): RowSet {
  const rows = noRows(size).fill(-1)
  const last = size & 31
  if (last !== 0) rows[rows.length - 1] = 2 ** last - 1
  return rows
}

/** Adds one row. */
export function put(rows: RowSet, row: number): void {
  rows[row >> 5] = (rows[row >> 5] as number) | (1 << row)
}

/** Takes one row away. */
export function take(rows: RowSet, row: number): void {
  rows[row >> 5] = (rows[row >> 5] as number) & ~(1 << row)
}

/** Keeps of `rows` those that are in `others` as well. */
export function keep(rows: RowSet, others: RowSet): RowSet {
  for (let i = 0; i < rows.length; i += 1) rows[i] = (rows[i] as number) & (others[i] as number)
  return rows
}

/** Adds the others to `rows`. */
export function add(rows: RowSet, others: RowSet): RowSet {
  for (let i = 0; i < rows.length; i += 1) rows[i] = (rows[i] as number) | (others[i] as number)
  return rows
}

/** Takes the others from `rows`. */
export function drop(rows: RowSet, others: RowSet): RowSet {
  for (let i = 0; i < rows.length; i += 1) rows[i] = (rows[i] as number) & ~(others[i] as number)
  return rows
}

/** Calls for each row of the set, in order: it costs what is in the set, not what is in the block. */
export function eachRow(rows: RowSet, visit: (row: number) => void): void {
  for (let i = 0; i < rows.length; i += 1) {
    let word = rows[i] as number
    while (word !== 0) {
      const lowest = word & -word
      visit((i << 5) + 31 - Math.clz32(lowest))
      word ^= lowest
    }
  }
}
