import type { CommandActor, Work } from './work.ts'

/** One thing somebody does to the state of the installation. */
export interface Command<T> {
  /** Its name in the audit log, such as `facts.record`. */
  readonly action: string
  readonly actor: CommandActor
  /** The same key answers the stored result again; with another action or actor it is a Conflict. */
  readonly idempotencyKey: string
  readonly requestId: string
  readonly reason?: string
  /** The network address it came from. */
  readonly address?: string
  /** Cadre and unit ids whose entries it will read: fetched for the whole group at once. Never needed to be right. */
  readonly prefetch?: readonly string[]
  /**
   * Load, ask the domain, write: inside the journal, alone and in order. It may run more than once, so it keeps nothing
   * outside `work`. Answers a small JSON value, kept in the audit entry and answered again for a repeated key.
   * Throwing one of the domain's errors refuses: nothing of it is written.
   */
  run(work: Work): Promise<T>
}
