import { type Day, dayOf, type Instant, ordinal } from '../domain/time/days.ts'

/** Where time comes from. `now` never goes backwards; `today` is the day of `now` in Shanghai. */
export interface Clock {
  now(): Instant
  today(): Day
}

/** A clock whose day and time of day are set by hand: for the sample and for tests. */
export interface SteppedClock extends Clock {
  /** Moves to a day and to so many seconds after its midnight in Shanghai; an earlier moment is allowed. */
  set(day: Day, secondsOfDay: number): void
}

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000
const NINE = 9 * 3600

/** Real time, in UTC with milliseconds. */
export function systemClock(): Clock {
  return forward(Date.now)
}

/**
 * The business day: fixed to `fixedDay` when given, while the time of day runs on with `real` until the day ends; else
 * `real` itself. A fixed day begins after `lastRecord` of that day: else nobody would know of it, and what is recorded
 * before that time of day would all be of one moment.
 */
export function businessClock(fixedDay: Day | null, real: Clock, lastRecord: Instant | null = null): Clock {
  if (fixedDay === null) return real
  const begins = midnight(fixedDay)
  const earliest = lastRecord !== null && dayOf(lastRecord) === fixedDay ? Date.parse(lastRecord) + 1 : begins
  let began: { readonly real: number; readonly at: number } | null = null
  return forward(() => {
    const now = Date.parse(real.now())
    began ??= { real: now, at: Math.max(begins + ((now + SHANGHAI_MS) % DAY_MS), earliest) }
    return Math.min(began.at + now - began.real, begins + DAY_MS - 1)
  })
}

/** Stands still at a day, nine in the morning unless said, until it is set. */
export function steppedClock(start: Day, secondsOfDay = NINE): SteppedClock {
  let now = instant(midnight(start) + secondsOfDay * 1000)
  return {
    now: () => now,
    today: () => dayOf(now),
    set: (day, seconds) => {
      now = instant(midnight(day) + seconds * 1000)
    },
  }
}

function forward(read: () => number): Clock {
  let last = 0
  const now = () => {
    last = Math.max(last, read())
    return instant(last)
  }
  return { now, today: () => dayOf(now()) }
}

const midnight = (day: Day): number => ordinal(day) * DAY_MS - SHANGHAI_MS
const instant = (ms: number): Instant => new Date(ms).toISOString()
