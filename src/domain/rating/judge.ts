import type { ClassRule, Leaf, RuleSet } from '../rules/rule-set.ts'
import type { Compiled, CompiledConditions, ConditionResult } from './conditions.ts'
import type { Measured } from './measured.ts'
import { ownOutcome } from './own-outcome.ts'
import type { Rating } from './rating.ts'
import { type Reading, reading } from './reading.ts'
import { type ScoreResult, scoreOf } from './score.ts'

/**
 * Makes the rating of what was measured: the score under the weights, every condition under its limits, the colour.
 * `readings`: by slot of `compiled`, null where it is derived here. Pure, and blind to the ledger.
 */
export function judge(
  measured: Measured,
  readings: readonly (Reading | null)[],
  compiled: Compiled,
  ruleSet: RuleSet,
): Rating {
  const formed = scoreOf(measured.inputs, ruleSet, measured.sources)
  const ofLocks = compiled.lockSlots.map(slot => readings[slot] ?? null)
  const locked = isLocked(compiled.locks, ofLocks, formed)
  const score = locked ? { ...formed, score: null, lines: [] } : formed
  const change = (months: number): number | null => changeOf(score.score, months, measured, ruleSet)
  const conditions = evaluate(compiled, derived(compiled.slots, readings, score, change))
  const provisional = score.coverage < ruleSet.marks.minCoverage
  const { cadreId, asOf, unitId, unitKind, head, absent, placed, opinions, nextChangeOn } = measured
  return {
    ...score,
    cadreId,
    asOf,
    ruleSet: ruleSet.id,
    unitId,
    classCode: classOf(ruleSet.classes, unitKind, head),
    head,
    scored: score.score !== null && !provisional && !absent,
    provisional,
    conditions,
    ...ownOutcome(conditions, ruleSet, { locked, absent, insufficient: provisional || score.score === null }),
    placed,
    opinions,
    alerts: ruleSet.conditions
      .filter((rule, i) => rule.effect === 'alert' && conditions[i]?.verdict === 'true')
      .map(rule => rule.id),
    nextChangeOn,
  }
}

/** The class of a post: the first whose unit kinds and 正职 / 副职 fit. */
export function classOf(
  classes: readonly ClassRule[],
  unitKind: ClassRule['unitKinds'][number],
  head: boolean,
): string {
  const found = classes.find(rule => rule.unitKinds.includes(unitKind) && (rule.head === null || rule.head === head))
  return found?.code ?? classes.at(-1)?.code ?? ''
}

/** Whether a locking condition is true: 按规定处理, 不计分. It is asked before the lock takes the score away. */
export function isLocked(
  locks: CompiledConditions,
  readings: readonly (Reading | null)[],
  score: Pick<ScoreResult, 'score' | 'coverage'>,
): boolean {
  const values = derived(locks.slots, readings, score, noChange).map(({ value }) => value)
  return locks.conditions.some(({ evaluate }) => evaluate(values) === 'true')
}

/** A lock looks at no change of a score. */
const noChange = (): null => null

/** The readings with those filled in that are formed from the score. */
function derived(
  slots: CompiledConditions['slots'],
  readings: readonly (Reading | null)[],
  { score, coverage }: Pick<ScoreResult, 'score' | 'coverage'>,
  change: (months: number) => number | null,
): Reading[] {
  const formed = (leaf: Leaf): number | null => {
    if (!('compare' in leaf)) return null
    if (leaf.compare.of === 'score') return score
    if (leaf.compare.of === 'coverage') return coverage
    return leaf.compare.of === 'scoreChange' ? change(leaf.compare.months) : null
  }
  return slots.map(({ leaf }, i) => readings[i] ?? reading(formed(leaf)))
}

/** S less S of `months` ago; null when either is missing. */
export function changeOf(
  score: number | null,
  months: number,
  { past }: Pick<Measured, 'past'>,
  ruleSet: RuleSet,
): number | null {
  const inputs = past.find(one => one.months === months)?.inputs ?? null
  const before = inputs === null ? null : scoreOf(inputs, ruleSet).score
  return score === null || before === null ? null : score - before
}

/** Every condition is evaluated: no short circuit, so that every reason is collected. */
function evaluate(compiled: Compiled, readings: readonly Reading[]): ConditionResult[] {
  return compiled.conditions.map(({ rule, explain }) => {
    const tree = explain(readings)
    return { id: rule.id, verdict: tree.verdict, tree }
  })
}
