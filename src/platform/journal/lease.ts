import type { Binary, Db } from 'mongodb'
import { type Holder, isGone } from './holder.ts'

/** The right to write. A later holder has a higher fence. */
export interface Lease {
  readonly holder: Holder
  readonly fence: number
}

interface LeaseDocument {
  _id: 'writer'
  holder: Holder | null
  /** The holder's session, whose open transaction its successor ends. */
  session: Binary | null
  fence: number
  /** By the database's clock, so that the machines' clocks need not agree. */
  until: Date
}

const leases = (db: Db) => db.collection<LeaseDocument>('leases')
const journalOf = (holder: Holder) => ({ _id: 'writer', 'holder.journal': holder.journal }) as const
const untilIn = (ms: number) => ({ $add: ['$$NOW', ms] })

/** Makes sure there is a lease document, held by nobody. */
export async function ensureLease(db: Db): Promise<void> {
  const free: Omit<LeaseDocument, '_id'> = { holder: null, session: null, fence: 0, until: new Date(0) }
  await leases(db).updateOne({ _id: 'writer' }, { $setOnInsert: free }, { upsert: true })
}

/**
 * Takes the lease for so many milliseconds when it is free, has lapsed, or its holder's process is gone; else answers null.
 * The fence is higher than the last one and than `above`.
 */
export async function acquireLease(
  db: Db,
  holder: Holder,
  session: Binary,
  ms: number,
  above: number,
): Promise<Lease | null> {
  const current = await leases(db).findOne({ _id: 'writer' })
  if (current === null) return null
  const lapsed = isFree(current.holder, holder) ? {} : { $expr: { $lt: ['$until', '$$NOW'] } }
  const filter = { _id: 'writer', fence: current.fence, ...lapsed } as const
  const fence = Math.max(current.fence, above) + 1
  const taking = [{ $set: { holder: { $literal: holder }, session, fence, until: untilIn(ms) } }]
  const { matchedCount } = await leases(db).updateOne(filter, taking)
  if (matchedCount === 0) return null
  await endSession(db, current.session)
  return { holder, fence }
}

const isFree = (current: Holder | null, candidate: Holder) =>
  current === null || current.journal === candidate.journal || isGone(current)

/** Prolongs the lease; false when it is held by another. */
export async function renewLease(db: Db, lease: Lease, ms: number): Promise<boolean> {
  const filter = { ...journalOf(lease.holder), fence: lease.fence }
  const { matchedCount } = await leases(db).updateOne(filter, [{ $set: { until: untilIn(ms) } }])
  return matchedCount === 1
}

/** Gives the lease back, so that another may take it at once. */
export async function releaseLease(db: Db, lease: Lease): Promise<void> {
  const filter = { ...journalOf(lease.holder), fence: lease.fence }
  await leases(db).updateOne(filter, { $set: { holder: null, session: null, until: new Date(0) } })
}

/** A transaction left open keeps its documents locked for a minute. */
async function endSession(db: Db, session: Binary | null): Promise<void> {
  if (session !== null) await db.command({ killSessions: [{ id: session }] })
}
