import type { ComparedOutcome } from '../moves/compared-outcome.ts'
import type { Placing } from '../rating/place.ts'
import type { RuleVersion } from '../rules/rule-set.ts'

/**
 * Everybody under one version of the rules, with what they decide for each other. The rows come in the same order under
 * every version, and are formed as they are gone through: a trial of a million holds those that move.
 */
export interface Outcomes {
  readonly version: RuleVersion
  readonly placing: Placing
  readonly rows: Iterable<ComparedOutcome>
}
