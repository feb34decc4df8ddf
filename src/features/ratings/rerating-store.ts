import type { Entry } from '../../domain/evidence/entries.ts'
import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Database } from '../../platform/database/index.ts'
import type { LedgerDocument } from '../../platform/journal/index.ts'
import { type BoardRow, rowOfDocument } from './board.ts'
import type { BoardRows } from './board-rows.ts'
import { type Counts, countsDocument } from './counts.ts'
import {
  collectionsOf,
  type EditionKey,
  hasOwnCollections,
  inEdition,
  movementsFrom,
  OPEN,
  standingId,
} from './edition.ts'
import { indexAlerts, indexStandings } from './edition-indexes-store.ts'
import { createEditionSweep, type EditionSweep } from './edition-sweep-store.ts'
import type { Movement } from './movement.ts'
import { createReratingJobs, type ReratingJobs } from './rerating-jobs-store.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { readAlerts } from './standing-alerts-store.ts'
import { joinedFields } from './standing-fields.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'
import { type Brought, settledSuccessor } from './succession.ts'
import { supersede } from './supersede-store.ts'
import { unseenCollections } from './unseen-collections.ts'

/** A standing with what takes its place and that of its alerts. */
export interface Succession extends Brought {
  readonly old: StandingDocument
}

/** The unseen side of editions: everything here happens outside the journal and is visible to nobody until the flip. */
export interface ReratingStore extends ReratingJobs, EditionSweep {
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
  /** Rows of the visible edition with what is prepared of the coming one laid over them. */
  prepared(edition: EditionKey, visible: BoardRows): Promise<BoardRows>
  /** Writes suggestions of the coming edition. */
  settle(edition: EditionKey, rows: readonly BoardRow[]): Promise<void>
  movements(movements: readonly Movement[]): Promise<void>
  /** Takes back the movements that an edition brings. */
  forgetMovements(edition: number): Promise<void>
  /** Writes the counts of the coming edition. */
  counts(edition: number, counts: Counts): Promise<void>
}

const BATCH = 1000

export function createReratingStore(database: Database): ReratingStore {
  const unseen = unseenCollections(database)
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
      supersede(unseen.standings(edition), isBeside ? standing : null, nexts, number),
      supersede(unseen.alerts(edition), isBeside ? alerting : null, alerts, number),
    ])
  }
  const standingsIn = (edition: EditionKey, cadreIds: readonly string[]): Promise<StandingDocument[]> =>
    unseen
      .standings(edition)
      .find({ cadreId: { $in: [...cadreIds] }, ...inEdition(edition) })
      .toArray()

  return {
    ...createReratingJobs(unseen),
    ...createEditionSweep(database, unseen),
    standings: (edition, after, limit) =>
      unseen
        .standings(edition)
        .find({ cadreId: { $gt: after }, ...inEdition(edition) })
        .sort({ cadreId: 1 })
        .limit(limit)
        .toArray(),
    standingsOf: standingsIn,
    alertsOf: (edition, cadreIds) => readAlerts(unseen.alerts(edition), edition, { $in: [...cadreIds] }),
    shared: ruleSet => readShared(database.db.collection<LedgerDocument>('ledger'), sharedFields(ruleSet)),
    prepare,
    index: async edition => {
      const names = collectionsOf(edition)
      await Promise.all([indexStandings(database, names.standings), indexAlerts(database, names.alerts)])
    },
    prepared: async (edition, visible) => {
      const { number } = edition
      const [standings, alerts] = [unseen.standings(edition), unseen.alerts(edition)]
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
        if (updates.length > 0) await unseen.standings(edition).bulkWrite(updates, { ordered: false })
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
        await unseen.movements.insertMany(all.slice(i, i + BATCH), { ordered: false })
    },
    forgetMovements: async edition =>
      void (await unseen.movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })),
    counts: async (edition, counts) => {
      await unseen.counts.deleteMany({ edition })
      const all = [...counts].map(([unitId, cells]) => countsDocument(edition, unitId, cells))
      for (let i = 0; i < all.length; i += BATCH)
        await unseen.counts.insertMany(all.slice(i, i + BATCH), { ordered: false })
    },
  }
}
