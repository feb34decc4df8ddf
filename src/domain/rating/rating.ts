import type { Day } from '../time/days.ts'
import type { ConditionResult } from './conditions.ts'
import type { Opinions } from './opinions.ts'
import type { Mark } from './own-outcome.ts'
import type { Placed } from './placed.ts'
import type { ScoreResult } from './score.ts'

/**
 * What the ledger says of one cadre on a day, as far as it depends on that cadre alone. Ranks and quotas come after
 * (place.ts, suggest.ts). Everything shown of a rating reads this one value.
 */
export interface Rating extends ScoreResult {
  readonly cadreId: string
  readonly asOf: Day
  readonly ruleSet: string
  readonly unitId: string
  readonly classCode: string
  readonly head: boolean
  /** Has a score that counts: enough coverage, not 不定色, not locked. Only these are ranked and counted in n. */
  readonly scored: boolean
  /** Coverage is below the minimum: the score is shown as provisional and suggests nothing. */
  readonly provisional: boolean
  readonly conditions: readonly ConditionResult[]
  /** The strongest colour whose conditions hold without looking at others; the default colour otherwise. */
  readonly colour: string
  readonly mark: Mark | null
  /** Meets every condition of the quota's colour but the rank, which others decide. */
  readonly candidate: boolean
  /** The placement in force, decided by people: it never merges with what the rules suggest. */
  readonly placed: Placed | null
  readonly opinions: Opinions
  /** Ids of alert conditions that are true. */
  readonly alerts: readonly string[]
  /** The first day on which it may turn out otherwise by time alone: early at worst, never late. */
  readonly nextChangeOn: Day
}
