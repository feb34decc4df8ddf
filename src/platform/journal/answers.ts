import type { ClientSession, Db } from 'mongodb'
import { Conflict } from '../../domain/errors.ts'
import type { AuditDocument } from './audit-entry.ts'
import type { Command } from './command.ts'

/** What is kept of a command that was carried out, to answer it again. */
export type Answered = Pick<AuditDocument, 'idempotencyKey' | 'action' | 'actor' | 'result'>

/** The commands among these keys that were carried out before, by key: one find for a group. */
export async function storedAnswers(db: Db, session: ClientSession, keys: string[]): Promise<Map<string, Answered>> {
  const projection = { _id: 0, idempotencyKey: 1, action: 1, 'actor.id': 1, result: 1 }
  const filter = { idempotencyKey: { $in: keys } }
  const found = await db.collection<AuditDocument>('audit').find(filter, { session, projection }).toArray()
  return new Map(found.map(entry => [entry.idempotencyKey, entry]))
}

/** The stored result for a repeated command. Throws Conflict when the key belongs to another command. */
export function answerAgain(answered: Answered, command: Command<unknown>): unknown {
  const same = answered.action === command.action && answered.actor.id === command.actor.userId
  if (!same) throw new Conflict('这个提交编号已用于另一事项，请刷新页面后重新提交。')
  return answered.result
}
