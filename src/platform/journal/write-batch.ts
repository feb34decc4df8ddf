import type { AnyBulkWriteOperation, ClientSession, Db } from 'mongodb'
import type { Id } from './work.ts'

interface Stored {
  _id: Id
}

/** One write, as the driver's bulkWrite takes it. */
export type Write = AnyBulkWriteOperation<Stored>

/** Sends the writes of one collection in order. */
export async function sendBatch(db: Db, session: ClientSession, name: string, writes: readonly Write[]): Promise<void> {
  const collection = db.collection<Stored>(name)
  const options = { session, ordered: true, ignoreUndefined: true }
  const needed = withoutOverwritten(writes)
  const documents = needed.flatMap(write => ('insertOne' in write ? [write.insertOne.document as Stored] : []))
  // insertMany costs the driver half of a bulkWrite of inserts.
  if (documents.length === needed.length) await collection.insertMany(documents, options)
  else await collection.bulkWrite(needed, options)
}

/** Of replacements of one document that follow each other, the last: 64 commands on one cadre move one standing 64 times. */
function withoutOverwritten(writes: readonly Write[]): Write[] {
  const needed: Write[] = []
  const overwritten = new Set<unknown>()
  for (const write of writes.toReversed()) {
    const id = 'replaceOne' in write ? write.replaceOne.filter._id : undefined
    if (id === undefined) overwritten.clear()
    else if (overwritten.has(id)) continue
    else overwritten.add(id)
    needed.push(write)
  }
  return needed.reverse()
}
