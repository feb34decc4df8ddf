import { type Placing, placeAmong, placedOtherwise } from '../../domain/rating/place.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import { newId } from '../../platform/ids.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { type BoardRow, rowOfDocument } from './board.ts'
import type { Board, BoardKeeper } from './board-keeper.ts'
import type { BoardRows } from './board-rows.ts'
import { moveCounts } from './counts-store.ts'
import { collectionsOf, type Edition, inEdition, movementId, OPEN, standingId } from './edition.ts'
import type { Judged } from './judged.ts'
import { rateIn } from './move-standings.ts'
import { type Movement, momentOn } from './movement.ts'
import type { ReratingJob } from './rerating-job.ts'
import { storedAlerts } from './standing-alerts.ts'
import { joinedFields } from './standing-fields.ts'
import { JOBS, MOVEMENTS, type StandingDocument, TOUCHED } from './standing-model.ts'
import { broughtBy, type Settled, settle, settledSuccessor } from './succession.ts'

/** An edition that is prepared but for those who moved meanwhile. */
export interface ComingEdition {
  readonly edition: Edition
  readonly rater: Rater
  readonly day: Day
  /** When its preparation began. */
  readonly at: Instant
  /** As stored. */
  readonly rows: BoardRows
  readonly placing: Placing
  /** The rows as they are counted. */
  readonly counted: BoardRows
  /** Judged again since the placing was formed: their movement may be another. */
  readonly again: Set<string>
}

/** With more to judge anew than this the flip would not be short. */
const MOST = 1000

/**
 * Says in the placing which edition is being prepared (null: none), so that whoever moves is noted; keeps the job, or else
 * the one of before: it says what is still to be swept.
 */
export const pointAt = (
  journal: Journal,
  next: Edition | null,
  job: Omit<ReratingJob, '_id' | 'at'> | null,
  boards: BoardKeeper,
): Promise<null> =>
  journal.submit({
    action: 'ratings.new-rules-begun',
    actor: systemActor,
    idempotencyKey: `rerating-${next?.number ?? 0}-${next?.ruleHash ?? ''}-${newId('try')}`,
    requestId: 'system',
    run: async work => {
      const before = await boards.open(work)
      boards.put(work, { ...before, generation: before.generation + 1, next })
      if (job !== null) work.replace(JOBS, 'rerating', { ...job, at: momentOn(job.day, work) })
      work.about({ type: 'standings', id: work.today }, { after: { edition: next?.number, ruleSet: next?.ruleSet } })
      return null
    },
  })

/**
 * Makes the coming edition the visible one in one command, after judging anew the few who moved since. Answers false,
 * with nothing changed, when they are not few.
 */
export const flip = (journal: Journal, coming: ComingEdition, boards: BoardKeeper): Promise<boolean> =>
  journal.submit({
    action: 'ratings.new-rules',
    actor: systemActor,
    idempotencyKey: `flip-${coming.edition.number}-${newId('try')}`,
    requestId: 'system',
    run: async work => {
      const { edition } = coming
      const before = await boards.open(work)
      if (before.next?.ruleHash !== edition.ruleHash) throw new Error('another edition is being prepared')
      const touched = await work.read<{ _id: string }>(TOUCHED)
      const found = await touched.find({}, { session: work.session, limit: MOST + 1 }).toArray()
      work.about(
        { type: 'standings', id: work.today },
        { after: { edition: edition.number, ruleSet: edition.ruleSet } },
      )
      if (found.length > MOST) return false
      const ids = found.map(({ _id }) => _id)
      const isSettled = ids.length === 0 && coming.again.size === 0
      const settled = isSettled ? coming : await settleLate(work, ids, before, coming, boards)
      const { rows, placing } = settled
      for (const id of ids) work.remove(TOUCHED, id)
      work.update(JOBS, 'rerating', { $set: { visibleAt: work.realNow } })
      const after = { ...before, generation: before.generation + 1, edition, next: null, rows, placing }
      boards.put(work, after)
      return true
    },
  })

/** Judges these anew, forms the placing again, and mends what was prepared. */
async function settleLate(
  work: Work,
  ids: readonly string[],
  before: Board,
  coming: ComingEdition,
  boards: BoardKeeper,
): Promise<Pick<Board, 'rows' | 'placing'>> {
  const { edition, rater, day, at } = coming
  const stored = await judgeLate(work, ids, before, coming, boards)
  const placing = placeAmong(stored, rater.ruleSet)
  const anew = new Set([...ids, ...coming.again])
  const late = new Set([...anew, ...placedOtherwise(coming.placing, placing)])
  const lateRows = [...late].flatMap(id => stored.get(id) ?? [])
  const beforeOf = (row: BoardRow) => before.rows.get(row.cadreId) ?? row
  const settled = [...settle(lateRows, beforeOf, setsOf(placing), rater.ruleSet.quotas.colour, day)]
  const changed = settled.filter(({ differs }) => differs).map(({ row }) => row)
  await writeSettled(work, changed, before, edition)
  for (const id of anew) work.remove(MOVEMENTS, movementId(edition.number, 0, id))
  for (const one of settled) {
    const movement = movementOf(one, edition.number, day, at)
    if (one.moved) work.replace(MOVEMENTS, movement._id, movement)
    else work.remove(MOVEMENTS, movement._id)
  }
  const rows = stored.copy()
  for (const row of changed) rows.set(row.cadreId, { ...row, from: edition.number })
  await moveCounts(work, edition.number, late, coming.counted, rows)
  return { rows, placing }
}

