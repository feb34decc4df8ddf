import type { ClientSession, Db } from 'mongodb'
import { sendBatch, type Write } from './write-batch.ts'

/** The writes of a group, kept back until somebody must read. */
export interface Writes {
  add(collection: string, write: Write): void
  /** How many were added so far: a savepoint. */
  mark(): number
  /** Forgets those added since the savepoint; false when some of them were already sent. */
  undo(mark: number): boolean
  /** Sends what is kept, batched by collection. */
  send(): Promise<void>
}

export function bufferedWrites(db: Db, session: ClientSession): Writes {
  let kept: { collection: string; write: Write }[] = []
  let sent = 0
  return {
    add: (collection, write) => {
      kept.push({ collection, write })
    },
    mark: () => sent + kept.length,
    undo: mark => {
      if (mark < sent) return false
      kept.length = mark - sent
      return true
    },
    send: async () => {
      const sending = kept
      kept = []
      sent += sending.length
      const batches = new Map<string, Write[]>()
      for (const { collection, write } of sending) {
        const batch = batches.get(collection)
        if (batch) batch.push(write)
        else batches.set(collection, [write])
      }
      // One after another: a transaction takes one operation at a time.
      for (const [collection, batch] of batches) await sendBatch(db, session, collection, batch)
    },
  }
}
