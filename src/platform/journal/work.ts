import type { ClientSession, Collection, Document } from 'mongodb'
import type { Entry, NewEntry } from '../../domain/evidence/entries.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Kept } from './memory.ts'

/** Who gives a command, as the audit entry names them. */
export interface CommandActor {
  readonly userId: string
  readonly name: string
  readonly role: string
}

/** The name of a stored document: ObjectIds stay with the driver. */
export type Id = string | number

/** What a command did it to. */
export interface ObjectRef {
  readonly type: string
  readonly id: string
}

/** Values of the object before and after, as JSON. */
export interface Change {
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * What one command sees of the state, and the only way it writes. Usable until its `run` returns.
 * Documents written carry their own `_id`; undefined fields are left out.
 */
export interface Work {
  /** Business time when the command began to run. */
  readonly now: Instant
  readonly today: Day
  /** Real time, for sessions, lockout and the audit log. */
  readonly realNow: Instant
  /** To be passed with every read a store makes itself, after `flush()`. */
  readonly session: ClientSession
  readonly actor: CommandActor

  /** Buffered, like the four below: sent before the first read and at the group's end, in order, batched by collection. */
  insert(collection: string, document: object): void
  /** Puts the document under this id, whether or not there was one. */
  replace(collection: string, id: Id, document: object): void
  /** Applies update operators to the document of this id. */
  update(collection: string, id: Id, update: Document): void
  /** Applies update operators to all documents that match. */
  updateMany(collection: string, filter: Document, update: Document): void
  remove(collection: string, id: Id): void

  /** Sends what is buffered, then gives the driver's collection; pass `{ session: work.session }` to its reads. */
  read<D extends Document = Document>(collection: string): Promise<Collection<D>>
  /** Sends what is buffered, so that a store's own read through `session` sees it. */
  flush(): Promise<void>

  /** What the audit entry says the command did, and to what. Said again, it replaces what was said before. */
  about(object: ObjectRef, change?: Change): void
  /** Appends to the ledger at the next position, now, by this actor. */
  record(entry: NewEntry): Entry
  /** A subject's entries in order of id, with those recorded earlier in the same group. */
  entriesOf(subject: string): Promise<readonly Entry[]>
  /** The entry at this position, or null. */
  entry(id: number): Promise<Entry | null>
  /** The last position of the ledger, with what was recorded earlier in the same group; 0 while it is empty. */
  ledgerEnd(): number

  /** What an earlier command kept in memory; undefined when there is none, or it may not hold any more. */
  kept<T>(kept: Kept<T>): T | undefined
  /** Keeps in memory what will hold once this is committed, as long as only commands of this writer change it. */
  keep<T>(kept: Kept<T>, value: T): void
}