/** The rows as stored, with the successors of these written anew. */
async function judgeLate(
  work: Work,
  ids: readonly string[],
  before: Board,
  { edition, rater, rows }: ComingEdition,
  boards: BoardKeeper,
): Promise<BoardRows> {
  const stored = rows.copy()
  const shared = await boards.shared(work, rater.ruleSet, [])
  const ratings = await rateIn(work, ids, work.today, { rater, ruleHash: edition.ruleHash }, shared)
  const olds = await standingsIn(work, ids, before)
  for (const id of ids) {
    const own = { old: olds.get(id), row: before.rows.get(id), judged: ratings.get(id) ?? undefined }
    const row = putSuccessors(work, id, own, before.edition, edition)
    if (row === null) stored.delete(id)
    else stored.set(id, row)
  }
  return stored
}

/** What takes the place of a standing and its alerts, as just judged; answers the row, null: not rated any more. */
function putSuccessors(
  work: Work,
  id: string,
  { old, row, judged }: LateCadre,
  seen: Edition,
  coming: Edition,
): BoardRow | null {
  const { next, alerts } = old === undefined || row === undefined ? nothing : broughtBy(coming, old, row, judged)
  const own = storedAlerts(row)
  const { number } = coming
  const [then, now] = [collectionsOf(seen), collectionsOf(coming)]
  putSuccessor(work, { seen: then.standings, coming: now.standings }, { id, number }, { oldId: old?._id, next })
  putSuccessor(work, { seen: then.alerts, coming: now.alerts }, { id, number }, { oldId: own?._id, next: alerts })
  return old === undefined ? null : rowOfDocument(next ?? old, alerts === undefined ? own : (alerts ?? undefined))
}

/** Somebody who moved while the edition was prepared, as the visible one has them; undefined: not rated. */
interface LateCadre {
  readonly old: StandingDocument | undefined
  readonly row: BoardRow | undefined
  readonly judged: Judged | undefined
}

const nothing = { next: undefined, alerts: undefined } as const

/**
 * Into the collection of the coming edition; where that is the one seen too, the old one is marked. `next`: what takes its
 * place; null, nothing does; undefined, the old one stays.
 */
function putSuccessor(
  work: Work,
  { seen, coming }: { readonly seen: string; readonly coming: string },
  { id, number }: { readonly id: string; readonly number: number },
  { oldId, next }: { readonly oldId: string | undefined; readonly next: object | null | undefined },
): void {
  if (next == null) work.remove(coming, standingId(id, number))
  else work.replace(coming, standingId(id, number), next)
  if (seen === coming && oldId !== undefined)
    work.update(seen, oldId, { $set: { until: next === undefined ? OPEN : number } })
}

async function writeSettled(work: Work, rows: readonly BoardRow[], before: Board, coming: Edition): Promise<void> {
  const { number } = coming
  const { standings } = collectionsOf(coming)
  const unwritten = rows.filter(row => row.from !== number)
  const olds = await standingsIn(
    work,
    unwritten.map(({ cadreId }) => cadreId),
    before,
  )
  for (const row of rows) {
    const { cadreId, suggested, since } = row
    const old = olds.get(cadreId)
    if (old === undefined) work.update(standings, standingId(cadreId, number), { $set: joinedFields(suggested, since) })
    else {
      work.replace(standings, standingId(cadreId, number), settledSuccessor(old, row, number))
      work.update(standings, old._id, { $set: { until: number } })
    }
  }
}

/** Standings of the visible edition as the command sees them. */
async function standingsIn(work: Work, ids: readonly string[], before: Board): Promise<Map<string, StandingDocument>> {
  if (ids.length === 0) return new Map()
  const standings = await work.read<StandingDocument>(collectionsOf(before.edition).standings)
  const filter = { cadreId: { $in: [...ids] }, ...inEdition(before.edition) }
  const found = await standings.find(filter, { session: work.session }).toArray()
  return new Map(found.map(standing => [standing.cadreId, standing]))
}

/** The movement of a standing that an edition brings. */
export const movementOf = ({ row, before }: Settled, edition: number, day: Day, at: Instant): Movement => ({
  _id: movementId(edition, 0, row.cadreId),
  cadreId: row.cadreId,
  unitId: row.unitId,
  classCode: row.classCode,
  on: day,
  at,
  from: before.suggested,
  to: row.suggested,
  cause: 'rules',
  entryIds: [],
})
