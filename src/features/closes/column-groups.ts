import { type ClosedRow, outcomeCodecs, whoCodecs } from '../../domain/closes/closed-row.ts'
import { packAll } from '../../domain/closes/codec.ts'
import type { Columns } from '../../domain/closes/column.ts'
import type { Rating } from '../../domain/rating/rating.ts'
import type { Block } from './column-document.ts'

/** One cadre while a close is prepared. */
export interface ClosingCadre {
  readonly row: ClosedRow
  readonly rating: Rating
}

/** Columns that are read together. */
interface ColumnGroup {
  readonly name: string
  columns(cadres: readonly ClosingCadre[]): Columns['named']
}

/** Everything a close keeps of its cadres. */
const columnGroups: readonly ColumnGroup[] = [
  { name: 'who', columns: cadres => packAll(whoCodecs, rowsOf(cadres)).named },
  { name: 'outcome', columns: cadres => packAll(outcomeCodecs, rowsOf(cadres)).named },
]

const rowsOf = (cadres: readonly ClosingCadre[]): ClosedRow[] => cadres.map(({ row }) => row)

export const blockOf = (cadres: readonly ClosingCadre[]): Block => ({
  size: cadres.length,
  groups: Object.fromEntries(columnGroups.map(({ name, columns }) => [name, columns(cadres)])),
})
