import type { Entry } from '../../domain/evidence/entries.ts'
import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { LedgerDocument } from '../../platform/journal/index.ts'
import { type BoardRow, rowOfDocument } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import { type Counts, type CountsDocument, countsDocument } from './counts.ts'
import {
  baseOf,
  collectionsOf,
  type EditionKey,
  hasOwnCollections,
  inEdition,
  movementsFrom,
  OPEN,
  standingId,
} from './edition.ts'
import { indexAlerts, indexStandings } from './edition-indexes-store.ts'
import type { Movement } from './movement.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { readAlerts } from './standing-alerts-store.ts'
import { joinedFields } from './standing-fields.ts'
import { type AlertsDocument, COUNTS, JOBS, MOVEMENTS, type StandingDocument, TOUCHED } from './standing-model.ts'
import { type Brought, type InEditions, settledSuccessor } from './succession.ts'
import { supersede } from './supersede-store.ts'

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
  /** Real time at which an edition last became visible; null before. What it superseded is swept a while later. */
  readonly visibleAt: string | null
}

/** Who moved while the edition was prepared; `at`: the generation in which. */
interface Touched {
  readonly _id: string
  readonly at: number
}

/** A standing with what takes its place and that of its alerts. */
export interface Succession extends Brought {
  readonly old: StandingDocument
}

/** The unseen side of editions: everything here happens outside the journal and is visible to nobody until the flip. */
export interface ReratingStore {
  job(): Promise<ReratingJob | null>
  /** How much of the coming edition is judged. */
  percent(): Promise<number>
  progress(done: Pick<ReratingJob, 'cursor' | 'done' | 'all'>): Promise<void>
  /** Standings of an edition after this cadre, in the order of their ids. */
  standings(edition: EditionKey, after: string, limit: number): Promise<readonly StandingDocument[]>
  /** Those of these cadres. */
  standingsOf(edition: EditionKey, cadreIds: readonly string[]): Promise<readonly StandingDocument[]>
  /** Cadre → alerts, of those of these cadres who have any. */
  alertsOf(edition: EditionKey, cadreIds: readonly string[]): Promise<ReadonlyMap<string, AlertsDocument>>
  shared(ruleSet: RuleSet): Promise<Entry[]>
  /** Puts successors beside the standings they supersede, or into the collections of the edition. */
  prepare(edition: EditionKey, successions: readonly Succession[]): Promise<void>
  /** Makes lists quick that are read from the collections of the edition. */
  index(edition: EditionKey): Promise<void>
  /** Takes back what was prepared of these cadres, or of those after `after`. */
  takeBack(
    edition: EditionKey,
    which: { readonly cadreIds: readonly string[] } | { readonly after: string },
  ): Promise<void>
  touched(limit: number): Promise<Touched[]>
  /** Forgets those who were not touched again since. */
  caughtUp(touched: readonly Touched[]): Promise<void>
  /** Rows of the visible edition with what is prepared of the coming one laid over them. */
  prepared(edition: EditionKey, visible: BoardRows): Promise<BoardRows>
  /** Writes suggestions of the coming edition. */
  settle(edition: EditionKey, rows: readonly BoardRow[]): Promise<void>
  movements(movements: readonly Movement[]): Promise<void>
  /** Takes back the movements that an edition brings. */
  forgetMovements(edition: number): Promise<void>
  /** Writes the counts of the coming edition. */
  counts(edition: number, counts: Counts): Promise<void>
  /** Takes back everything prepared for the edition after this one. */
  discard(edition: EditionKey): Promise<void>
  /** Deletes what no edition from this one on shows, but for the counts of the one before. */
  sweep(edition: EditionKey): Promise<void>
}

const BATCH = 1000

/** What is unseen need not wait for the disk: the flip does, and it comes after all this in the log of the database. */
const UNSEEN = { writeConcern: { w: 1, journal: false }, readConcern: { level: 'local' } } as const

