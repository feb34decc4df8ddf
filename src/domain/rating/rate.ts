import type { Entry } from '../evidence/entries.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type Day, endOfDay, type Instant } from '../time/days.ts'
import { type Compiled, compile } from './conditions.ts'
import { judge } from './judge.ts'
import { measure } from './measure.ts'
import { isDerived, type Measured, measuringKey } from './measured.ts'
import { createOutliner, type MeasuredValues, type Outline } from './outline.ts'
import type { Rating } from './rating.ts'

export type { Mark } from './own-outcome.ts'
export type { Rating } from './rating.ts'

/** Rates with one rule set, compiled once: a rating is the judgement of what was measured. */
export interface Rater {
  readonly ruleSet: RuleSet
  /** Null when the cadre holds no main posting on the day: not rated. */
  rate(cadreId: string, entries: readonly Entry[], asOf: Day, knownAt?: Instant): Rating | null
  measure(cadreId: string, entries: readonly Entry[], asOf: Day, knownAt?: Instant): Measured | null
  /** The rating of what this rater, or `measuredBy`, measured. Throws when other rules measured too little. */
  judge(measured: Measured, measuredBy?: Rater): Rating
  /** The same without the reasons. */
  outline(measured: MeasuredValues, measuredBy?: Rater): Outline
  /** Whether what `other` measured is all that this one needs: then no record has to be read again. */
  canJudge(other: Rater): boolean
  /** For each slot of these rules, its number among those that `other` measured (−1: derived); null: one is missing. */
  slotsIn(other: Rater): readonly number[] | null
  readonly compiled: Compiled
  /** See `measuringKey`. */
  readonly measuringKey: string
}

/** Compiles a rule set into a rater. Pure: the same entries, in any order, give the same rating. */
export function createRater(ruleSet: RuleSet): Rater {
  const compiled = compile(ruleSet)
  const slotsIn = slotFinder(compiled)
  const outline = createOutliner(compiled, ruleSet)
  const slotsOf = (measuredBy: Rater): readonly number[] => {
    const slots = slotsIn(measuredBy)
    if (slots === null) throw new Error(`${measuredBy.ruleSet.id} measured less than ${ruleSet.id} looks at`)
    return slots
  }
  const rater: Rater = {
    ruleSet,
    compiled,
    slotsIn,
    measuringKey: measuringKey(ruleSet),
    rate: (cadreId, entries, asOf, knownAt) => {
      const measured = rater.measure(cadreId, entries, asOf, knownAt)
      return measured === null ? null : rater.judge(measured)
    },
    measure: (cadreId, entries, asOf, knownAt = endOfDay(asOf)) =>
      measure({ cadreId, entries, asOf, knownAt }, compiled, ruleSet),
    judge: (measured, measuredBy = rater) => {
      if (measuredBy === rater) return judge(measured, measured.readings, compiled, ruleSet)
      const readings = slotsOf(measuredBy).map(slot => measured.readings[slot] ?? null)
      return judge(measured, readings, compiled, ruleSet)
    },
    outline: (measured, measuredBy = rater) => {
      const { values } = measured
      return outline(measured, measuredBy === rater ? values : slotsOf(measuredBy).map(slot => values[slot]))
    },
    canJudge: other => other === rater || (other.measuringKey === rater.measuringKey && slotsIn(other) !== null),
  }
  return rater
}

/** `slotsIn` for one compiled rule set, remembered for each other one. */
function slotFinder(compiled: Compiled): (other: Rater) => readonly number[] | null {
  const known = new WeakMap<Rater, readonly number[] | null>()
  const find = (other: Rater): readonly number[] | null => {
    const months = new Set(other.compiled.changeMonths)
    if (compiled.changeMonths.some(one => !months.has(one))) return null
    const numbers = new Map(other.compiled.slots.map(({ key }, i) => [key, i]))
    const found = compiled.slots.map(({ key, leaf }) => (isDerived(leaf) ? -1 : numbers.get(key)))
    return found.every(number => number !== undefined) ? found : null
  }
  return other => {
    const before = known.get(other)
    if (before !== undefined) return before
    const found = find(other)
    known.set(other, found)
    return found
  }
}
