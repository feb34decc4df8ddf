import type { ClientSession, Db } from 'mongodb'
import { Conflict } from '../../domain/errors.ts'
import type { AuditDocument } from './audit-entry.ts'
import type { Command } from './command.ts'

/** What is kept of a command that was carried out, to answer it again. */
export type Answered = Pick<AuditDocument, 'idempotencyKey' | 'action' | 'actor' | 'result'>

/** Makes sure that no key can stand in the audit log twice: what is carried out is carried out once. */
export async function ensureKeys(db: Db): Promise<void> {
  await db.collection('audit').createIndex({ idempotencyKey: 1 }, { unique: true })
}

/**
 * The commands among these that were carried out before, by key: one find for all of them. Outside a session it sees what
 * the unique index sees, which is more than what a majority has.
 */
export async function storedAnswers(
  db: Db,
  commands: readonly Command<unknown>[],
  session?: ClientSession,
): Promise<Map<string, Answered>> {
  const keys = [...new Set(commands.map(command => command.idempotencyKey))]
  if (keys.length === 0) return new Map()
  const projection = { _id: 0, idempotencyKey: 1, action: 1, 'actor.id': 1, result: 1 }
  const options = session === undefined ? { projection, readConcern: 'local' as const } : { projection, session }
  const found = await db
    .collection<AuditDocument>('audit')
    .find({ idempotencyKey: { $in: keys } }, options)
    .toArray()
  return new Map(found.map(entry => [entry.idempotencyKey, entry]))
}

/** The stored result for a repeated command. Throws Conflict when the key belongs to another command. */
export function answerAgain(answered: Answered, command: Command<unknown>): unknown {
  const same = answered.action === command.action && answered.actor.id === command.actor.userId
  if (!same) throw new Conflict('这个提交编号已用于另一事项，请刷新页面后重新提交。')
  return answered.result
}

/** Some of a group had been carried out before, and nobody had looked: run again, they are answered. */
export class CarriedOutBefore extends Error {}
