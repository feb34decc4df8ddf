import type { Db } from 'mongodb'
import { Unavailable } from './errors.ts'
import type { Queue, Waiting } from './queue.ts'
import { withinTime } from './time-limit.ts'
import { isConnectionFault } from './transient.ts'

/** Sees to it that nobody waits without end for a database that does not answer. */
export interface Patience {
  /** An attempt failed like this: was it that the database did not answer? */
  failed(error: unknown): void
  /** An attempt went through. */
  succeeded(): void
  /** Watches over a group while it is carried out, and over those behind it. */
  watch(group: readonly Waiting[]): Watch
}

interface Watch {
  /** Resolves when the database has not answered for so long that the group is given up. */
  readonly silent: Promise<void>
  stop(): void
}

const LOOK_MS = 500
const PROBE_MS = 2000

/**
 * After `ms` milliseconds without an answer of the database, people are told to try again; what becomes of a command that was
 * being carried out is not known then. Those behind a group that takes longer than half of that are told so, too.
 */
export function patience(db: Db, queue: Queue, ms: number): Patience {
  let answers = true
  const probe = onceAtATime(async () => {
    answers = await isAnswering(db)
  })

  /** Whether the group, which runs for so long, is to be given up. */
  const look = (group: readonly Waiting[], running: number): boolean => {
    if (running < ms / 2 && answers) return false
    const submittedBy = performance.now() - ms
    queue.reject(new Unavailable(), submittedBy)
    // A long command and a silent server look alike from here: the server is asked.
    probe()
    if (answers) return false
    for (const one of group) if (one.since <= submittedBy) one.reject(new Unavailable())
    return running > ms
  }

  return {
    failed: error => {
      if (isConnectionFault(error)) answers = false
    },
    succeeded: () => {
      answers = true
    },
    watch: group => {
      const started = performance.now()
      let timer: NodeJS.Timeout | undefined
      const silent = new Promise<void>(giveUp => {
        const watch = () => look(group, performance.now() - started) && giveUp()
        timer = setInterval(watch, Math.min(LOOK_MS, ms / 8))
      })
      return { silent, stop: () => clearInterval(timer) }
    },
  }
}

function isAnswering(db: Db): Promise<boolean> {
  const ping = withinTime(PROBE_MS, db.command({ ping: 1 }), 'no answer')
  return ping.then(
    () => true,
    () => false,
  )
}

function onceAtATime(act: () => Promise<void>): () => void {
  let acting = false
  return () => {
    if (acting) return
    acting = true
    void act().finally(() => {
      acting = false
    })
  }
}
