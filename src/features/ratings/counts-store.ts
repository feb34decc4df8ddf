import type { Db } from 'mongodb'
import { sharedRead } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { BoardRow } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import {
  type AlertCell,
  type CountCell,
  type CountsDocument,
  countsDocument,
  countsId,
  EVERYBODY,
  plusCells,
  Tally,
} from './counts.ts'
import { COUNTS } from './standing-model.ts'

/** What is kept of how many stand how (counts.ts), of one unit or of several together. */
interface StandingCounts {
  readonly cells: readonly CountCell[]
  readonly alerts: readonly AlertCell[]
}

/** How many of a unit stand on each list (countedAs), and `total`. */
export interface UnitListed {
  readonly unitId: string
  readonly listed: Readonly<Record<string, number>>
}

/** Reads how many stand how in an edition. */
export interface CountsStore {
  /** Of these units together; null: of everybody. */
  counts(unitIds: readonly string[] | null, edition: number): Promise<StandingCounts>
  /** The counts of each unit, and of EVERYBODY: for the replay. */
  allCounts(edition: number): Promise<readonly CountsDocument[]>
  /** Of these units, those where anybody stands. */
  listedOf(unitIds: readonly string[], edition: number): Promise<readonly UnitListed[]>
  /** The units with the most people on a list (or in `total`), at most `limit`; those with none are left out. */
  mostListed(list: string, limit: number, edition: number): Promise<readonly UnitListed[]>
}

export function createCountsStore(db: Db): CountsStore {
  const counts = db.collection<CountsDocument>(COUNTS)
  const byId = sharedRead(counts)
  const ofUnits = async (unitIds: readonly string[], edition: number): Promise<CountsDocument[]> => {
    const found = await Promise.all(unitIds.map(unitId => byId(countsId(edition, unitId))))
    return found.filter(document => document !== null)
  }
  return {
    counts: async (unitIds, edition) => {
      const documents = await ofUnits(unitIds ?? [EVERYBODY], edition)
      return { cells: documents.flatMap(({ cells }) => cells), alerts: documents.flatMap(({ alerts }) => alerts) }
    },
    allCounts: edition => counts.find({ edition }).toArray(),
    listedOf: ofUnits,
    mostListed: async (list, limit, edition) => {
      const field = `listed.${list}`
      const found = await counts
        .find({ edition, [field]: { $gt: 0 } })
        .sort({ [field]: -1 })
        .limit(limit + 1)
        .toArray()
      return found.filter(({ unitId }) => unitId !== EVERYBODY).slice(0, limit)
    },
  }
}

/** Moves the counts of an edition with the rows of these cadres; only what changes is read and written. */
export async function moveCounts(
  work: Work,
  edition: number,
  cadreIds: Iterable<string>,
  before: BoardRows,
  after: BoardRows,
): Promise<void> {
  const tally = new Tally()
  const add = (row: BoardRow | undefined, by: 1 | -1): void => {
    if (row !== undefined) tally.add(row, by)
  }
  for (const cadreId of cadreIds) {
    add(before.get(cadreId), -1)
    add(after.get(cadreId), 1)
  }
  const moved = tally.counts()
  if (moved.size === 0) return
  const counts = await work.read<CountsDocument>(COUNTS)
  const _id = { $in: [...moved.keys()].map(unitId => countsId(edition, unitId)) }
  const found = await counts.find({ _id }, { session: work.session }).toArray()
  const known = new Map(found.map(({ unitId, cells, alerts }) => [unitId, [...cells, ...alerts]]))
  for (const [unitId, more] of moved) {
    const cells = plusCells(known.get(unitId) ?? [], more)
    if (cells.length === 0) work.remove(COUNTS, countsId(edition, unitId))
    else work.replace(COUNTS, countsId(edition, unitId), countsDocument(edition, unitId, cells))
  }
}
