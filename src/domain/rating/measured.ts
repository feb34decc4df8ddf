import { canonical } from '../canonical.ts'
import type { UnitKind } from '../evidence/entries.ts'
import type { Leaf, RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import type { Opinions } from './opinions.ts'
import type { Placed } from './placed.ts'
import type { Reading } from './reading.ts'
import type { ScoreInputs, ScoreSources } from './score.ts'

/**
 * What the ledger says of one cadre on a day before any limit, weight or quota judges it. `judge.ts` makes the rating of
 * it; other rules that look at the same things judge the same measured values, without the ledger.
 */
export interface Measured {
  readonly cadreId: string
  readonly asOf: Day
  readonly unitId: string
  readonly unitKind: UnitKind
  /** 正职. */
  readonly head: boolean
  /** 不定色: absent on more than the share of the days of the window. */
  readonly absent: boolean
  /** What the leaves of the conditions saw, by slot of the rules it was measured by; null where `judge` derives it. */
  readonly readings: readonly (Reading | null)[]
  readonly inputs: ScoreInputs
  readonly sources: ScoreSources
  /** The score of some months ago as known then, for each `scoreChange` the conditions ask about. */
  readonly past: readonly PastScore[]
  readonly placed: Placed | null
  readonly opinions: Opinions
  /** The first day on which any of it may turn out otherwise by time alone: early at worst, never late. */
  readonly nextChangeOn: Day
}

export interface PastScore {
  readonly months: number
  /** Null without a main posting then, or while locked: no score. */
  readonly inputs: ScoreInputs | null
}

/** Whether a leaf reads what is formed from other measured values: the score, its coverage, its change, the rank. */
export const isDerived = (leaf: Leaf): boolean =>
  'rank' in leaf || ('compare' in leaf && ['score', 'coverage', 'scoreChange'].includes(leaf.compare.of))

/**
 * Everything of a rule set that measuring looks at besides the leaves: two rule sets with the same key and leaves measure
 * the same. Weights, limits, clips, quotas, classes and words are not in it.
 */
export const measuringKey = (ruleSet: RuleSet): string =>
  canonical({
    cells: ruleSet.indicators.cells.map(({ id }) => id).sort(),
    groups: ruleSet.evaluation.map(({ code, minBallots }) => [code, minBallots]).sort(),
    fading: ruleSet.score.fading,
    evidence: ruleSet.evidence.map(({ label, proof, ...rule }) => rule),
    findings: ruleSet.findings,
    repetition: ruleSet.repetition,
    absence: ruleSet.marks.absence,
    opinions: ruleSet.opinions,
    colours: ruleSet.colours.map(({ code, settledBy }) => [code, settledBy]),
    // A lock in the past takes the score of then away.
    locks: ruleSet.conditions.filter(({ effect }) => effect === 'lock').map(({ when }) => when),
  })
