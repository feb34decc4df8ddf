import { setImmediate as nextTurn } from 'node:timers/promises'
import { formsScoresAnew } from '../../domain/rating/concerned-scores.ts'
import { placeAmong } from '../../domain/rating/place.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import { setsOf } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay } from '../../domain/time/days.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Rules } from '../rules/index.ts'
import type { BoardRow } from './board.ts'
import type { Board, BoardKeeper } from './board-keeper.ts'
import type { BoardRows } from './board-rows.ts'
import { Tally } from './counts.ts'
import { type Edition, type EditionKey, editionOf, versionBy } from './edition.ts'
import { type ComingEdition, flip, movementOf, pointAt } from './flip.ts'
import { createJudgeAgain } from './judge-again.ts'
import { type Judging, judgeAll, successionsOf, type Target } from './judge-all.ts'
import type { Movement } from './movement.ts'
import { raterOf } from './raters.ts'
import type { ReratingJob } from './rerating-job.ts'
import type { ReratingStore } from './rerating-store.ts'
import type { StandingStore } from './standing-store.ts'
import { settle } from './succession.ts'

export interface ReratingDeps {
  readonly store: ReratingStore
  readonly standings: Pick<StandingStore, 'dueIds'>
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
 * Judges everybody by the rules in force on the day when the visible edition goes by others; answers whether the
 * board, of which it is told what was read last, is another now.
 * Long work happens beside the visible edition, outside the journal, and is taken up again where a kill left it; one
 * short command makes the new edition visible (flip.ts).
 */
export async function rerate(
  journal: Journal,
  today: Day,
  { edition: seen, next }: Pick<Board, 'edition' | 'next'>,
  deps: ReratingDeps,
  { onProgress, signal, batch = BATCH }: ReratingOptions = {},
): Promise<boolean> {
  const { store, rules } = deps
  const version = await rules.inForce(today)
  if (seen.ruleHash === version.hash) {
    if (next !== null) await abandon(journal, seen, deps)
    return next !== null
  }
  const step = async (): Promise<void> => {
    await nextTurn()
    signal?.throwIfAborted()
  }
  const before = await versionBy(seen.ruleHash, rules)
  const { job, coming } = await ongoing(seen, next, { before, version, day: today }, store)
  const target = { coming, seen, version, day: today }
  if (job === null) await begin(journal, target, deps)
  await step()
  const rater = raterOf(version)
  const judging = { ...target, before, step, onProgress, batch }
  let visible = await visibleRows(journal, deps)
  let rows = await judgeAll(job?.cursor ?? '', visible, judging, deps)
  for (;;) {
    const formed = await form(rows, visible, judging, rater, deps)
    await step()
    await catchUp(formed, judging, deps)
    if (await flip(journal, formed, deps.boards)) return true
    visible = await visibleRows(journal, deps)
    rows = await store.prepared(coming, visible)
  }
}

/** Who moved since the preparation began is judged again, so that it does not matter whether it is seen in these. */
async function visibleRows(journal: Journal, { boards }: ReratingDeps): Promise<BoardRows> {
  const board = await boards.visible(journal)
  if (board === null) throw new Error('nobody was ever rated')
  return board.rows
}

/**
 * The job that was interrupted, when it was about the same edition; of another day or other rules it is begun anew: in
 * collections of its own where the rules form every score otherwise or measure something anew: most standings change.
 */
async function ongoing(
  seen: Edition,
  next: Edition | null,
  { before, version, day }: { readonly before: RuleVersion; readonly version: RuleVersion; readonly day: Day },
  store: ReratingStore,
): Promise<{ readonly job: ReratingJob | null; readonly coming: EditionKey }> {
  const { hash } = version
  const number = seen.number + 1
  const job = await store.job()
  if (job?.edition === number && job.ruleHash === hash && job.day === day && next?.ruleHash === hash)
    // One that was begun before editions had collections of their own says nothing of it.
    return { job, coming: { number, base: next.base ?? seen.base } }
  return { job: null, coming: { number, base: changesMost(before, version) ? number : seen.base } }
}

const changesMost = (before: RuleVersion, version: RuleVersion): boolean =>
  formsScoresAnew(before.ruleSet, version.ruleSet) || !raterOf(version).canJudge(raterOf(before))

/** From this command on, whoever moves is noted. */
async function begin(journal: Journal, { coming, seen, version, day }: Target, { store, boards }: ReratingDeps) {
  await store.discard(seen)
  // What the visible edition superseded may still be to be swept.
  const visibleAt = (await store.job())?.visibleAt ?? null
  const job = { edition: coming.number, ruleHash: version.hash, day, cursor: '', done: 0, all: 0, visibleAt }
  await pointAt(journal, editionOf(coming, version), job, boards)
}

/** The rules went back to those of the visible edition before the next one was ready. */
async function abandon(journal: Journal, seen: EditionKey, { store, boards }: ReratingDeps): Promise<void> {
  await store.discard(seen)
  await pointAt(journal, null, null, boards)
}

/** Forms the placing of the coming edition from what is prepared, and writes the suggestions it leads to. */
async function form(
  rows: BoardRows,
  visible: BoardRows,
  { coming, version, day, step }: Judging,
  rater: Rater,
  { store }: ReratingDeps,
): Promise<ComingEdition> {
  const { quotas } = version.ruleSet
  const { number } = coming
  const placing = placeAmong(rows, version.ruleSet)
  const at = (await store.job())?.at ?? endOfDay(day)
  let differing: BoardRow[] = []
  let movements: Movement[] = []
  const write = async (): Promise<void> => {
    await Promise.all([store.settle(coming, differing), store.movements(movements)])
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
  return { edition: editionOf(coming, version), rater, day, at, rows, placing, counted: rows.copy(), again: new Set() }
}

/** Judges those anew who moved meanwhile, until few are left for the flip. */
async function catchUp(coming: ComingEdition, { seen, step }: Judging, deps: ReratingDeps) {
  const { edition, rater, day } = coming
  const { store } = deps
  const { ruleHash } = edition
  for (;;) {
    const touched = await store.touched(FEW)
    if (touched.length < FEW) return
    const cadreIds = touched.map(({ _id }) => _id)
    await store.takeBack(edition, { cadreIds })
    const olds = await store.standingsOf(seen, cadreIds)
    const alerts = await store.alertsOf(seen, cadreIds)
    const judged = await createJudgeAgain({ rater, ruleHash }, day, deps)(olds)
    for (const id of cadreIds) {
      coming.rows.delete(id)
      coming.again.add(id)
    }
    await store.prepare(
      edition,
      successionsOf(olds, id => alerts.get(id), judged, edition, coming.rows),
    )
    await store.caughtUp(touched)
    await step()
  }
}