export function createReratingStore(database: Database): ReratingStore {
  const { db } = database
  const standingsFor = (edition: EditionKey) =>
    db.collection<StandingDocument>(collectionsOf(edition).standings, UNSEEN)
  const alertsFor = (edition: EditionKey) => db.collection<AlertsDocument>(collectionsOf(edition).alerts, UNSEEN)
  const jobs = db.collection<ReratingJob>(JOBS, UNSEEN)
  const movements = db.collection<Movement>(MOVEMENTS, UNSEEN)
  const touched = db.collection<Touched>(TOUCHED, UNSEEN)
  const documents = db.collection<CountsDocument>(COUNTS, UNSEEN)

  const prepare: ReratingStore['prepare'] = async (edition, successions) => {
    const { number } = edition
    const isBeside = !hasOwnCollections(edition)
    const changed = successions.filter(({ next }) => next !== undefined)
    const standing = { _id: { $in: changed.map(({ old }) => old._id) }, until: OPEN }
    const otherAlerts = successions.filter(one => one.alerts !== undefined)
    const cadreIds = otherAlerts.map(({ old }) => old.cadreId)
    const alerting = { cadreId: { $in: cadreIds }, until: OPEN, from: { $lt: number } }
    const nexts = changed.flatMap(({ next }) => next ?? [])
    const alerts = otherAlerts.flatMap(one => one.alerts ?? [])
    await Promise.all([
      supersede(standingsFor(edition), isBeside ? standing : null, nexts, number),
      supersede(alertsFor(edition), isBeside ? alerting : null, alerts, number),
    ])
  }
  const takeBack: ReratingStore['takeBack'] = async (edition, which) => {
    const { number } = edition
    const cadreId = 'after' in which ? { $gt: which.after } : { $in: [...which.cadreIds] }
    for (const name of Object.values(collectionsOf(edition))) {
      const collection = db.collection<InEditions>(name, UNSEEN)
      await collection.deleteMany({ cadreId, from: number })
      await collection.updateMany({ cadreId, until: number }, { $set: { until: OPEN } })
    }
  }
  const standingsIn = (edition: EditionKey, cadreIds: readonly string[]): Promise<StandingDocument[]> =>
    standingsFor(edition)
      .find({ cadreId: { $in: [...cadreIds] }, ...inEdition(edition) })
      .toArray()

  const drop = async (names: readonly string[]): Promise<void> => {
    for (const name of names) await db.dropCollection(name)
  }
  /** Those of editions that had collections of their own before this one. */
  const collectionsBefore = async (base: number): Promise<string[]> => {
    const found = await db
      .listCollections({ name: /^(standings|standing_alerts)(_[0-9]+)?$/ }, { nameOnly: true })
      .toArray()
    return found.map(({ name }) => name).filter(name => baseOf(name) < base)
  }

  return {
    job: () => jobs.findOne({ _id: 'rerating' }),
    percent: async () => {
      const { done, all } = (await jobs.findOne({ _id: 'rerating' })) ?? { done: 0, all: 1 }
      return Math.min(99, Math.floor((done * 100) / Math.max(1, all)))
    },
    progress: async change => void (await jobs.updateOne({ _id: 'rerating' }, { $set: change })),
    standings: (edition, after, limit) =>
      standingsFor(edition)
        .find({ cadreId: { $gt: after }, ...inEdition(edition) })
        .sort({ cadreId: 1 })
        .limit(limit)
        .toArray(),
    standingsOf: standingsIn,
    alertsOf: (edition, cadreIds) => readAlerts(alertsFor(edition), edition, { $in: [...cadreIds] }),
    shared: ruleSet => readShared(db.collection<LedgerDocument>('ledger'), sharedFields(ruleSet)),
    prepare,
    index: async edition => {
      const names = collectionsOf(edition)
      await Promise.all([indexStandings(database, names.standings), indexAlerts(database, names.alerts)])
    },
    takeBack,
    touched: limit => touched.find().limit(limit).toArray(),
    caughtUp: async seen => {
      if (seen.length === 0) return
      await touched.bulkWrite(seen.map(({ _id, at }) => ({ deleteOne: { filter: { _id, at } } })))
    },
    prepared: async (edition, visible) => {
      const { number } = edition
      const [standings, alerts] = [standingsFor(edition), alertsFor(edition)]
      const isBeside = !hasOwnCollections(edition)
      const rows = visible.copy()
      const brought = { cadreId: { $gt: '' }, from: number }
      const options = { projection: { measured: 0, who: 0 }, batchSize: BATCH }
      for await (const document of standings.find(brought, options)) {
        const kept = isBeside ? visible.get(document.cadreId) : undefined
        const { alerts: own = {}, alertsFrom = number } = kept ?? {}
        rows.set(document.cadreId, { ...rowOfDocument(document, undefined), alerts: own, alertsFrom })
      }
      const laid = async (found: AsyncIterable<AlertsDocument>, alertsIn: (one: AlertsDocument) => StandingAlerts) => {
        for await (const one of found) {
          const row = rows.get(one.cadreId)
          if (row !== undefined) rows.set(one.cadreId, { ...row, alerts: alertsIn(one), alertsFrom: number })
        }
      }
      if (isBeside) await laid(alerts.find({ until: number }, { batchSize: BATCH }), () => ({}))
      await laid(alerts.find(brought, { batchSize: BATCH }), one => one.alerts)
      return rows
    },
    settle: async (edition, rows) => {
      const { number, base } = edition
      for (let i = 0; i < rows.length; i += BATCH) {
        const batch = rows.slice(i, i + BATCH)
        const known = batch.filter(row => row.from === number)
        const updates = known.map(({ cadreId, suggested, since }) => ({
          updateOne: {
            filter: { _id: standingId(cadreId, number) },
            update: { $set: joinedFields(suggested, since) },
          },
        }))
        if (updates.length > 0) await standingsFor(edition).bulkWrite(updates, { ordered: false })
        const rest = new Map(batch.filter(row => row.from !== number).map(row => [row.cadreId, row]))
        // In collections of its own there is nobody but whom it brought; who came meanwhile is caught up with.
        const isWhole = rest.size === 0 || hasOwnCollections(edition)
        const olds = isWhole ? [] : await standingsIn({ number: number - 1, base }, [...rest.keys()])
        const successions = olds.flatMap(old => {
          const row = rest.get(old.cadreId)
          return row === undefined ? [] : [{ old, next: settledSuccessor(old, row, number), alerts: undefined }]
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
    discard: async ({ number, base }) => {
      const edition = number + 1
      await documents.deleteMany({ edition })
      await movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })
      await takeBack({ number: edition, base }, { after: '' })
      await drop(Object.values(collectionsOf({ base: edition })))
      await touched.deleteMany({})
    },
    sweep: async edition => {
      // How many there were of each alert by the rules before is told for a while.
      await documents.deleteMany({ edition: { $lt: edition.number - 1 } })
      for (const name of Object.values(collectionsOf(edition)))
        await db.collection(name).deleteMany({ until: { $lte: edition.number } })
      await drop(await collectionsBefore(edition.base))
    },
  }
}
