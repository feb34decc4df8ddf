import type { Entry } from '../../domain/evidence/entries.ts'
import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { LedgerDocument } from '../../platform/journal/index.ts'
import { type BoardRow, rowOfDocument } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import { type Counts, type CountsDocument, countsDocument } from './counts.ts'
import { inEdition, movementsFrom, OPEN, standingId } from './edition.ts'
import type { Movement } from './movement.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { readAlerts } from './standing-alerts-store.ts'
import { joinedFields } from './standing-fields.ts'
import {
  ALERTS,
  type AlertsDocument,
  COUNTS,
  JOBS,
  MOVEMENTS,
  STANDINGS,
  type StandingDocument,
  TOUCHED,
} from './standing-model.ts'
import { settledSuccessor } from './succession.ts'
import { type InEditions, supersede } from './supersede-store.ts'

/** How far a re-rating has come: what a process that starts anew goes on from. */
export interface ReratingJob {
  readonly _id: 'rerating'
  readonly edition: number
  readonly ruleHash: string
  readonly day: Day
  /** When it began, in business time. */
  readonly at: Instant
  /** The last cadre judged by the new rules. */
  readonly cursor: string
  /** How many are looked at, of how many. */
  readonly done: number
  readonly all: number
  /** Real time at which the edition became visible; null before. What it superseded is swept a while later. */
  readonly visibleAt: string | null
}

/** Who moved while the edition was prepared; `at`: the generation in which. */
interface Touched {
  readonly _id: string
  readonly at: number
}

/** A standing of which other rules change something. */
export interface Succession {
  readonly old: StandingDocument
  /** What takes its place: itself where only its alerts change. */
  readonly next: StandingDocument
  /** What takes the place of its alerts: null, nothing; undefined, they stay. */
  readonly alerts?: AlertsDocument | null | undefined
}

/** The unseen side of editions: everything here happens outside the journal and is visible to nobody until the flip. */
export interface ReratingStore {
  job(): Promise<ReratingJob | null>
  /** How much of the coming edition is judged. */
  percent(): Promise<number>
  progress(done: Pick<ReratingJob, 'cursor' | 'done' | 'all'>): Promise<void>
  /** Standings of an edition after this cadre, in the order of their ids. */
  standings(edition: number, after: string, limit: number): Promise<readonly StandingDocument[]>
  /** Those of these cadres. */
  standingsOf(edition: number, cadreIds: readonly string[]): Promise<readonly StandingDocument[]>
  /** Cadre → alerts, of those of these cadres who have any. */
  alertsOf(edition: number, cadreIds: readonly string[]): Promise<ReadonlyMap<string, AlertsDocument>>
  shared(ruleSet: RuleSet): Promise<Entry[]>
  /** Puts successors beside the standings they supersede. */
  prepare(edition: number, successions: readonly Succession[]): Promise<void>
  /** Takes back what was prepared of these cadres, or of those after `after`. */
  takeBack(edition: number, which: { readonly cadreIds: readonly string[] } | { readonly after: string }): Promise<void>
  touched(limit: number): Promise<Touched[]>
  /** Forgets those who were not touched again since. */
  caughtUp(touched: readonly Touched[]): Promise<void>
  /** Rows of the visible edition with what is prepared of the coming one laid over them. */
  prepared(edition: number, visible: BoardRows): Promise<BoardRows>
  /** Writes suggestions of the coming edition. */
  settle(edition: number, rows: readonly BoardRow[]): Promise<void>
  movements(movements: readonly Movement[]): Promise<void>
  /** Takes back the movements that an edition brings. */
  forgetMovements(edition: number): Promise<void>
  /** Writes the counts of the coming edition. */
  counts(edition: number, counts: Counts): Promise<void>
  /** Takes back everything prepared for an edition. */
  discard(edition: number): Promise<void>
  /** Deletes what no edition from this one on shows, but for the counts of the one before. */
  sweep(edition: number): Promise<void>
}

const BATCH = 1000

/** What is unseen need not wait for the disk: the flip does, and it comes after all this in the log of the database. */
const UNSEEN = { writeConcern: { w: 1, journal: false }, readConcern: { level: 'local' } } as const

