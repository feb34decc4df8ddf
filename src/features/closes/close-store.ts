import type { Month } from '../../domain/closes/months.ts'
import type { Tally } from '../../domain/closes/tally.ts'
import type { PackedBlock } from '../../domain/rating/columns/block.ts'
import type { Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { LedgerDocument, Work } from '../../platform/journal/index.ts'
import { type BlockStore, createBlockStore } from '../ratings/index.ts'
import { CLOSES, type CloseDocument, COLUMNS } from './close-model.ts'
import type { Block, ColumnDocument } from './column-document.ts'

/** A close without what grows with the installation. */
export type CloseSummary = Omit<CloseDocument, 'tallies' | 'waiting'> & {
  /** Of everybody, or of the one unit asked for. */
  readonly tally: Tally | null
  readonly waiting: number
}

export interface CloseStore {
  /** All closes, oldest first, with the counts of everybody or of one unit. */
  summaries(unitId: string | null): Promise<readonly CloseSummary[]>
  months(): Promise<ReadonlySet<Month>>
  header(month: Month): Promise<CloseDocument | null>
  headerIn(work: Work, month: Month): Promise<CloseDocument | null>
  /** The closes at which a fact waited, oldest first. */
  carrying(factId: number): Promise<readonly (Pick<CloseDocument, 'day' | 'closedAt'> & { readonly month: Month })[]>
  /** Makes a prepared run visible. Throws when a block of it is missing: an older process swept it. */
  put(work: Work, close: CloseDocument): Promise<void>
  /** Whether the ledger holds something behind the position that was known at the moment. */
  hasKnownBehind(work: Work, position: number, knownAt: Instant): Promise<boolean>
  /** Outside of commands: unseen until a close names the run. */
  addBlock(run: string, index: number, block: Block, measured: PackedBlock): Promise<void>
  /** Removes blocks that no close names: what an interrupted close left. */
  sweep(): Promise<void>
  /** Block by block in order; `columns` (`who.cadreId`) or whole groups (`who`). */
  blocks(run: string, columns: readonly string[]): AsyncIterable<Block>
  /** What was measured of everybody, so that other rules can judge it. */
  readonly measured: BlockStore
}

export function createCloseStore(database: Database): CloseStore {
  const { db } = database
  const measured = createBlockStore(database)
  const closes = db.collection<CloseDocument>(CLOSES)
  const blocks = db.collection<ColumnDocument>(COLUMNS)
  return {
    measured,
    summaries: async unitId => {
      const tally = unitId === null ? '$tallies.all' : { $first: { $filter: ofUnit(unitId) } }
      const found = closes.aggregate<CloseSummary>([
        { $sort: { _id: 1 } },
        { $set: { waiting: { $size: '$waiting' }, tally: { $ifNull: [tally, null] } } },
        { $unset: 'tallies' },
      ])
      return found.toArray()
    },
    months: async () => new Set(await closes.distinct('_id')),
    header: month => closes.findOne({ _id: month }),
    headerIn: async (work, month) =>
      (await work.read<CloseDocument>(CLOSES)).findOne({ _id: month }, { session: work.session }),
    carrying: async factId => {
      const found = await closes
        .find({ waiting: factId }, { projection: { day: 1, closedAt: 1 }, sort: { _id: 1 } })
        .toArray()
      return found.map(({ _id, day, closedAt }) => ({ month: _id, day, closedAt }))
    },
    put: async (work, close) => {
      const columns = await work.read<ColumnDocument>(COLUMNS)
      const there = await columns.countDocuments({ run: close.run }, { session: work.session })
      const fewest = Math.min(there, await measured.count(close.run))
      if (fewest !== close.blocks) throw new Error(`${fewest} of ${close.blocks} blocks of the close are there`)
      work.insert(CLOSES, close)
    },
    hasKnownBehind: async (work, position, knownAt) => {
      const ledger = await work.read<LedgerDocument>('ledger')
      const behind = { _id: { $gt: position }, recordedAt: { $lte: knownAt } }
      return (await ledger.findOne(behind, { session: work.session })) !== null
    },
    addBlock: async (run, index, block, numbers) => {
      await measured.write(run, index, numbers)
      await blocks.insertOne({ _id: `${run}-${index}`, run, index, ...block })
    },
    sweep: async () => {
      const runs = await closes.distinct('run')
      await blocks.deleteMany({ run: { $nin: runs } })
      await measured.keepOnly(runs)
    },
    blocks: (run, columns) => {
      const wanted = columns.map(name => [`groups.${name}`, 1] as const)
      const projection = { _id: 0, size: 1, ...Object.fromEntries(wanted) }
      // Bytes come as bytes, not in a wrapper of the driver's.
      return blocks.find({ run }, { promoteBuffers: true }).project<Block>(projection).sort({ index: 1 })
    },
  }
}

const ofUnit = (unitId: string) => ({
  input: '$tallies.byUnit',
  as: 'unit',
  cond: { $eq: ['$$unit.code', { $literal: unitId }] },
})
