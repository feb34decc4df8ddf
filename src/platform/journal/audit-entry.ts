import type { Instant } from '../../domain/time/days.ts'
import type { Command } from './command.ts'
import type { Change, ObjectRef } from './work.ts'

/** What stands in the audit log about one command, refused ones apart. */
export interface AuditEntry {
  /** From 1, without gaps. */
  readonly seq: number
  /** Real time, UTC. */
  readonly ts: Instant
  readonly actor: { readonly id: string; readonly name: string; readonly role: string }
  readonly address: string | null
  readonly requestId: string
  readonly idempotencyKey: string
  readonly action: string
  readonly object: ObjectRef | null
  readonly reason: string | null
  /** What the command answered, as JSON. */
  readonly result: unknown
  readonly before: unknown
  readonly after: unknown
  /** First and last position it appended to the ledger. */
  readonly ledger: readonly [number, number] | null
  /** The hash chain: the hash of the entry before, and of this one. */
  readonly prev: string | null
  readonly hash: string | null
}

export type AuditDocument = Omit<AuditEntry, 'seq'> & { readonly _id: number }

/** What a command said of itself through its work. */
export interface Said {
  readonly object: ObjectRef | null
  readonly change: Change
}

/** Writes the entry of a command that was carried out. */
export function auditDocument(
  seq: number,
  ts: Instant,
  command: Command<unknown>,
  said: Said,
  result: unknown,
  ledger: readonly [number, number] | null,
): AuditDocument {
  const { userId, name, role } = command.actor
  return {
    _id: seq,
    ts,
    actor: { id: userId, name, role },
    address: command.address ?? null,
    requestId: command.requestId,
    idempotencyKey: command.idempotencyKey,
    action: command.action,
    object: said.object,
    reason: command.reason ?? null,
    result,
    before: plain(said.change.before),
    after: plain(said.change.after),
    ledger,
    prev: null,
    hash: null,
  }
}

/** The value as it comes back from JSON; nothing becomes null. */
export function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}