export function createReratingStore({ db }: Database): ReratingStore {
  const standings = db.collection<StandingDocument>(STANDINGS, UNSEEN)
  const alerts = db.collection<AlertsDocument>(ALERTS, UNSEEN)
  const jobs = db.collection<ReratingJob>(JOBS, UNSEEN)
  const movements = db.collection<Movement>(MOVEMENTS, UNSEEN)
  const touched = db.collection<Touched>(TOUCHED, UNSEEN)
  const documents = db.collection<CountsDocument>(COUNTS, UNSEEN)

  const prepare: ReratingStore['prepare'] = async (edition, successions) => {
    const changed = successions.filter(({ old, next }) => old !== next)
    const standing = { _id: { $in: changed.map(({ old }) => old._id) }, until: OPEN }
    const otherAlerts = successions.filter(one => one.alerts !== undefined)
    const cadreIds = otherAlerts.map(({ old }) => old.cadreId)
    const alerting = { cadreId: { $in: cadreIds }, until: OPEN, from: { $lt: edition } }
    await Promise.all([
      supersede(
        standings,
        standing,
        changed.map(({ next }) => next),
        edition,
      ),
      supersede(
        alerts,
        alerting,
        otherAlerts.flatMap(one => one.alerts ?? []),
        edition,
      ),
    ])
  }
  const takeBack: ReratingStore['takeBack'] = async (edition, which) => {
    const cadreId = 'after' in which ? { $gt: which.after } : { $in: [...which.cadreIds] }
    for (const name of [STANDINGS, ALERTS]) {
      const collection = db.collection<InEditions>(name, UNSEEN)
      await collection.deleteMany({ cadreId, from: edition })
      await collection.updateMany({ cadreId, until: edition }, { $set: { until: OPEN } })
    }
  }
  const standingsIn = (edition: number, cadreIds: readonly string[]): Promise<StandingDocument[]> =>
    standings.find({ cadreId: { $in: [...cadreIds] }, ...inEdition(edition) }).toArray()

  return {
    job: () => jobs.findOne({ _id: 'rerating' }),
    percent: async () => {
      const { done, all } = (await jobs.findOne({ _id: 'rerating' })) ?? { done: 0, all: 1 }
      return Math.min(99, Math.floor((done * 100) / Math.max(1, all)))
    },
    progress: async change => void (await jobs.updateOne({ _id: 'rerating' }, { $set: change })),
    standings: (edition, after, limit) =>
      standings
        .find({ cadreId: { $gt: after }, ...inEdition(edition) })
        .sort({ cadreId: 1 })
        .limit(limit)
        .toArray(),
    standingsOf: standingsIn,
    alertsOf: (edition, cadreIds) => readAlerts(alerts, edition, { $in: [...cadreIds] }),
    shared: ruleSet => readShared(db.collection<LedgerDocument>('ledger'), sharedFields(ruleSet)),
    prepare,
    takeBack,
    touched: limit => touched.find().limit(limit).toArray(),
    caughtUp: async seen => {
      if (seen.length === 0) return
      await touched.bulkWrite(seen.map(({ _id, at }) => ({ deleteOne: { filter: { _id, at } } })))
    },
    prepared: async (edition, visible) => {
      const rows = visible.copy()
      const brought = { cadreId: { $gt: '' }, from: edition }
      const options = { projection: { measured: 0, who: 0 }, batchSize: BATCH }
      for await (const document of standings.find(brought, options)) {
        const { alerts: own = {}, alertsFrom = edition } = visible.get(document.cadreId) ?? {}
        rows.set(document.cadreId, { ...rowOfDocument(document, undefined), alerts: own, alertsFrom })
      }
      const laid = async (found: AsyncIterable<AlertsDocument>, alertsIn: (one: AlertsDocument) => StandingAlerts) => {
        for await (const one of found) {
          const row = rows.get(one.cadreId)
          if (row !== undefined) rows.set(one.cadreId, { ...row, alerts: alertsIn(one), alertsFrom: edition })
        }
      }
      await laid(alerts.find({ until: edition }, { batchSize: BATCH }), () => ({}))
      await laid(alerts.find(brought, { batchSize: BATCH }), one => one.alerts)
      return rows
    },
    settle: async (edition, rows) => {
      for (let i = 0; i < rows.length; i += BATCH) {
        const batch = rows.slice(i, i + BATCH)
        const known = batch.filter(row => row.from === edition)
        const updates = known.map(({ cadreId, suggested, since }) => ({
          updateOne: {
            filter: { _id: standingId(cadreId, edition) },
            update: { $set: joinedFields(suggested, since) },
          },
        }))
        if (updates.length > 0) await standings.bulkWrite(updates, { ordered: false })
        const rest = new Map(batch.filter(row => row.from !== edition).map(row => [row.cadreId, row]))
        const olds = rest.size === 0 ? [] : await standingsIn(edition - 1, [...rest.keys()])
        const successions = olds.flatMap(old => {
          const row = rest.get(old.cadreId)
          return row === undefined ? [] : [{ old, next: settledSuccessor(old, row, edition) }]
        })
        await prepare(edition, successions)
      }
    },
    movements: async all => {
      for (let i = 0; i < all.length; i += BATCH)
        await movements.insertMany(all.slice(i, i + BATCH), { ordered: false })
    },
    forgetMovements: async edition => void (await movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })),
    counts: async (edition, counts) => {
      await documents.deleteMany({ edition })
      const all = [...counts].map(([unitId, cells]) => countsDocument(edition, unitId, cells))
      for (let i = 0; i < all.length; i += BATCH)
        await documents.insertMany(all.slice(i, i + BATCH), { ordered: false })
    },
    discard: async edition => {
      await documents.deleteMany({ edition })
      await movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })
      await takeBack(edition, { after: '' })
      await touched.deleteMany({})
    },
    sweep: async edition => {
      // How many there were of each alert by the rules before is told for a while.
      await documents.deleteMany({ edition: { $lt: edition - 1 } })
      for (const name of [STANDINGS, ALERTS]) await db.collection(name).deleteMany({ until: { $lte: edition } })
    },
  }
}
