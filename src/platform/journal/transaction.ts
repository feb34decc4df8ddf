import type { ClientSession, TransactionOptions } from 'mongodb'

const options: TransactionOptions = {
  readConcern: 'snapshot',
  writeConcern: { w: 'majority', journal: true },
  readPreference: 'primary',
}

/**
 * Runs the body once in a transaction and commits when it says so. The driver's `withTransaction` would retry in silence for
 * 120 seconds; here the journal decides, because people wait for it.
 */
export async function once<T>(session: ClientSession, body: () => Promise<{ commit: boolean; value: T }>): Promise<T> {
  session.startTransaction(options)
  try {
    const { commit, value } = await body()
    if (commit) await session.commitTransaction()
    return value
  } finally {
    if (session.inTransaction()) await session.abortTransaction()
  }
}
