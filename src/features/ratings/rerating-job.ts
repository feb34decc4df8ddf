import type { Day, Instant } from '../../domain/time/days.ts'

/** How far a re-rating has come: what a process that starts anew goes on from. */
export interface ReratingJob {
  readonly _id: 'rerating'
  readonly edition: number
  readonly ruleHash: string
  readonly day: Day
  /** When it began, in business time. */
  readonly at: Instant
  /** The last cadre judged by the new rules. */
  readonly cursor: string
  /** How many are looked at, of how many. */
  readonly done: number
  readonly all: number
  /** Real time at which an edition last became visible; null before. What it superseded is swept a while later. */
  readonly visibleAt: string | null
}

/** Who moved while the edition was prepared; `at`: the generation in which. */
export interface Touched {
  readonly _id: string
  readonly at: number
}
