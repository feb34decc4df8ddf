/** Counts of this many people or fewer, but not of none, say too much about single persons. */
export const FEW = 2

/** A table of counts with its sums: the last row and the last column are totals. Null: not shown. */
export type ShownCounts = readonly (readonly (number | null)[])[]

/** The counts with a column and a row of totals. */
export function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map(row => [...row, row.reduce((sum, n) => sum + n, 0)])
  const width = rows[0]?.length ?? 1
  return [...rows, Array.from({ length: width }, (_, c) => rows.reduce((sum, row) => sum + (row[c] ?? 0), 0))]
}

/**
 * Hides the small cells of a table, and as many others as it takes that none of them can be computed.
 * A hidden cell is safe when it lies on a ring of hidden cells (row, column, row …) that may be one more and one less by
 * turns without a shown number changing and without a count below nought. The totals of the columns stand on other pages
 * too, and those of the rows beside other columns: so a ring leads through what no total tells, if there is such a ring.
 * Rings are closed over the smallest cells there are. In no line may the hidden cells be ones throughout, which their
 * number would give away.
 */
export function protect(counts: readonly (readonly number[])[]): ShownCounts {
  const table = withTotals(counts)
  const hidden = table.map(row => row.map(n => n > 0 && n <= FEW))
  hideTotalBesideTotal(table, hidden)
  // Cells hidden once stay hidden, so a ring once closed stays closed.
  const safe = new Set<string>()
  do {
    for (const [r, row] of table.entries()) {
      for (const c of row.keys()) {
        if (hidden[r]?.[c] === true && !safe.has(`${r} ${c}`)) closeRing(table, hidden, [r, c], safe)
      }
    }
  } while (hasUnsafe(hidden, safe) || hideBesideOnes(table, hidden))
  return table.map((row, r) => row.map((n, c) => (hidden[r]?.[c] === true ? null : n)))
}

type Table = readonly (readonly number[])[]
type Hidden = boolean[][]
type Cell = readonly [row: number, column: number]

/** Where people of a row are few, the next larger total of a row is hidden too: the sum of all is known. */
function hideTotalBesideTotal(table: Table, hidden: Hidden): void {
  const last = (table[0]?.length ?? 1) - 1
  const totals = table.slice(0, -1).map((row, r) => ({ r, n: row[last] ?? 0 }))
  const isHidden = ({ r }: { readonly r: number }): boolean => hidden[r]?.[last] === true
  const few = totals.filter(isHidden)
  if (few.length === 0 || few.reduce((sum, { n }) => sum + n, 0) > Math.max(FEW, few.length)) return
  const next = totals.filter(one => one.n > FEW).sort((a, b) => a.n - b.n)[0]
  if (next !== undefined) hide(hidden, next.r, last)
}

/** Hides what closes the cheapest ring through the cell, and notes that all of it is safe. */
function closeRing(table: Table, hidden: Hidden, cell: Cell, safe: Set<string>): void {
  for (const [r, c] of [cell, ...ringThrough(table, hidden, cell).cells]) {
    hide(hidden, r, c)
    safe.add(`${r} ${c}`)
  }
}

/** The rest of the cheapest ring through the cell. */
function ringThrough(table: Table, hidden: Hidden, [row, column]: Cell): Way {
  const signs = table[row]?.[column] === 0 ? ([1] as const) : ([1, -1] as const)
  const shortest = (throughTotals: boolean): Way =>
    signs
      .map(sign => cheapestWay(table, hidden, { row, column, sign, throughTotals }))
      .reduce((a, b) => (b.length < a.length ? b : a))
  const apart = shortest(false)
  return apart.length < Number.POSITIVE_INFINITY ? apart : shortest(true)
}

const hasUnsafe = (hidden: Hidden, safe: ReadonlySet<string>): boolean =>
  hidden.some((row, r) => row.some((is, c) => is && !safe.has(`${r} ${c}`)))

const hide = (hidden: Hidden, r: number, c: number): void => {
  const row = hidden[r]
  if (row !== undefined) row[c] = true
}

