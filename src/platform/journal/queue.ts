import type { Command } from './command.ts'
import { Busy } from './errors.ts'

/** A command and the promise somebody holds for it. */
export interface Waiting {
  readonly command: Command<unknown>
  /** `performance.now()` when it was submitted. */
  readonly since: number
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** Commands in order of arrival. */
export interface Queue {
  /** Answers a promise for the command's result. Rejects with Busy when too many wait. */
  add(command: Command<unknown>): Promise<unknown>
  take(most: number): Waiting[]
  /** Rejects those submitted by then (`performance.now()`); all of them unless said. */
  reject(error: Error, submittedBy?: number): void
  readonly length: number
}

/** `arrived` is called after each arrival. */
export function commandQueue(limit: number, arrived: () => void): Queue {
  const waiting: Waiting[] = []
  return {
    add: command => {
      if (waiting.length >= limit) return Promise.reject(new Busy())
      return new Promise((resolve, reject) => {
        waiting.push({ command, since: performance.now(), resolve, reject })
        arrived()
      })
    },
    take: most => waiting.splice(0, most),
    reject: (error, submittedBy = Number.POSITIVE_INFINITY) => {
      const kept = waiting.findIndex(one => one.since > submittedBy)
      for (const one of waiting.splice(0, kept < 0 ? waiting.length : kept)) one.reject(error)
    },
    get length() {
      return waiting.length
    },
  }
}
