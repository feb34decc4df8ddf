import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { Edition } from './edition.ts'
import type { PastDay } from './past-day.ts'

/** How far an edition has come: cadres rated of how many. */
export interface Progress {
  readonly rated: number
  readonly all: number
}

/** An edition that is there, or on its way. */
export interface Asked {
  readonly edition: Promise<Edition>
  progress(): Progress
}

export interface KeeperParts {
  compute(
    day: Day,
    knownAt: Instant,
    run: { readonly onProgress: (rated: number, all: number) => void; readonly signal: AbortSignal },
  ): Promise<Edition>
  /** Names the rules in force on a day. */
  rulesOn(day: Day): Promise<string>
  /** The last entry of the ledger known at a moment. */
  head(knownAt: Instant): Promise<number>
  now(): Instant
  /** Rows kept in all: an edition of everybody takes some 250 bytes a cadre. */
  readonly room?: number
}

/** One edition: computed once, shared by all who ask for it. */
interface Job {
  /** Day, view and rules. */
  readonly of: string
  /** The last entry known when it was asked for. */
  readonly position: number
  readonly edition: Promise<Edition>
  progress: Progress
  askedAt: number
  readonly beganAt: number
  endedAt: number | null
  /** What it takes of the room. */
  room: number
}

const ROOM = 200_000
/** A small edition is counted as this many rows. */
const LEAST = 2000

/** An edition that nobody asks for any more is not computed to its end, in milliseconds. */
const FORGOTTEN_MS = 30_000

/**
 * Who waited for an edition of 现在所知 gets it although the ledger moved on meanwhile; it says up to which entry it
 * knows. Else a busy ledger would never let anybody see one.
 */
const WAITED_MS = 1000
const GRACE_MS = 5000

/** Nobody asked for it any more. */
class Forgotten extends Error {}

/** Keeps the editions last asked for; computes one at a time, in the order asked. */
export function createEditionKeeper(parts: KeeperParts): { ask(past: PastDay): Promise<Asked> } {
  const { compute, rulesOn, head, now, room = ROOM } = parts
  // In the order in which they were last asked for.
  let jobs: Job[] = []
  let line: Promise<unknown> = Promise.resolve()

  const serves = (job: Job, of: string, position: number): boolean => {
    if (job.of !== of) return false
    if (job.position === position || job.endedAt === null) return true
    const waited = job.endedAt - job.beganAt > WAITED_MS
    return waited && performance.now() - job.endedAt < GRACE_MS
  }

  const begin = (day: Day, knownAt: Instant, of: string, position: number): Job => {
    const isForgotten = (): boolean => performance.now() - job.askedAt > FORGOTTEN_MS
    const run = async (): Promise<Edition> => {
      if (isForgotten()) throw new Forgotten()
      const stop = new AbortController()
      const onProgress = (rated: number, all: number): void => {
        job.progress = { rated, all }
        if (isForgotten()) stop.abort(new Forgotten())
      }
      const edition = await compute(day, knownAt, { onProgress, signal: stop.signal })
      job.endedAt = performance.now()
      job.room = Math.max(LEAST, edition.rows.size)
      jobs = withinRoom(jobs, room)
      return edition
    }
    const ended = line.then(() => run())
    const job: Job = {
      of,
      position,
      edition: ended,
      progress: { rated: 0, all: 0 },
      askedAt: performance.now(),
      beganAt: performance.now(),
      endedAt: null,
      room: 0,
    }
    // What failed is asked for again by whoever comes next.
    const drop = (): void => {
      jobs = jobs.filter(other => other !== job)
    }
    line = ended.catch(drop)
    return job
  }

  return {
    ask: async ({ day, known }) => {
      const knownAt = known === 'then' ? endOfDay(day) : now()
      const [position, rules] = await Promise.all([head(knownAt), rulesOn(day)])
      const of = `${day} ${known} ${rules}`
      const job = jobs.findLast(kept => serves(kept, of, position)) ?? begin(day, knownAt, of, position)
      job.askedAt = performance.now()
      jobs = [...jobs.filter(other => other !== job), job]
      return { edition: job.edition, progress: () => job.progress }
    },
  }
}

/** The jobs that fit, from the one last asked for backwards; it itself always does. */
function withinRoom(jobs: readonly Job[], room: number): Job[] {
  const kept: Job[] = []
  let rows = 0
  for (const job of jobs.toReversed()) {
    rows += job.room
    if (job.endedAt === null || kept.length === 0 || rows <= room) kept.unshift(job)
  }
  return kept
}
