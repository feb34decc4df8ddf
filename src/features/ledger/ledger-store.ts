import type { Entry, EntryKind, EntryOf } from '../../domain/evidence/entries.ts'
import { addDays, type Day, dayOf, endOfDay, type Instant } from '../../domain/time/days.ts'
import { type Database, mongoose } from '../../platform/database/index.ts'
import { fromDocument, type LedgerDocument } from '../../platform/journal/index.ts'
import { ledgerModel } from './ledger-model.ts'

const { trusted } = mongoose

/** Bounds on entries of one kind; each end is included. */
interface KindFilter {
  readonly from?: Day
  readonly to?: Day
  readonly subject?: string
}

/** What was decided of entries up to `about`, by entries behind `behind`. */
interface DecidedSpan {
  readonly about: number
  readonly behind: number
}

/** Reads the ledger outside of commands. Everything comes in order of id. */
export interface LedgerStore {
  /** A subject's entries, up to a position when one is given. */
  entriesOf(subject: string, upTo?: number): Promise<Entry[]>
  /** The entries of each of these subjects; a subject without entries has an empty list. */
  entriesOfMany(subjects: readonly string[]): Promise<Map<string, Entry[]>>
  /** The whole ledger, or what was known at a moment, one by one: for replay and close. */
  all(bounds?: { readonly knownAt?: Instant }): AsyncIterable<Entry>
  /** Entries of one kind by the day they speak of. */
  byKind<K extends EntryKind>(kind: K, filter?: KindFilter): Promise<EntryOf<K>[]>
  /** The same one by one, of the whole ledger: where a list would not fit in memory. */
  each<K extends EntryKind>(kind: K, filter?: KindFilter): AsyncIterable<EntryOf<K>>
  entry(id: number): Promise<Entry | null>
  /** Those of these ids that are there. */
  entries(ids: readonly number[]): Promise<Entry[]>
  /** The entries up to a position that were verified, tolerated or reversed behind another one: their ids, each as often. */
  decidedSince(span: DecidedSpan): AsyncIterable<number>
  /** The day of the first record, and the first day a post was held by any record; null while there is no post. */
  beginnings(): Promise<{ readonly recordedOn: Day; readonly heldOn: Day } | null>
  /** Those of these fields that a duty in charge was recorded with and not taken back. */
  fieldsInCharge(fields: readonly string[]): Promise<ReadonlySet<string>>
  /** The last moment of a day at which something was recorded; null for none. */
  lastMoment(day: Day): Promise<Instant | null>
  /** The last position, or the last one known at a moment; 0 while there is none. */
  head(knownAt?: Instant): Promise<number>
}

export function ledgerStore({ connection, db }: Database): LedgerStore {
  const model = ledgerModel(connection)
  const cursorOf = (filter: object) => db.collection<LedgerDocument>('ledger').find(filter).sort({ _id: 1 })
  const find = async (filter: object) => {
    const documents = await model
      .find(filter)

      .sort({ _id: 1 })
      .lean<LedgerDocument[]>()
    return documents.map(fromDocument)
  }
  return {
    entriesOf: (subject, upTo) =>
      find({ subjects: subject, ...(upTo === undefined ? {} : { _id: trusted({ $lte: upTo }) }) }),
    entriesOfMany: async subjects => {
      const lists = new Map(subjects.map(subject => [subject, [] as Entry[]]))
      const entries = await find({ subjects: trusted({ $in: [...lists.keys()] }) })
      for (const entry of entries) for (const subject of new Set(entry.subjects)) lists.get(subject)?.push(entry)
      return lists
    },
    all: async function* ({ knownAt } = {}) {
      const cursor = cursorOf(knownAt === undefined ? {} : { recordedAt: { $lte: knownAt } }).batchSize(5000)
      for await (const document of cursor) yield fromDocument(document)
    },
    byKind: async <K extends EntryKind>(kind: K, { from, to, subject }: KindFilter = {}) => {
      const days = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) }
      const effectiveOn = Object.keys(days).length === 0 ? {} : { effectiveOn: trusted(days) }
      const entries = await find({ kind, ...effectiveOn, ...(subject === undefined ? {} : { subjects: subject }) })
      return entries as EntryOf<K>[]
    },
    each: async function* <K extends EntryKind>(kind: K, { from, to, subject }: KindFilter = {}) {
      const days = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) }
      const effectiveOn = Object.keys(days).length === 0 ? {} : { effectiveOn: days }
      const cursor = cursorOf({ kind, ...effectiveOn, ...(subject === undefined ? {} : { subjects: subject }) })
      for await (const document of cursor.batchSize(5000)) yield fromDocument(document) as unknown as EntryOf<K>
    },
    entry: async id => (await find({ _id: id }))[0] ?? null,
    entries: ids => find({ _id: trusted({ $in: [...ids] }) }),
    decidedSince: async function* ({ about, behind }) {
      const kind = { $in: ['verification', 'tolerance', 'reversal'] }
      const cursor = cursorOf({ _id: { $gt: behind }, kind, 'data.of': { $lte: about } }).project({ 'data.of': 1 })
      for await (const { data } of cursor.batchSize(5000)) yield data.of
    },
    beginnings: async () => {
      const [first, post] = await Promise.all([
        cursorOf({}).limit(1).next(),
        cursorOf({ kind: 'posting' }).sort({ effectiveOn: 1 }).limit(1).next(),
      ])
      return first === null || post === null ? null : { recordedOn: dayOf(first.recordedAt), heldOn: post.effectiveOn }
    },
    fieldsInCharge: async fields => {
      const isRecorded = async (field: string): Promise<boolean> => {
        const duties = cursorOf({ kind: 'duty', 'data.role': 'charge', 'data.field': field }).project({ _id: 1 })
        for await (const { _id } of duties)
          if ((await cursorOf({ kind: 'reversal', 'data.of': _id }).limit(1).next()) === null) return true
        return false
      }
      const recorded = await Promise.all(fields.map(isRecorded))
      return new Set(fields.filter((_, i) => recorded[i]))
    },
    lastMoment: async day => {
      const within = { $gt: endOfDay(addDays(day, -1)), $lte: endOfDay(day) }
      const last = await db
        .collection<LedgerDocument>('ledger')
        .findOne({ recordedAt: within }, { sort: { recordedAt: -1 }, projection: { recordedAt: 1 } })
      return last?.recordedAt ?? null
    },
    head: async knownAt => {
      const last =
        knownAt === undefined
          ? {}
          : // A group is recorded at one moment: the latest moment by its index, then its last entry.
            {
              recordedAt:
                (
                  await cursorOf({ recordedAt: { $lte: knownAt } })
                    .sort({ recordedAt: -1 })
                    .limit(1)
                    .next()
                )?.recordedAt ?? '',
            }
      return (await cursorOf(last).sort({ _id: -1 }).limit(1).next())?._id ?? 0
    },
  }
}
