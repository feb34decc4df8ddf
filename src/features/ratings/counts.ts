import type { AlertKind, StandingAlerts } from '../../domain/rating/alerts.ts'
import { countedAs } from '../../domain/rating/counted-as.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'

/** How many of a unit stand alike. */
export interface CountCell {
  readonly classCode: string
  readonly suggested: string
  readonly mark: string | null
  readonly placed: string | null
  readonly n: number
}

/** How many of a class have an alert of a kind. Terms are not counted: which of them are near changes with the day. */
export interface AlertCell {
  readonly classCode: string
  readonly kind: CountedAlert
  readonly n: number
}

type CountedAlert = Exclude<AlertKind, 'term'>

type Cell = CountCell | AlertCell
type Cells = ReadonlyMap<string, Cell>

/** Unit, or EVERYBODY → cell → how many: what the dashboard shows, kept with the standings so that nobody counts them. */
export type Counts = ReadonlyMap<string, Cells>

/** Stands in the place of a unit for all of them together: what concerns everybody is read from one document. */
export const EVERYBODY = ''

/** What of a row of the board is counted. */
interface Counted {
  readonly unitId: string
  readonly classCode: string
  readonly suggested: Outcome
  readonly placed: string | null
  readonly alerts: StandingAlerts
}

const keyOf = ({ classCode, suggested, placed }: Counted): string =>
  [classCode, suggested.colour, suggested.mark ?? '', placed ?? ''].join('|')

/** The counts of these rows. */
export const countsOf = (rows: Iterable<Counted>): Counts => countsAfter(new Map(), [], rows)

/** The counts when these rows went and those came; a unit that is left as it was keeps its map. */
export function countsAfter(before: Counts, gone: Iterable<Counted>, come: Iterable<Counted>): Counts {
  const moved = new Map<string, Map<string, Cell>>()
  const count = (row: Counted, by: 1 | -1): void => {
    const cells = moved.get(row.unitId) ?? new Map(before.get(row.unitId))
    const { classCode, suggested, placed, alerts } = row
    add(cells, keyOf(row), { classCode, suggested: suggested.colour, mark: suggested.mark, placed, n: by })
    for (const kind of Object.keys(alerts) as AlertKind[])
      if (kind !== 'term') add(cells, `alert|${classCode}|${kind}`, { classCode, kind, n: by })
    moved.set(row.unitId, cells)
  }
  for (const row of gone) count(row, -1)
  for (const row of come) count(row, 1)
  const changed = [...moved].filter(([unitId, cells]) => !sameCells(before.get(unitId), cells))
  if (changed.length === 0) return before
  const everybody = new Map(before.get(EVERYBODY))
  for (const [unitId, cells] of changed) {
    for (const [key, cell] of before.get(unitId) ?? []) add(everybody, key, { ...cell, n: -cell.n })
    for (const [key, cell] of cells) add(everybody, key, cell)
  }
  return new Map([...before, ...changed, [EVERYBODY, everybody]])
}

/** As many more as the cell says; none left: no cell. */
function add(cells: Map<string, Cell>, key: string, cell: Cell): void {
  const n = (cells.get(key)?.n ?? 0) + cell.n
  if (n === 0) cells.delete(key)
  else cells.set(key, { ...cell, n })
}

/** Units, and EVERYBODY, whose counts differ, with what they are; none left: empty. */
export function changedUnits(before: Counts, after: Counts): [unitId: string, cells: Cells][] {
  if (before === after) return []
  const units = new Set([...before.keys(), ...after.keys()])
  return [...units]
    .filter(unitId => !sameCells(before.get(unitId), after.get(unitId)))
    .map(unitId => [unitId, after.get(unitId) ?? new Map()])
}

function sameCells(a: Cells = new Map(), b: Cells = new Map()): boolean {
  return a === b || (a.size === b.size && [...a].every(([key, { n }]) => b.get(key)?.n === n))
}

/** The counts of one unit, or of EVERYBODY, in an edition. */
export interface CountsDocument {
  readonly _id: string
  readonly edition: number
  readonly unitId: string
  readonly cells: readonly CountCell[]
  readonly alerts: readonly AlertCell[]
  /** How many stand on each list (countedAs), and `total`: units are sorted by these. */
  readonly listed: Readonly<Record<string, number>>
}

export const countsId = (edition: number, unitId: string): string => `${edition}|${unitId}`

export function countsDocument(edition: number, unitId: string, counted: Cells): CountsDocument {
  const all = [...counted.values()]
  const cells = all.filter(cell => 'suggested' in cell)
  const alerts = all.filter(cell => 'kind' in cell)
  return { _id: countsId(edition, unitId), edition, unitId, cells, alerts, listed: listedIn(cells) }
}

/** How many stand on each list, and in `total`. */
export function listedIn(cells: readonly CountCell[]): Record<string, number> {
  const listed: Record<string, number> = { total: 0 }
  for (const { suggested, mark, n } of cells) {
    const key = countedAs({ colour: suggested, mark })
    listed[key] = (listed[key] ?? 0) + n
    listed.total = (listed.total ?? 0) + n
  }
  return listed
}
