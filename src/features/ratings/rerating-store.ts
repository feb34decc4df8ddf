import type { Entry } from '../../domain/evidence/entries.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { LedgerDocument } from '../../platform/journal/index.ts'
import { type BoardRow, rowOfDocument } from './board.ts'
import { type Counts, type CountsDocument, countsDocument } from './counts.ts'
import { inEdition, movementsFrom, OPEN, standingId } from './edition.ts'
import type { Movement } from './movement.ts'
import { sharedFields } from './shared-entries.ts'
import { readShared } from './shared-entries-store.ts'
import { joinedFields } from './standing-fields.ts'
import { COUNTS, JOBS, MOVEMENTS, STANDINGS, type StandingDocument, TOUCHED } from './standing-model.ts'
import { type Before, settledSuccessor } from './succession.ts'

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

/** The unseen side of editions: everything here happens outside the journal and is visible to nobody until the flip. */
export interface ReratingStore {
  job(): Promise<ReratingJob | null>
  /** How much of the coming edition is judged. */
  percent(): Promise<number>
  progress(done: Pick<ReratingJob, 'cursor' | 'done'>): Promise<void>
  size(edition: number): Promise<number>
  /** Standings of an edition after this cadre, in the order of their ids. */
  standings(edition: number, after: string, limit: number): Promise<StandingDocument[]>
  standingsOf(edition: number, cadreIds: readonly string[]): Promise<StandingDocument[]>
  shared(ruleSet: RuleSet): Promise<Entry[]>
  /** Puts successors beside the standings they supersede. */
  prepare(edition: number, successors: readonly StandingDocument[]): Promise<void>
  /** Takes back what was prepared of these cadres, or of those after `after`. */
  takeBack(edition: number, which: { readonly cadreIds: readonly string[] } | { readonly after: string }): Promise<void>
  touched(limit: number): Promise<Touched[]>
  /** Forgets those who were not touched again since. */
  caughtUp(touched: readonly Touched[]): Promise<void>
  rows(edition: number): Promise<Map<string, BoardRow>>
  /** What the standings say that this edition supersedes. */
  superseded(edition: number): Promise<Map<string, Before>>
  /** Writes suggestions of the coming edition. */
  settle(edition: number, rows: readonly BoardRow[]): Promise<void>
  movements(edition: number, movements: readonly Movement[]): Promise<void>
  /** Writes the counts of the coming edition. */
  counts(edition: number, counts: Counts): Promise<void>
  /** Takes back everything prepared for an edition. */
  discard(edition: number): Promise<void>
  /** Deletes what no edition from this one on shows. */
  sweep(edition: number): Promise<void>
}

const BATCH = 1000

export function createReratingStore({ db }: Database): ReratingStore {
  const standings = db.collection<StandingDocument>(STANDINGS)
  const jobs = db.collection<ReratingJob>(JOBS)
  const movements = db.collection<Movement>(MOVEMENTS)
  const touched = db.collection<Touched>(TOUCHED)
  const documents = db.collection<CountsDocument>(COUNTS)

  const prepare: ReratingStore['prepare'] = async (edition, successors) => {
    if (successors.length === 0) return
    await standings.insertMany([...successors], { ordered: false })
    const cadreIds = successors.map(({ cadreId }) => cadreId)
    const superseded = { cadreId: { $in: cadreIds }, from: { $lt: edition }, until: OPEN }
    await standings.updateMany(superseded, { $set: { until: edition } })
  }
  const takeBack: ReratingStore['takeBack'] = async (edition, which) => {
    const cadreId = 'after' in which ? { $gt: which.after } : { $in: [...which.cadreIds] }
    await standings.deleteMany({ cadreId, from: edition })
    await standings.updateMany({ cadreId, until: edition }, { $set: { until: OPEN } })
  }
  const standingsOf: ReratingStore['standingsOf'] = (edition, cadreIds) =>
    standings.find({ cadreId: { $in: [...cadreIds] }, ...inEdition(edition) }).toArray()

  return {
    job: () => jobs.findOne({ _id: 'rerating' }),
    percent: async () => {
      const { done, all } = (await jobs.findOne({ _id: 'rerating' })) ?? { done: 0, all: 1 }
      return Math.min(99, Math.floor((done * 100) / Math.max(1, all)))
    },
    progress: async change => void (await jobs.updateOne({ _id: 'rerating' }, { $set: change })),
    size: edition => standings.countDocuments(inEdition(edition)),
    standings: (edition, after, limit) =>
      standings
        .find({ cadreId: { $gt: after }, ...inEdition(edition) })
        .sort({ cadreId: 1 })
        .limit(limit)
        .toArray(),
    standingsOf,
    shared: ruleSet => readShared(db.collection<LedgerDocument>('ledger'), sharedFields(ruleSet)),
    prepare,
    takeBack,
    touched: limit => touched.find().limit(limit).toArray(),
    caughtUp: async seen => {
      if (seen.length === 0) return
      await touched.bulkWrite(seen.map(({ _id, at }) => ({ deleteOne: { filter: { _id, at } } })))
    },
    rows: async edition => {
      const rows = new Map<string, BoardRow>()
      const projection = { measured: 0, who: 0 } as const
      for await (const document of standings.find(inEdition(edition), { projection, batchSize: 10_000 }))
        rows.set(document.cadreId, rowOfDocument(document))
      return rows
    },
    superseded: async edition => {
      const befores = new Map<string, Before>()
      const projection = { cadreId: 1, suggested: 1, mark: 1, since: 1 } as const
      for await (const { cadreId, suggested, mark, since } of standings.find({ until: edition }, { projection }))
        befores.set(cadreId, { suggested: { colour: suggested, mark }, since })
      return befores
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
        const olds = rest.size === 0 ? [] : await standingsOf(edition - 1, [...rest.keys()])
        const successors = olds.flatMap(old => {
          const row = rest.get(old.cadreId)
          return row === undefined ? [] : [settledSuccessor(old, row, edition)]
        })
        await prepare(edition, successors)
      }
    },
    movements: async (edition, all) => {
      await movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })
      for (let i = 0; i < all.length; i += BATCH)
        await movements.insertMany(all.slice(i, i + BATCH), { ordered: false })
    },
    counts: async (edition, counts) => {
      await documents.deleteMany({ edition })
      const all = [...counts].map(([unitId, cells]) => countsDocument(edition, unitId, [...cells.values()]))
      if (all.length > 0) await documents.insertMany(all, { ordered: false })
    },
    discard: async edition => {
      await documents.deleteMany({ edition })
      await movements.deleteMany({ _id: { $gt: movementsFrom(edition) } })
      await takeBack(edition, { after: '' })
      await touched.deleteMany({})
    },
    sweep: async edition => {
      await documents.deleteMany({ edition: { $lt: edition } })
      for (;;) {
        const found = await standings
          .find({ until: { $lte: edition } }, { projection: { _id: 1 } })
          .limit(BATCH)
          .toArray()
        if (found.length === 0) return
        await standings.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } })
      }
    },
  }
}
