import type { Refusal } from './refusal.ts'

/** A cell as typed; the value Excel computed for a formula is never taken. */
export type ReadCell = { text: string } | { formula: true }

/** Row and column numbers count from 1; only cells that hold something are in the map. */
export interface ReadRow {
  number: number
  cells: ReadonlyMap<number, ReadCell>
}

/** One worksheet, hidden ones too, with the rows that hold at least one non-empty cell. */
export interface ReadSheet {
  name: string
  rows: ReadRow[]
}

export type ReadOutcome = { ok: true; sheets: ReadSheet[] } | Refusal

/** What the reader finds, in the order of the file: a sheet, then its rows in batches. */
export type ReadEvent = { kind: 'sheet'; name: string } | { kind: 'rows'; rows: ReadRow[] }
