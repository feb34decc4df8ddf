import { linesOf } from '../../domain/rating/columns/block.ts'
import type { PackedColumn } from '../../domain/rating/columns/packed-column.ts'
import { joinColumns } from '../../domain/rating/columns/packed-columns.ts'
import type { Database } from '../../platform/database/index.ts'
import { MEASURED_BLOCKS } from './block-store.ts'

/** A document of before: a field a column, and texts in lists. */
interface Apart {
  readonly _id: string
  readonly names: readonly string[]
  readonly columns: readonly PackedColumn[]
  readonly cadreIds?: string
  readonly unitIds?: readonly string[]
  readonly units?: PackedColumn
}

const BATCH = 100

/** Closes of before keep their columns one by one; the same columns, joined. */
export async function joinOldColumns({ db }: Database): Promise<void> {
  const collection = db.collection<{ _id: string }>(MEASURED_BLOCKS)
  for (;;) {
    const found = await db
      .collection<Apart>(MEASURED_BLOCKS)
      .find({ columns: { $exists: true } }, { promoteBuffers: true, limit: BATCH })
      .toArray()
    if (found.length === 0) return
    await collection.bulkWrite(
      found.map(({ _id, names, columns, cadreIds, unitIds, units, ...rest }) => {
        const named = names.map((name, i) => [name, columns[i] as PackedColumn] as const)
        const joined = joinColumns(new Map(units === undefined ? named : [['unit', units], ...named]))
        const who = { cadreIds: linesOf((cadreIds ?? '').split('\n')), unitIds: unitIds?.join('\n') }
        const replacement = { ...rest, ...(units === undefined ? {} : who), ...joined }
        return { replaceOne: { filter: { _id }, replacement } }
      }),
    )
  }
}
