import { setImmediate as nextTurn } from 'node:timers/promises'
import { placeAmong } from '../../domain/rating/place.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import type { BoardRow } from './board.ts'
import type { BoardKeeper, PlacingDocument } from './board-keeper.ts'
import type { BoardRows } from './board-rows.ts'
import { Tally } from './counts.ts'
import { editionOf, versionBy } from './edition.ts'
import { type ComingEdition, flip, movementOf, pointAt } from './flip.ts'
import { createJudgeAgain } from './judge-again.ts'
import { type Judging, judgeAll, successionsOf, type Target } from './judge-all.ts'
import type { Movement } from './movement.ts'
import { raterOf } from './raters.ts'
import type { ReratingJob, ReratingStore } from './rerating-store.ts'
import type { StandingStore } from './standing-store.ts'
import { settle } from './succession.ts'

export interface ReratingDeps {
  readonly store: ReratingStore
  readonly standings: Pick<StandingStore, 'dueIds'>
  readonly current: () => Promise<PlacingDocument | null>
  readonly ledger: LedgerStore
  readonly rules: Rules
  readonly boards: BoardKeeper
}

export interface ReratingOptions {
  /** Told of each step: how many of how many are judged. */
  readonly onProgress?: (judged: number, all: number) => void
  /** Aborted: rejects between two steps, as if the process had ended there; the next call goes on. */
  readonly signal?: AbortSignal
  /** Standings judged in a step. */
  readonly batch?: number
}

const BATCH = 2000
/** Rows settled between two breaths for other requests. */
const BREATH = 5000
/** With more than these still to be judged anew, becoming visible waits for another round. */
const FEW = 100

/**
 * Judges everybody by the rules in force on the day when the visible edition goes by others; answers whether it did.
 * Long work happens beside the visible edition, outside the journal, and is taken up again where a kill left it; one
 * short command makes the new edition visible (flip.ts).
 */
export async function rerate(
  journal: Journal,
  today: Day,
  deps: ReratingDeps,
  { onProgress, signal, batch = BATCH }: ReratingOptions = {},
): Promise<boolean> {
  const { store, rules } = deps
  const version = await rules.inForce(today)
  const current = await deps.current()
  if (current === null) return false
  if (current.ruleHash === version.hash) {
    if (current.next !== null) await abandon(journal, current.edition, deps)
    return false
  }
  const step = async (): Promise<void> => {
    await nextTurn()
    signal?.throwIfAborted()
  }
  const number = current.edition + 1
  const job = await ongoing(current, number, version, today, store)
  if (job === null) await begin(journal, { number, version, day: today }, deps)
  await step()
  const rater = raterOf(version)
  const before = await versionBy(current.ruleHash, rules)
  const judging = { number, before, version, day: today, step, onProgress, batch }
  let visible = await visibleRows(deps)
  let rows = await judgeAll(job?.cursor ?? '', visible, judging, deps)
  for (;;) {
    const coming = await form(rows, visible, judging, rater, deps)
    await step()
    await catchUp(coming, deps, step)
    if (await flip(journal, coming, deps.boards)) return true
    visible = await visibleRows(deps)
    rows = await store.prepared(number, visible)
  }
}

/** Who moved since the preparation began is judged again, so that it does not matter whether it is seen in these. */
async function visibleRows({ boards }: ReratingDeps): Promise<BoardRows> {
  const board = await boards.visible()
  if (board === null) throw new Error('nobody was ever rated')
  return board.rows
}

/** The job that was interrupted, when it was about the same edition; of another day or other rules it is begun anew. */
async function ongoing(
  { next }: PlacingDocument,
  number: number,
  { hash }: RuleVersion,
  day: Day,
  store: ReratingStore,
): Promise<ReratingJob | null> {
  const job = await store.job()
  const isSame = job?.edition === number && job.ruleHash === hash && job.day === day && next?.ruleHash === hash
  return isSame ? job : null
}

/** From this command on, whoever moves is noted. */
async function begin(journal: Journal, { number, version, day }: Target, { store, boards }: ReratingDeps) {
  await store.sweep(number - 1)
  await store.discard(number)
  const job = { edition: number, ruleHash: version.hash, day, cursor: '', done: 0, all: 0, visibleAt: null }
  await pointAt(journal, editionOf(number, version), job, boards)
}

/** The rules went back to those of the visible edition before the next one was ready. */
async function abandon(journal: Journal, edition: number, { store, boards }: ReratingDeps): Promise<void> {
  await store.discard(edition + 1)
  await pointAt(journal, null, null, boards)
}

/** Forms the placing of the coming edition from what is prepared, and writes the suggestions it leads to. */
async function form(
  rows: BoardRows,
  visible: BoardRows,
  { number, version, day, step }: Judging,
  rater: Rater,
  { store }: ReratingDeps,
): Promise<ComingEdition> {
  const { quotas } = version.ruleSet
  const placing = placeAmong(rows, version.ruleSet)
  const at = (await store.job())?.at ?? endOfDay(day)
  let differing: BoardRow[] = []
  let movements: Movement[] = []
  const write = async (): Promise<void> => {
    await Promise.all([store.settle(number, differing), store.movements(movements)])
    for (const row of differing) rows.set(row.cadreId, { ...row, from: number })
    differing = []
    movements = []
    await step()
  }
  await store.forgetMovements(number)
  const last = (row: BoardRow) => (row.from === number ? visible.get(row.cadreId) : undefined) ?? row
  const tally = new Tally()
  let settled = 0
  for (const one of settle(rows.values(), last, setsOf(placing), quotas.colour, day)) {
    tally.add(one.row)
    if (one.differs) differing.push(one.row)
    if (one.moved) movements.push(movementOf(one, number, day, at))
    settled += 1
    if (settled % BREATH === 0) await write()
  }
  await write()
  await store.counts(number, tally.counts())
  return { edition: editionOf(number, version), rater, day, at, rows, placing, counted: rows.copy(), again: new Set() }
}

/** Judges those anew who moved meanwhile, until few are left for the flip. */
async function catchUp(coming: ComingEdition, deps: ReratingDeps, step: () => Promise<void>) {
  const { edition, rater, day } = coming
  const { store } = deps
  const { number, ruleHash } = edition
  for (;;) {
    const touched = await store.touched(FEW)
    if (touched.length < FEW) return
    const cadreIds = touched.map(({ _id }) => _id)
    await store.takeBack(number, { cadreIds })
    const olds = await store.standingsOf(number - 1, cadreIds)
    const alerts = await store.alertsOf(number - 1, cadreIds)
    const judged = await createJudgeAgain({ rater, ruleHash }, day, deps)(olds)
    for (const id of cadreIds) {
      coming.rows.delete(id)
      coming.again.add(id)
    }
    await store.prepare(
      number,
      successionsOf(olds, id => alerts.get(id), judged, number, coming.rows),
    )
    await store.caughtUp(touched)
    await step()
  }
}
