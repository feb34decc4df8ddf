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

export type Cell = CountCell | AlertCell

/** Unit, or EVERYBODY → how many stand how: what the dashboard shows, kept with the standings so that nobody counts them. */
export type Counts = ReadonlyMap<string, readonly Cell[]>

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

function* cellsOf({ classCode, suggested: { colour, mark }, placed, alerts }: Counted): Iterable<Cell> {
  yield { classCode, suggested: colour, mark, placed, n: 1 }
  for (const kind of Object.keys(alerts) as AlertKind[]) if (kind !== 'term') yield { classCode, kind, n: 1 }
}

const keyOf = (cell: Cell): string =>
  'kind' in cell
    ? `${cell.classCode}|${cell.kind}`
    : `${cell.classCode}|${cell.suggested}|${cell.mark ?? ''}|${cell.placed ?? ''}`

/** Counts rows, or by how much the counts change when rows come and others go. */
export class Tally {
  readonly #units = new Map<string, Map<string, Cell & { n: number }>>()

  add(row: Counted, by: 1 | -1 = 1): void {
    for (const cell of cellsOf(row)) this.#add(row.unitId, cell, by)
  }

  #add(unitId: string, cell: Cell, by: number): void {
    const cells = this.#units.get(unitId) ?? new Map<string, Cell & { n: number }>()
    if (cells.size === 0) this.#units.set(unitId, cells)
    const known = cells.get(keyOf(cell))
    if (known === undefined) cells.set(keyOf(cell), { ...cell, n: by })
    else known.n += by
  }

  /** Of every unit and of EVERYBODY; cells that come to nothing, and units without any others, are left out. */
  counts(): Counts {
    const counts = new Map<string, readonly Cell[]>()
    const everybody = new Tally()
    for (const [unitId, cells] of this.#units) {
      const some = [...cells.values()].filter(({ n }) => n !== 0)
      if (some.length > 0) counts.set(unitId, some)
      for (const cell of some) everybody.#add(EVERYBODY, cell, cell.n)
    }
    const all = [...(everybody.#units.get(EVERYBODY)?.values() ?? [])].filter(({ n }) => n !== 0)
    return all.length > 0 ? counts.set(EVERYBODY, all) : counts
  }
}

/** The counts of these rows. */
export function countsOf(rows: Iterable<Counted>): Counts {
  const tally = new Tally()
  for (const row of rows) tally.add(row)
  return tally.counts()
}

/** Cells with as many more as the others say; none left: no cell. */
export function plusCells(cells: readonly Cell[], more: readonly Cell[]): Cell[] {
  const sum = new Map(cells.map(cell => [keyOf(cell), cell]))
  for (const cell of more) sum.set(keyOf(cell), { ...cell, n: (sum.get(keyOf(cell))?.n ?? 0) + cell.n })
  return [...sum.values()].filter(({ n }) => n !== 0)
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

export function countsDocument(edition: number, unitId: string, counted: readonly Cell[]): CountsDocument {
  const cells = counted.filter(cell => 'suggested' in cell)
  const alerts = counted.filter(cell => 'kind' in cell)
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
