import type { ClientSession, Db, Document } from 'mongodb'
import type { Entry, NewEntry } from '../../domain/evidence/entries.ts'
import type { Clock } from '../clock.ts'
import type { Said } from './audit-entry.ts'
import type { GroupLedger } from './group-ledger.ts'
import { toDocument } from './ledger-document.ts'
import type { GroupMemory } from './memory.ts'
import type { CommandActor, Id, Work } from './work.ts'
import type { Write } from './write-batch.ts'
import type { Writes } from './writes.ts'

/** What the works of one group share. */
export interface Desk {
  readonly db: Db
  readonly session: ClientSession
  readonly clock: Clock
  readonly realClock: Clock
  readonly writes: Writes
  readonly ledger: GroupLedger
  readonly memory: GroupMemory
}

/** A command's work, and what only the journal does with it. */
export interface OpenWork {
  readonly work: Work
  said(): Said
  /** From now on every call throws: a promise somebody forgot to await cannot write into another command. */
  close(): void
}

export function openWork(desk: Desk, actor: CommandActor): OpenWork {
  const { db, session, ledger, memory } = desk
  const now = desk.clock.now()
  let said: Said = { object: null, change: {} }
  let open = true

  const writes = () => {
    if (!open) throw new Error('The command has ended; nothing can be read or written through its work.')
    return desk.writes
  }
  const write = (collection: string, operation: Write) => writes().add(collection, operation)
  const record = (entry: NewEntry): Entry => {
    const recorded = { ...entry, id: ledger.next(), recordedAt: now, recordedBy: actor.userId } as Entry
    write('ledger', { insertOne: { document: toDocument(recorded) } })
    ledger.append(recorded)
    return recorded
  }

  const work: Work = {
    now,
    today: desk.clock.today(),
    realNow: desk.realClock.now(),
    session,
    actor,
    insert: (collection, document) => write(collection, { insertOne: { document: document as { _id: Id } } }),
    replace: (collection, id, document) =>
      write(collection, { replaceOne: { filter: { _id: id }, replacement: { ...document, _id: id }, upsert: true } }),
    update: (collection, id, update) => write(collection, { updateOne: { filter: { _id: id }, update } }),
    updateMany: (collection, filter, update) => write(collection, { updateMany: { filter, update } }),
    remove: (collection, id) => write(collection, { deleteOne: { filter: { _id: id } } }),
    read: async <D extends Document>(collection: string) => {
      await writes().send()
      return db.collection<D>(collection)
    },
    flush: async () => writes().send(),
    about: (object, change = {}) => {
      said = { object, change }
    },
    record,
    entriesOf: async subject => writes() && ledger.entriesOf(subject),
    entry: async id => writes() && ledger.entry(id),
    ledgerEnd: () => ledger.next() - 1,
    kept: kept => writes() && memory.get(kept),
    keep: (kept, value) => writes() && memory.set(kept, value),
  }
  return {
    work,
    said: () => said,
    close: () => {
      open = false
    },
  }
}
