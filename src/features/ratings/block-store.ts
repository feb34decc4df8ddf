import { type Block, openBlock, type PackedBlock } from '../../domain/rating/columns/block.ts'
import type { ColumnGroup } from '../../domain/rating/columns/layout.ts'
import type { PackedColumns } from '../../domain/rating/columns/packed-columns.ts'
import type { Database } from '../../platform/database/index.ts'

/** A group of columns of some thousand cadres, one document. */
interface BlockDocument extends PackedColumns {
  readonly _id: string
  readonly of: string
  readonly size: number
  /** Of the group `base` alone. */
  readonly cadreIds?: Uint8Array
  readonly unitIds?: string
}

type Groups = Parameters<typeof openBlock>[0]['groups']

/** Blocks read in one go: under two megabytes. */
const AT_ONCE = 64

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
  /** Some blocks in order, group by group: `base` first. */
  const some = (of: string, groups: readonly ColumnGroup[], from: number): Promise<BlockDocument[][]> =>
    Promise.all(
      groups.map(group => {
        const _id = { $gte: keyOf(of, group, from), $lt: keyOf(of, group, from + AT_ONCE) }
        return collection.find({ _id }, { promoteBuffers: true }).sort({ _id: 1 }).toArray()
      }),
    )
  return {
    write: async (of, number, { groups, ...who }) => {
      const writes = (Object.keys(groups) as ColumnGroup[]).map(group => {
        const _id = keyOf(of, group, number)
        const document = { _id, of, size: who.size, ...(group === 'base' ? who : {}), ...groups[group] }
        return { replaceOne: { filter: { _id }, replacement: document, upsert: true } }
      })
      await collection.bulkWrite(writes)
    },
    read: async function* (of, groups) {
      const wanted = ['base', ...groups] as const
      let coming = some(of, wanted, 0)
      for (let from = AT_ONCE; ; from += AT_ONCE) {
        const [bases = [], ...others] = await coming
        if (bases.length === 0) return
        // The database reads on while these are judged; a failure is met when they are asked for.
        coming = some(of, wanted, from)
        coming.catch(() => undefined)
        for (const [i, base] of bases.entries()) {
          const read = Object.fromEntries([base, ...others.map(other => other[i])].map((one, g) => [wanted[g], one]))
          yield blockOf(base, read)
        }
      }
    },
    count: of => collection.countDocuments({ _id: { $gte: `${of}|base|`, $lt: `${of}|base|~` } }),
    keepOnly: async names => {
      await collection.deleteMany({ of: { $nin: [...names] } })
    },
  }
}

const keyOf = (of: string, group: ColumnGroup, number: number): string =>
  `${of}|${group}|${String(number).padStart(6, '0')}`

function blockOf({ _id, size, cadreIds, unitIds }: BlockDocument, groups: Groups): Block {
  if (cadreIds === undefined || unitIds === undefined) throw new Error(`block ${_id} does not say whom it is about`)
  return openBlock({ size, cadreIds, unitIds, groups })
}
