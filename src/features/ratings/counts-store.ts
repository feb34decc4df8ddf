import type { Work } from '../../platform/journal/index.ts'
import type { BoardRow } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import { type CountsDocument, countsDocument, countsId, plusCells, Tally } from './counts.ts'
import { COUNTS } from './standing-model.ts'

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
