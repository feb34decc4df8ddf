import { MongoServerError } from 'mongodb'
import type { NewEntry } from '../../../src/domain/evidence/entries.ts'
import { steppedClock, systemClock } from '../../../src/platform/clock.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import type { AuditDocument, Command, Journal, JournalSettings, Work } from '../../../src/platform/journal/index.ts'
import { createJournal, type LedgerDocument } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'

export const clock = steppedClock('2026-11-24')
const log = createLogger({ level: process.env.LOG_LEVEL ?? 'silent' })
export const zhang = { userId: 'zhang', name: '张三', role: 'section' }

/** A journal that has the lease. */
export async function startJournal(database: Database, settings: Partial<JournalSettings> = {}): Promise<Journal> {
  const journal = createJournal({ database, clock, realClock: systemClock(), log, ...settings })
  await journal.start()
  return journal
}

/** A command with a key of its own. */
export function command<T>(run: (work: Work) => Promise<T>, rest: Partial<Command<T>> = {}): Command<T> {
  return { action: 'tests.act', actor: zhang, idempotencyKey: newId('key'), requestId: 'request', run, ...rest }
}

/** A talk with this cadre: the smallest entry. */
export function talk(subject: string, note = '谈话'): NewEntry {
  return { kind: 'talk', subjects: [subject], effectiveOn: '2026-11-20', data: { code: 'N10', note } }
}

/** Records one talk with the cadre and answers its position. */
export function recordTalk(subject: string, rest: Partial<Command<number>> = {}): Command<number> {
  return command(async work => work.record(talk(subject)).id, { action: 'talks.record', ...rest })
}

export const ledgerOf = (database: Database) =>
  database.db.collection<LedgerDocument>('ledger').find().sort({ _id: 1 }).toArray()

export const auditOf = (database: Database) =>
  database.db.collection<AuditDocument>('audit').find().sort({ _id: 1 }).toArray()

/** What a promise is rejected with; throws when it is fulfilled. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    value => {
      throw new Error(`fulfilled with ${JSON.stringify(value)}`)
    },
    error => error,
  )
}

/** The error of a transaction the server gave up. */
export function writeConflict(): MongoServerError {
  return new MongoServerError({ message: 'WriteConflict', code: 112, errorLabels: ['TransientTransactionError'] })
}
