import { newId } from '../../platform/ids.ts'
import type { TrialDocument } from './trial-model.ts'

/** How far a trial is. */
export interface Progress {
  /** Trials before it. */
  readonly waiting: number
  /** Whole percent. */
  readonly percent: number
}

/** What a running trial gets: it tells whole percents, and stops when asked to. */
export interface Watch {
  tell(percent: number): void
  readonly signal: AbortSignal
}

/** Trials carried out by this process, one after the other, so that two at once do not slow every page. */
export interface Running {
  /** Names this process in the headers of its trials. */
  readonly runner: string
  /** Whether a trial that says it runs really does. */
  isLive(trial: Pick<TrialDocument, '_id' | 'state' | 'runner'>): boolean
  progressOf(id: string): Progress
  /** Starts or queues it; a trial that is already here is not started twice. */
  start(id: string, carryOut: (watch: Watch) => Promise<void>): void
  abort(id: string): void
  /** Resolves when nothing runs any more. */
  settled(): Promise<void>
}

interface Job {
  readonly stopper: AbortController
  percent: number
}

export function createRunning(): Running {
  const runner = newId('runner')
  const jobs = new Map<string, Job>()
  const lost = new Set<string>()
  let tail: Promise<void> = Promise.resolve()

  async function carryOut(id: string, job: Job, run: (watch: Watch) => Promise<void>): Promise<void> {
    const tell = (percent: number): void => {
      job.percent = percent
    }
    try {
      await run({ tell, signal: job.stopper.signal })
    } catch {
      // Not even its end could be written down: whoever looks is told that it was interrupted.
      lost.add(id)
    } finally {
      jobs.delete(id)
    }
  }

  return {
    runner,
    isLive: trial => trial.state === 'running' && trial.runner === runner && !lost.has(trial._id),
    progressOf: id => ({
      waiting: Math.max(0, [...jobs.keys()].indexOf(id)),
      percent: jobs.get(id)?.percent ?? 0,
    }),
    start: (id, run) => {
      if (jobs.has(id)) return
      const job: Job = { stopper: new AbortController(), percent: 0 }
      jobs.set(id, job)
      tail = tail.then(() => carryOut(id, job, run))
    },
    abort: id => jobs.get(id)?.stopper.abort(),
    settled: () => tail,
  }
}
