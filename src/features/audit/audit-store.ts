import type { Filter } from 'mongodb'
import type { Instant } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import type { AuditDocument, AuditEntry } from '../../platform/journal/index.ts'

/** Which entries are asked for; null and '' ask for all. */
export interface AuditFilter {
  /** The name of who did it. */
  readonly person: string
  readonly action: string | null
  /** The id of what it was done to. */
  readonly object: string
  /** After this moment, and until that one. */
  readonly after: Instant | null
  readonly until: Instant | null
  readonly refused: boolean | null
}

/** Entries older than `below`, or newer than `above`; null is neither. */
export interface AuditPlace {
  readonly below: number | null
  readonly above: number | null
}

export interface AuditPageRead {
  readonly entries: readonly AuditEntry[]
  readonly hasNewer: boolean
  readonly hasOlder: boolean
}

export type AuditStore = ReturnType<typeof auditStore>

/** So many are counted; beyond, it is "more than". */
export const countedAtMost = 10_000

/** Reads the audit log. Nothing here can write. */
export function auditStore({ db }: Database) {
  const audit = db.collection<AuditDocument>('audit')
  return {
    async entry(seq: number): Promise<AuditEntry | null> {
      const found = await audit.findOne({ _id: seq })
      return found && entryOf(found)
    },
    /** A page of entries, newest first. */
    async page(filter: AuditFilter, { below, above }: AuditPlace, limit: number): Promise<AuditPageRead> {
      const upwards = above !== null
      const place: Filter<AuditDocument> = upwards
        ? { _id: { $gt: above } }
        : below === null
          ? {}
          : { _id: { $lt: below } }
      const found = await audit
        .find({ $and: [matching(filter), place] })
        .sort({ _id: upwards ? 1 : -1 })
        .limit(limit + 1)
        .toArray()
      const hasMore = found.length > limit
      const entries = found.slice(0, limit).map(entryOf)
      return upwards
        ? { entries: entries.reverse(), hasNewer: hasMore, hasOlder: true }
        : { entries, hasNewer: below !== null, hasOlder: hasMore }
    },
    count: (filter: AuditFilter): Promise<number> =>
      audit.countDocuments(matching(filter), { limit: countedAtMost + 1 }),
    /** Every action that ever happened. */
    actions: (): Promise<string[]> => audit.distinct('action'),
    /** The whole log in order, one by one: for verification and export. */
    async *all(from = 1): AsyncGenerator<AuditEntry> {
      const cursor = audit.find({ _id: { $gte: from } }).sort({ _id: 1 })
      for await (const document of cursor.batchSize(2000)) yield entryOf(document)
    },
  }
}

const entryOf = ({ _id, ...rest }: AuditDocument): AuditEntry => ({ seq: _id, ...rest })

function matching({ person, action, object, after, until, refused }: AuditFilter): Filter<AuditDocument> {
  const ts = { ...(after === null ? {} : { $gt: after }), ...(until === null ? {} : { $lte: until }) }
  return {
    ...(person === '' ? {} : { 'actor.name': person }),
    ...(action === null ? {} : { action }),
    ...(object === '' ? {} : { 'object.id': object }),
    ...(after === null && until === null ? {} : { ts }),
    ...(refused === null ? {} : { 'result.refused': refused ? true : { $ne: true } }),
  }
}