/** What hiding a cell costs: nothing when it is hidden; a nought is hidden only when nothing else helps. */
const cost = (n: number, isHidden: boolean): number => (isHidden ? 0 : n === 0 ? 1e12 : n)

interface Wanted {
  readonly row: number
  readonly column: number
  /** Whether the cell itself would be one more or one less. */
  readonly sign: 1 | -1
  /** Whether totals may be hidden for it; those of rows that are hidden already are used in any case. */
  readonly throughTotals: boolean
}

interface Way {
  readonly length: number
  readonly cells: readonly (readonly [number, number])[]
}

/**
 * The cells that lead from the row to the column without the one where they meet: Dijkstra over rows and columns as
 * places and cells as ways between them. Endless when there is none.
 */
function cheapestWay(table: Table, hidden: Hidden, { row, column, sign, throughTotals }: Wanted): Way {
  const rows = table.length
  const [start, end, places] = [row, rows + column, rows + (table[0]?.length ?? 0)]
  const [ofRows, ofColumns] = [range(0, rows), range(rows, places)]
  const cellOf = (a: number, b: number): readonly [number, number] => (a < rows ? [a, b - rows] : [b, a - rows])
  const isBarred = (r: number, c: number): boolean =>
    !throughTotals && (r === rows - 1 || (c === places - rows - 1 && hidden[r]?.[c] !== true))
  const length = (a: number, b: number): number => {
    const [r, c] = cellOf(a, b)
    const n = table[r]?.[c] ?? 0
    const isLess = a < rows ? sign === 1 : sign === -1
    if ((r === row && c === column) || isBarred(r, c) || (isLess && n === 0)) return Number.POSITIVE_INFINITY
    return cost(n, hidden[r]?.[c] === true)
  }
  const far = Array.from({ length: places }, (_, place) => (place === start ? 0 : Number.POSITIVE_INFINITY))
  const from = new Map<number, number>()
  const done = new Set<number>()
  for (let here = start; here >= 0 && here !== end; here = nearest(far, done)) {
    done.add(here)
    for (const next of here < rows ? ofColumns : ofRows) {
      const whole = (far[here] ?? 0) + length(here, next)
      if (whole >= (far[next] ?? 0)) continue
      far[next] = whole
      from.set(next, here)
    }
  }
  return { length: far[end] ?? 0, cells: stepsBack(from, end).map(([a, b]) => cellOf(a, b)) }
}

function nearest(far: readonly number[], done: ReadonlySet<number>): number {
  let best = -1
  for (const [place, length] of far.entries()) {
    if (done.has(place) || length === Number.POSITIVE_INFINITY) continue
    if (best < 0 || length < (far[best] ?? 0)) best = place
  }
  return best
}

function stepsBack(from: ReadonlyMap<number, number>, end: number): (readonly [number, number])[] {
  const steps: (readonly [number, number])[] = []
  let here = end
  for (let before = from.get(here); before !== undefined; before = from.get(here)) {
    steps.push([before, here])
    here = before
  }
  return steps
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/**
 * Hides the smallest shown cell in each line whose hidden cells are all ones; answers whether there was any to hide. What
 * lies on no ring can be computed: hiding it would hide nothing.
 */
function hideBesideOnes(table: Table, hidden: Hidden): boolean {
  const width = table[0]?.length ?? 0
  const lines = [
    ...table.map((row, r) => row.map((_, c) => [r, c] as const)),
    ...range(0, width).map(c => table.map((_, r) => [r, c] as const)),
  ]
  let found = false
  for (const line of lines) {
    const own = line.filter(([r, c]) => hidden[r]?.[c] === true)
    const shown = line.filter(([r, c]) => hidden[r]?.[c] !== true)
    const value = ([r, c]: Cell): number => table[r]?.[c] ?? 0
    if (own.length === 0 || own.some(cell => value(cell) !== 1)) continue
    const next = shown
      .toSorted((a, b) => cost(value(a), false) - cost(value(b), false))
      .find(cell => ringThrough(table, hidden, cell).length < Number.POSITIVE_INFINITY)
    if (next === undefined) continue
    hide(hidden, next[0], next[1])
    found = true
  }
  return found
}
