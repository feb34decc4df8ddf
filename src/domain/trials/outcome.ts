import type { Placing } from '../rating/place.ts'
import type { Suggestion } from '../rating/suggest.ts'
import type { RuleVersion } from '../rules/rule-set.ts'

/** What a trial looks at of one cadre under one version of the rules: the outcome and every condition, ranks answered. */
export type TrialOutcome = Pick<
  Suggestion,
  | 'cadreId'
  | 'unitId'
  | 'classCode'
  | 'colour'
  | 'mark'
  | 'score'
  | 'scored'
  | 'coverage'
  | 'rank'
  | 'conditions'
  | 'reasons'
>

/**
 * Everybody under one version of the rules, with what they decide for each other. The rows come in the same order under
 * every version, and are formed as they are gone through: a trial of a million holds those that move.
 */
export interface Outcomes {
  readonly version: RuleVersion
  readonly placing: Placing
  readonly rows: Iterable<TrialOutcome>
}

/** How one stands to the places of the quota's colour: has one, tied, full, or is not in question. */
export type PlaceState = 'placed' | 'tied' | 'full' | 'none'
