import type { ConditionResult, Verdict } from '../rating/conditions.ts'
import type { Placing } from '../rating/place.ts'
import type { PlacingSets } from '../rating/suggest.ts'
import type { ConditionRule, Leaf, RuleSet } from '../rules/rule-set.ts'
import type { ComparedOutcome, PlaceState } from './compared-outcome.ts'
import { type Cut, type LeafChange, leafChanges } from './leaf-changes.ts'

/** A condition under one version: its rule and how it turned out. */
interface ConditionSide {
  readonly effect: ConditionRule['effect']
  readonly verdict: Verdict
}

/** Before and after; null where a version does not have it. */
interface Pair<T> {
  readonly before: T
  readonly after: T
}

/** How one stands to the places, with the numbers that decided it. */
export interface PlaceSide {
  readonly state: PlaceState
  readonly rank: number | null
  /** Scored members of the class and its places. */
  readonly n: number
  readonly places: number
  readonly unitDivisor: number
}

/** One reason why a suggestion is another one. */
export type Cause =
  | ({
      readonly kind: 'condition'
      readonly id: string
      readonly leaves: readonly LeafChange[]
    } & Pair<ConditionSide | null>)
  | ({ readonly kind: 'places' } & Pair<PlaceSide>)
  /** 依据不足: coverage and its minimum, hundredths of a percent. */
  | ({ readonly kind: 'coverage' } & Pair<{ readonly coverage: number; readonly limit: number }>)
  /** 不定色: the share of absent days above which it stands, hundredths of a percent. */
  | ({ readonly kind: 'absence' } & Pair<{ readonly limit: number }>)
  | ({ readonly kind: 'class' } & Pair<string>)
  /** Another mark, and none of these says why. */
  | ({ readonly kind: 'mark' } & Pair<ComparedOutcome['mark']>)
  /** None of these: the order of the colours, or how they are matched, is another one. */
  | { readonly kind: 'otherwise' }

/** One cadre on one side: under one version of the rules, on one day. */
export interface MoveSide {
  readonly outcome: ComparedOutcome
  readonly ruleSet: RuleSet
  readonly placing: Placing
  readonly sets: PlacingSets
}

/**
 * Why a cadre's suggestion differs, condition by condition; never empty. Of two versions of the rules over the same day,
 * or of two days.
 */
export function whyMoved(before: MoveSide, after: MoveSide): Cause[] {
  const causes = [
    ...conditionCauses(before, after),
    ...placeCauses(before, after),
    ...markCauses(before, after),
    ...classCauses(before, after),
  ]
  if (causes.length > 0) return causes
  const [old, now] = [before.outcome.mark, after.outcome.mark]
  return old === now ? [{ kind: 'otherwise' }] : [{ kind: 'mark', before: old, after: now }]
}

/** Conditions that hold otherwise, of the colours concerned, in the order of the rules after. */
function conditionCauses(before: MoveSide, after: MoveSide): Cause[] {
  const colours = new Set([before, after].flatMap(coloursOf))
  const [oldOnes, newOnes] = [conditionsOf(before), conditionsOf(after)]
  return [...new Set([...newOnes.keys(), ...oldOnes.keys()])].flatMap((id): Cause[] => {
    const [old, now] = [oldOnes.get(id) ?? null, newOnes.get(id) ?? null]
    const concerns = [old, now].some(side => side !== null && colours.has(side.rule.colour))
    if (!concerns || firing(old) === firing(now)) return []
    const leaves = leafChanges(old?.result ?? null, now?.result ?? null, cutsOf(before), cutsOf(after))
    return [{ kind: 'condition', id, before: sideOf(old), after: sideOf(now), leaves }]
  })
}

/** The colour suggested; that of the quota too for who is in question for a place. */
const coloursOf = ({ outcome, ruleSet, sets }: MoveSide): string[] =>
  placeState(outcome.cadreId, sets) === 'none' ? [outcome.colour] : [outcome.colour, ruleSet.quotas.colour]

interface Found {
  readonly rule: ConditionRule
  readonly result: ConditionResult
}

/** The conditions of the rules with how they turned out, by id. They are formed when asked for, so they are asked once. */
function conditionsOf({ ruleSet, outcome }: MoveSide): ReadonlyMap<string, Found> {
  const results = new Map(outcome.conditions.map(result => [result.id, result]))
  return new Map(
    ruleSet.conditions.flatMap(rule => {
      const result = results.get(rule.id)
      return result === undefined ? [] : [[rule.id, { rule, result }] as const]
    }),
  )
}

/** What the condition does to the outcome: nothing unless it is true, and nothing when it only warns. */
const firing = (found: Found | null): string =>
  found === null || found.rule.effect === 'alert' || found.result.verdict !== 'true'
    ? ''
    : `${found.rule.colour} ${found.rule.effect}`

const sideOf = (found: Found | null): ConditionSide | null =>
  found === null ? null : { effect: found.rule.effect, verdict: found.result.verdict }

const cutsOf =
  ({ placing, outcome }: MoveSide) =>
  (leaf: Leaf): Cut | null =>
    'rank' in leaf ? (placing.classes[outcome.classCode]?.cuts[String(leaf.value)] ?? null) : null

/** Who meets the conditions before and after, but stands otherwise to the places. */
function placeCauses(before: MoveSide, after: MoveSide): Cause[] {
  const [old, now] = [placeSide(before), placeSide(after)]
  const contends = old.state !== 'none' && now.state !== 'none'
  return contends && old.state !== now.state ? [{ kind: 'places', before: old, after: now }] : []
}

function placeSide({ outcome, placing, ruleSet, sets }: MoveSide): PlaceSide {
  const own = placing.classes[outcome.classCode]
  return {
    state: placeState(outcome.cadreId, sets),
    rank: outcome.rank,
    n: own?.n ?? 0,
    places: own?.places ?? 0,
    unitDivisor: ruleSet.quotas.unitDivisor,
  }
}

function placeState(cadreId: string, { placed, tied, full }: PlacingSets): PlaceState {
  if (placed.has(cadreId)) return 'placed'
  if (tied.has(cadreId)) return 'tied'
  return full.has(cadreId) ? 'full' : 'none'
}

function markCauses(before: MoveSide, after: MoveSide): Cause[] {
  const differs = (mark: ComparedOutcome['mark']): boolean =>
    (before.outcome.mark === mark) !== (after.outcome.mark === mark)
  const coverage = ({ outcome, ruleSet }: MoveSide) => ({
    coverage: outcome.coverage,
    limit: ruleSet.marks.minCoverage,
  })
  const absence = ({ ruleSet }: MoveSide) => ({ limit: ruleSet.marks.absence.share })
  return [
    ...(differs('insufficient') && !sameCoverage(before, after)
      ? [{ kind: 'coverage' as const, before: coverage(before), after: coverage(after) }]
      : []),
    ...(differs('indeterminate') && absence(before).limit !== absence(after).limit
      ? [{ kind: 'absence' as const, before: absence(before), after: absence(after) }]
      : []),
  ]
}

const sameCoverage = (before: MoveSide, after: MoveSide): boolean =>
  before.outcome.coverage === after.outcome.coverage &&
  before.ruleSet.marks.minCoverage === after.ruleSet.marks.minCoverage

function classCauses({ outcome: before }: MoveSide, { outcome: after }: MoveSide): Cause[] {
  return before.classCode === after.classCode
    ? []
    : [{ kind: 'class', before: before.classCode, after: after.classCode }]
}
