import { setTimeout as sleep } from 'node:timers/promises'
import { type Collection, type Document, MongoServerError } from 'mongodb'

/** The one document that says who migrates and until when, by the server's clock. */
interface LockDocument {
  _id: 'migrations'
  owner: string
  expiresAt: Date
}

/** A lock that is held. `assertHeld` throws when it was lost, as after a sleep of the machine. */
export interface MigrationLock {
  assertHeld(): void
  release(): Promise<void>
}

const [lifetime, retry] = [30_000, 100]
const duplicateKey = 11000

/** Waits for the lock; it lapses 30 s after its holder has stopped renewing it. */
export async function acquireMigrationLock(locks: Collection<LockDocument>, owner: string): Promise<MigrationLock> {
  while (!(await tryAcquire(locks, owner))) await sleep(retry)
  let held = true
  const renewal = setInterval(async () => {
    const renewed = await locks
      .updateOne({ _id: 'migrations', owner }, [{ $set: { expiresAt: fromNow } }])
      .catch(() => null)
    if (renewed?.matchedCount === 0) held = false
  }, lifetime / 3)
  return {
    assertHeld() {
      if (!held) throw new Error('The migration lock was lost to another process')
    },
    async release() {
      clearInterval(renewal)
      await locks.deleteOne({ _id: 'migrations', owner })
    },
  }
}

const fromNow: Document = { $add: ['$$NOW', lifetime] }

async function tryAcquire(locks: Collection<LockDocument>, owner: string): Promise<boolean> {
  const isFree = { $lte: [{ $ifNull: ['$expiresAt', '$$NOW'] }, '$$NOW'] }
  const claim = [
    { $set: { isFree } },
    {
      $set: {
        owner: { $cond: ['$isFree', owner, '$owner'] },
        expiresAt: { $cond: ['$isFree', fromNow, '$expiresAt'] },
      },
    },
    { $unset: 'isFree' },
  ]
  try {
    const lock = await locks.findOneAndUpdate({ _id: 'migrations' }, claim, { upsert: true, returnDocument: 'after' })
    return lock?.owner === owner
  } catch (error) {
    if (error instanceof MongoServerError && error.code === duplicateKey) return false
    throw error
  }
}
