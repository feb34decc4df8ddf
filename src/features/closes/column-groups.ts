import { type ClosedRow, outcomeCodecs, whoCodecs } from '../../domain/closes/closed-row.ts'
import { packAll } from '../../domain/closes/codec.ts'
import type { Columns } from '../../domain/closes/column.ts'
import { type PackedBlock, packBlock } from '../../domain/rating/columns/block.ts'
import { layoutOf, numbersOf } from '../../domain/rating/columns/layout.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import type { Rating } from '../../domain/rating/rating.ts'
import type { Block } from './column-document.ts'

/** One cadre while a close is prepared. */
export interface ClosingCadre {
  readonly row: ClosedRow
  readonly rating: Rating
  readonly measured: Measured
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

/** What was measured of the same cadres, in columns of its own: a trial reads these alone. */
export const measuredBlockOf = (cadres: readonly ClosingCadre[], rater: Rater): PackedBlock =>
  packBlock(
    cadres.map(({ measured, rating }) => ({
      cadreId: measured.cadreId,
      unitId: measured.unitId,
      numbers: numbersOf(measured, rating, rater.ruleSet),
    })),
    layoutOf(rater),
  )
