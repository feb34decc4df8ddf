import type { Command } from './command.ts'

/** The one queue through which everything is written. */
export interface Journal {
  /**
   * Runs the command and answers its result, once it is on disk. Rejects with the domain's error when it is refused, and with
   * `NotWriter`, `Busy` or `Unavailable` when it cannot be taken now; any other error is a fault, and nothing was written.
   */
  submit<T>(command: Command<T>): Promise<T>
  /** Tries for the lease once, and goes on trying until `stop`. */
  start(): Promise<void>
  /** Finishes what waits, then releases the lease. */
  stop(): Promise<void>
  readonly state: 'writer' | 'reader' | 'stopped'
}
