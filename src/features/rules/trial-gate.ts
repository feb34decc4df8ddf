import type { Acknowledgement } from '../../domain/rules/review.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'

/** A finished trial as far as a review looks at it. */
export interface TrialFact {
  readonly id: string
  /** What it ran over, in words. */
  readonly basis: string
  readonly day: Day
  readonly endedAt: Instant
  readonly moved: number
  readonly remarked: number
}

/** A saved case that fails under a trial's draft. */
export type FailingCase = Omit<Acknowledgement, 'reason'>

/**
 * What review and publication ask of trials: the feature that runs them stands behind this. With `work` the answer is what
 * the command sees.
 */
export interface TrialGate {
  /** The newest finished trial of exactly this text, over data fresh enough for a review. */
  latest(draft: { readonly _id: string; readonly hash: string }, work?: Work): Promise<TrialFact | null>
  failing(trialId: string, work?: Work): Promise<readonly FailingCase[]>
}
