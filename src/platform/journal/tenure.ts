import type { ClientSession, Db } from 'mongodb'
import type { Database } from '../database/index.ts'
import { CarriedOutBefore, storedAnswers } from './answers.ts'
import type { Command } from './command.ts'
import { NotWriter } from './errors.ts'
import { type GroupOutcome, runGroup } from './group-run.ts'
import { fenceHead, type Head, readHead } from './head.ts'
import type { Holder } from './holder.ts'
import { acquireLease, type Lease } from './lease.ts'
import { type LedgerCache, ledgerCache } from './ledger-cache.ts'
import { type Memory, memory } from './memory.ts'
import type { JournalSettings } from './settings.ts'
import { once } from './transaction.ts'
import { isTransient } from './transient.ts'

/** What a writer has from taking the lease until it loses or releases it. */
export interface Tenure {
  readonly lease: Lease
  /** One session for all: a new transaction in it ends one that a broken connection left open. */
  readonly session: ClientSession
  /** Null after a failure, when it is not known where the head stands. */
  head: Head | null
  readonly cache: LedgerCache
  readonly memory: Memory
}

/** Takes lease and head for this holder, or answers null while another holds them. */
export async function beginTenure(database: Database, holder: Holder, leaseMs: number): Promise<Tenure | null> {
  const { client, db } = database
  const session = client.startSession()
  const tenure = await take().catch(async error => {
    await session.endSession()
    throw error
  })
  if (tenure === null) await session.endSession()
  return tenure

  async function take(): Promise<Tenure | null> {
    if (session.id === undefined) throw new Error('The session has ended.')
    const { fence: last } = await readHead(db)
    const lease = await acquireLease(db, holder, session.id.id, leaseMs, last)
    const head = lease && (await fenceHead(db, lease.fence))
    return head && { lease, session, head, cache: ledgerCache(), memory: memory() }
  }
}

/**
 * Runs a group once and commits it; `looksFirst`: see runGroup. Throws NotWriter when another has the head and
 * CarriedOutBefore when it should have looked; any other failure leaves the outcome unknown. `noticed` hears of a failure
 * before the transaction is aborted, which takes long when the server does not answer.
 */
export async function attempt(
  tenure: Tenure,
  settings: JournalSettings,
  commands: readonly Command<unknown>[],
  looksFirst: boolean,
  noticed: (error: unknown) => void,
): Promise<GroupOutcome> {
  const { db } = settings.database
  const head = tenure.head ?? (await ownHead(tenure, db))
  try {
    const outcome = await once(tenure.session, async () => {
      const value = await runGroup({ ...settings, ...tenure, db, head }, commands, looksFirst).catch(error => {
        noticed(error)
        throw error
      })
      return { commit: value.head !== null, value }
    })
    outcome.keep()
    tenure.head = outcome.head ?? head
    return outcome
  } catch (error) {
    tenure.head = null
    tenure.cache.clear()
    tenure.memory.clear()
    // A position taken twice looks like a fault of the command, but it means that another one writes.
    if (isTransient(error)) throw error
    tenure.head = await ownHead(tenure, db)
    // What fails may fail because it was carried out before: at the latest, where its key would stand twice.
    const before = looksFirst ? 0 : (await storedAnswers(db, commands)).size
    throw before === 0 ? error : new CarriedOutBefore('carried out before', { cause: error })
  }
}

async function ownHead(tenure: Tenure, db: Db): Promise<Head> {
  const head = await readHead(db)
  if (head.fence !== tenure.lease.fence) throw new NotWriter()
  return head
}
