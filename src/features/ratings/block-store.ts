import { type Block, openBlock, type PackedBlock, type PackedColumns } from '../../domain/rating/columns/block.ts'
import type { ColumnGroup } from '../../domain/rating/columns/layout.ts'
import type { PackedColumn } from '../../domain/rating/columns/packed-column.ts'
import type { Database } from '../../platform/database/index.ts'

/** A group of columns of some thousand cadres, one document. */
interface BlockDocument extends PackedColumns {
  readonly _id: string
  readonly size: number
  /** Of the group `base` alone. */
  readonly cadreIds?: string
  readonly unitIds?: readonly string[]
  readonly units?: PackedColumn
}

const BLOCKS = 'measured_blocks'

/** What was measured of everybody, in columns, under a name such as that of a close. */
export interface BlockStore {
  /** Writes one block; unseen until something that is read names it. */
  write(of: string, number: number, block: PackedBlock): Promise<void>
  /** The blocks in order, with the groups of columns asked for beside `base`. */
  read(of: string, groups: readonly Exclude<ColumnGroup, 'base'>[]): AsyncIterable<Block>
  remove(of: string): Promise<void>
}

export function createBlockStore({ db }: Pick<Database, 'db'>): BlockStore {
  const collection = db.collection<BlockDocument>(BLOCKS)
  const within = (of: string, group: ColumnGroup) => ({
    _id: { $gte: keyOf(of, group, ''), $lt: keyOf(of, group, '~') },
  })
  const documents = (of: string, group: ColumnGroup) =>
    collection.find(within(of, group), { promoteBuffers: true, batchSize: 64 }).sort({ _id: 1 })[Symbol.asyncIterator]()
  return {
    write: async (of, number, { groups, ...who }) => {
      const writes = (Object.keys(groups) as ColumnGroup[]).map(group => {
        const _id = keyOf(of, group, String(number).padStart(6, '0'))
        const document = { _id, size: who.size, ...(group === 'base' ? who : {}), ...groups[group] }
        return { replaceOne: { filter: { _id }, replacement: document, upsert: true } }
      })
      await collection.bulkWrite(writes)
    },
    read: async function* (of, groups) {
      const others = groups.map(group => ({ group, cursor: documents(of, group) }))
      for await (const base of { [Symbol.asyncIterator]: () => documents(of, 'base') }) {
        const read: Partial<Record<ColumnGroup, PackedColumns>> = { base }
        for (const { group, cursor } of others) read[group] = (await cursor.next()).value as BlockDocument
        const { size, cadreIds = '', unitIds = [], units } = base
        if (units === undefined) throw new Error(`block ${base._id} does not say whom it is about`)
        yield openBlock({ size, cadreIds, unitIds, units, groups: read })
      }
    },
    remove: async of => {
      await collection.deleteMany({ _id: { $gte: `${of}|`, $lt: `${of}|~` } })
    },
  }
}

const keyOf = (of: string, group: ColumnGroup, number: string): string => `${of}|${group}|${number}`
