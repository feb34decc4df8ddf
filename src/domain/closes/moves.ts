import { countedAs } from '../rating/counted-as.ts'
import type { ClosedRow } from './closed-row.ts'

/** What of a row a comparison of two closes looks at. */
export type Compared = Pick<ClosedRow, 'cadreId' | 'suggested' | 'mark'>

/** How one cadre stands otherwise than at the close before; null: not rated then. */
export interface Moved<Row extends Compared> {
  readonly row: Row
  /** The key under which the suggestion was counted. */
  readonly from: string | null
  readonly to: string
}

/** The rows whose suggestion is another than at the close before, and those who came since. In the order of `rows`. */
export function movedSince<Row extends Compared>(
  before: ReadonlyMap<string, string>,
  rows: readonly Row[],
): Moved<Row>[] {
  return rows.flatMap(row => {
    const from = before.get(row.cadreId) ?? null
    const to = countedAs({ colour: row.suggested, mark: row.mark })
    return from === to ? [] : [{ row, from, to }]
  })
}
