import { type AuditDocument, auditDocument, plain } from './audit-entry.ts'
import type { Command } from './command.ts'
import { type Desk, openWork } from './command-work.ts'
import { isRefusal } from './refusal.ts'
import { withinTime } from './time-limit.ts'

/** A command was refused when its writes had already been sent: only aborting the transaction takes them back. */
export class RefusedTooLate extends Error {
  override readonly cause: Error
  constructor(cause: Error) {
    super('refused after its writes were sent')
    this.cause = cause
  }
}

const COMMAND_MS = 30_000

/**
 * Runs one command and answers its audit entry. When it is refused, nothing it wrote is left at the desk and the refusal is
 * thrown, or RefusedTooLate.
 */
export async function runCommand(desk: Desk, command: Command<unknown>, seq: number): Promise<AuditDocument> {
  const { writes, ledger, memory } = desk
  const savepoint = writes.mark()
  const kept = memory.mark()
  const first = ledger.next()
  const opened = openWork(desk, command.actor)
  try {
    const result = plain(await withinTime(COMMAND_MS, command.run(opened.work), `${command.action} ran too long`))
    const last = ledger.next() - 1
    const positions = last < first ? null : ([first, last] as const)
    return auditDocument(seq, opened.work.realNow, command, opened.said(), result, positions)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (!writes.undo(savepoint)) throw new RefusedTooLate(error)
    ledger.undo(first)
    memory.undo(kept)
    throw error
  } finally {
    opened.close()
  }
}
