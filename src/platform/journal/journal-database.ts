import type { ClientSession, Db } from 'mongodb'
import type { Database } from '../database/index.ts'

/** The database as the journal uses it: no operation takes longer than the limit. */
export interface JournalDatabase {
  readonly db: Db
  newSession(): ClientSession
}

const OPERATION_MS = 10_000

/** A frozen server answers nothing and closes nothing: without a limit the whole queue would wait for it. */
export function journalDatabase({ client, name }: Database): JournalDatabase {
  return {
    db: client.db(name, { timeoutMS: OPERATION_MS }),
    newSession: () => client.startSession({ defaultTimeoutMS: OPERATION_MS }),
  }
}
