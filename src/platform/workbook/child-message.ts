import type { ReadLimits } from './limits.ts'
import type { ReadCell, ReadRow } from './read-result.ts'
import type { RefusalReason } from './refusal.ts'

/** What the reading process is asked, once. */
export interface ChildTask {
  path: string
  limits: ReadLimits
}

/** What it answers: that it runs, what it finds, and one end. */
export type ChildMessage =
  | { kind: 'ready' }
  | { kind: 'sheet'; name: string }
  | { kind: 'rows'; rows: PackedRow[] }
  | { kind: 'done' }
  | { kind: 'refused'; reason: RefusalReason; where: string }

/** A row number, then column and text in turn (null for a formula): maps and objects cost more to send than to read. */
export type PackedRow = (number | string | null)[]

export function packRow(row: ReadRow): PackedRow {
  const packed: PackedRow = [row.number]
  for (const [column, cell] of row.cells) packed.push(column, 'text' in cell ? cell.text : null)
  return packed
}

export function unpackRow([number, ...rest]: PackedRow): ReadRow {
  const cells = new Map<number, ReadCell>()
  for (let i = 0; i < rest.length; i += 2) {
    const text = rest[i + 1]
    cells.set(Number(rest[i]), typeof text === 'string' ? { text } : { formula: true })
  }
  return { number: Number(number), cells }
}
