import type { Outcome } from '../../domain/rating/suggest.ts'

/** How many of a unit stand alike. */
export interface CountCell {
  readonly classCode: string
  readonly suggested: string
  readonly mark: string | null
  readonly placed: string | null
  readonly n: number
}

/** Unit → cell → how many: what the dashboard shows, kept with the standings so that nobody counts them. */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, CountCell>>

/** What of a row of the board is counted. */
interface Counted {
  readonly unitId: string
  readonly classCode: string
  readonly suggested: Outcome
  readonly placed: string | null
}

const keyOf = ({ classCode, suggested, placed }: Counted): string =>
  [classCode, suggested.colour, suggested.mark ?? '', placed ?? ''].join('|')

/** The counts of these rows. */
export const countsOf = (rows: Iterable<Counted>): Counts => countsAfter(new Map(), [], rows)

/** The counts when these rows went and those came; a unit that is left as it was keeps its map. */
export function countsAfter(before: Counts, gone: Iterable<Counted>, come: Iterable<Counted>): Counts {
  const moved = new Map<string, Map<string, CountCell>>()
  const add = (row: Counted, by: 1 | -1): void => {
    const cells = moved.get(row.unitId) ?? new Map(before.get(row.unitId))
    const key = keyOf(row)
    const { classCode, suggested, placed } = row
    const n = (cells.get(key)?.n ?? 0) + by
    if (n === 0) cells.delete(key)
    else cells.set(key, { classCode, suggested: suggested.colour, mark: suggested.mark, placed, n })
    moved.set(row.unitId, cells)
  }
  for (const row of gone) add(row, -1)
  for (const row of come) add(row, 1)
  const changed = [...moved].filter(([unitId, cells]) => !sameCells(before.get(unitId), cells))
  return changed.length === 0 ? before : new Map([...before, ...changed])
}

/** Units whose counts differ, with what they are; none left: empty. */
export function changedUnits(before: Counts, after: Counts): [unitId: string, cells: readonly CountCell[]][] {
  if (before === after) return []
  const units = new Set([...before.keys(), ...after.keys()])
  return [...units]
    .filter(unitId => !sameCells(before.get(unitId), after.get(unitId)))
    .map(unitId => [unitId, [...(after.get(unitId)?.values() ?? [])]])
}

function sameCells(a: ReadonlyMap<string, CountCell> = new Map(), b: ReadonlyMap<string, CountCell> = new Map()) {
  return a === b || (a.size === b.size && [...a].every(([key, { n }]) => b.get(key)?.n === n))
}

/** The counts of one unit in an edition. */
export interface CountsDocument {
  readonly _id: string
  readonly edition: number
  readonly unitId: string
  readonly cells: readonly CountCell[]
}

export const countsDocument = (edition: number, unitId: string, cells: readonly CountCell[]): CountsDocument => ({
  _id: `${edition}|${unitId}`,
  edition,
  unitId,
  cells,
})
