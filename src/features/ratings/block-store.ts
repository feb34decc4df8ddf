import { type Block, openBlock, type PackedBlock, type PackedColumns } from '../../domain/rating/columns/block.ts'
import type { ColumnGroup } from '../../domain/rating/columns/layout.ts'
import type { PackedColumn } from '../../domain/rating/columns/packed-column.ts'
import type { Database } from '../../platform/database/index.ts'

/** A group of columns of some thousand cadres, one document. */
interface BlockDocument extends PackedColumns {
  readonly _id: string
  readonly of: string
  readonly size: number
  /** Of the group `base` alone. */
  readonly cadreIds?: string
  readonly unitIds?: readonly string[]
  readonly units?: PackedColumn
}

export const MEASURED_BLOCKS = 'measured_blocks'

/** What was measured of everybody, in columns, under a name such as that of a close. */
export interface BlockStore {
  /** Writes one block; unseen until something that is read names it. */
  write(of: string, number: number, block: PackedBlock): Promise<void>
  /** The blocks in order, with the groups of columns asked for beside `base`. */
  read(of: string, groups: readonly Exclude<ColumnGroup, 'base'>[]): AsyncIterable<Block>
  /** How many blocks there are under a name. */
  count(of: string): Promise<number>
  /** Removes the blocks of every other name: what was prepared and never named. */
  keepOnly(names: readonly string[]): Promise<void>
}

export function createBlockStore({ db }: Pick<Database, 'db'>): BlockStore {
  const collection = db.collection<BlockDocument>(MEASURED_BLOCKS)
  const within = (of: string, group: ColumnGroup) => ({
    _id: { $gte: keyOf(of, group, ''), $lt: keyOf(of, group, '~') },
  })
  const documents = (of: string, group: ColumnGroup) =>
    collection.find(within(of, group), { promoteBuffers: true, batchSize: 64 }).sort({ _id: 1 })[Symbol.asyncIterator]()
  return {
    write: async (of, number, { groups, ...who }) => {
      const writes = (Object.keys(groups) as ColumnGroup[]).map(group => {
        const _id = keyOf(of, group, String(number).padStart(6, '0'))
        const document = { _id, of, size: who.size, ...(group === 'base' ? who : {}), ...groups[group] }
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
    count: of => collection.countDocuments(within(of, 'base')),
    keepOnly: async names => {
      await collection.deleteMany({ of: { $nin: [...names] } })
    },
  }
}

const keyOf = (of: string, group: ColumnGroup, number: string): string => `${of}|${group}|${number}`
