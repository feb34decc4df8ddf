import { setImmediate as nextTurn } from 'node:timers/promises'
import { ensureKeys } from './answers.ts'
import type { Command } from './command.ts'
import { NotWriter, Unavailable } from './errors.ts'
import type { GroupOutcome } from './group-run.ts'
import { ensureHead } from './head.ts'
import { leaseKeeper } from './keeper.ts'
import { ensureLease } from './lease.ts'
import type { Kept } from './memory.ts'
import { patience } from './patience.ts'
import { commandQueue, type Waiting } from './queue.ts'
import type { JournalSettings } from './settings.ts'
import { settle } from './settle.ts'
import { attempt, type Tenure } from './tenure.ts'

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
  /** What the last committed command kept in memory (Work.keep); undefined when there is none, or it may not hold. */
  kept<T>(kept: Kept<T>): T | undefined
  readonly state: 'writer' | 'reader' | 'stopped'
}

/** A journal over this database; it takes commands once started. */
export function createJournal(settings: JournalSettings): Journal {
  const {
    database,
    log,
    maxGroup = 64,
    maxQueue = 5000,
    leaseMs = 10_000,
    renewMs = 2000,
    patienceMs = 8000,
  } = settings
  let phase: 'new' | 'running' | 'stopped' = 'new'
  let draining = false
  let drained = Promise.resolve()

  const queue = commandQueue(maxQueue, () => {
    if (!draining) drained = drain()
  })
  const waiting = patience(database.db, queue, patienceMs)
  const keeper = leaseKeeper({
    database,
    leaseMs,
    renewMs,
    log,
    onLoss: () => {
      queue.reject(new NotWriter())
      return drained
    },
  })

  async function drain(): Promise<void> {
    draining = true
    while (queue.length > 0) {
      // A turn, so that those just answered can join the next group.
      await nextTurn()
      await carryOut(queue.take(maxGroup))
    }
    draining = false
  }

  async function carryOut(group: readonly Waiting[]): Promise<void> {
    const { tenure } = keeper
    const settled = settle(
      {
        attempt: (commands, looksFirst) => attemptIn(tenure, commands, looksFirst),
        patience: waiting,
        patienceMs,
        log,
      },
      group,
    )
    const watch = waiting.watch(group)
    const outcome = await Promise.race([settled, watch.silent.then(() => 'silent')])
    watch.stop()
    if (outcome !== 'silent') return
    // The session hangs in an operation nobody answers: a new tenure begins with a new one, and ends what this one left open.
    for (const one of group) one.reject(new Unavailable())
    queue.reject(new Unavailable())
    keeper.lose(settled)
  }

  async function attemptIn(
    tenure: Tenure | null,
    commands: readonly Command<unknown>[],
    looksFirst: boolean,
  ): Promise<GroupOutcome> {
    if (tenure === null || tenure !== keeper.tenure) throw new NotWriter()
    try {
      const outcome = await attempt(tenure, settings, commands, looksFirst, waiting.failed)
      if (outcome.head !== null) announce(outcome)
      return outcome
    } catch (error) {
      if (error instanceof NotWriter && tenure === keeper.tenure) keeper.lose()
      throw error
    }
  }

  function announce({ group }: GroupOutcome): void {
    try {
      settings.afterCommit?.(group)
    } catch (error) {
      log.error({ err: error }, 'afterCommit failed')
    }
  }

  return {
    submit: command => {
      if (phase !== 'running' || keeper.tenure === null) return Promise.reject(new NotWriter())
      return queue.add(command) as Promise<never>
    },
    start: async () => {
      await ensureKeys(database.db)
      await ensureHead(database.db)
      await ensureLease(database.db)
      await keeper.start()
      phase = 'running'
    },
    stop: async () => {
      phase = 'stopped'
      await drained
      await keeper.stop()
    },
    kept: kept => keeper.tenure?.memory.get(kept),
    get state() {
      if (phase !== 'running') return 'stopped'
      return keeper.tenure === null ? 'reader' : 'writer'
    },
  }
}
