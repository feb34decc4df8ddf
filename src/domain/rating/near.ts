import type { AlertRule, Counted, Leaf, Measure, RuleSet } from '../rules/rule-set.ts'
import { type ConditionResult, type Explained, explainLeaves, limitOf } from './conditions.ts'
import { ownOutcome } from './own-outcome.ts'
import type { Rating } from './rate.ts'
import type { Reading } from './reading.ts'

/** One change of one measured value that would bring another colour. */
export interface Near {
  /** The condition it would turn. */
  readonly conditionId: string
  readonly leaf: Leaf
  /** How much the value must change, in the leaf's own unit: hundredths of points or of occurrences, months, times. */
  readonly delta: number
  /** The colour it would bring; the quota's colour means its conditions alone, rank and places apart. */
  readonly colour: string
  /** For sorting: hundredths of points; one fact, month or time sorts like one point. */
  readonly distance: number
}

/** The nearest change for the worse and for the better, within what the rules call near; null where there is none. */
export interface Nearness {
  readonly down: Near | null
  readonly up: Near | null
}

const NOTHING: Nearness = { down: null, up: null }

/**
 * Looks for the nearest limit by asking the rating's own conditions again with one measured value changed: what a leaf
 * compares with decides how much, the whole tree and the hit policy decide what it would bring. No second rule.
 */
export function nearness(rating: Rating, ruleSet: RuleSet): Nearness {
  const { alerts } = ruleSet
  if (alerts === undefined || rating.mark === 'locked' || rating.mark === 'indeterminate') return NOTHING
  const before = directionOf(levelOf(rating, ruleSet), ruleSet)
  let found = NOTHING
  for (const [conditionId, { leaf, delta }] of nearLeaves(rating, ruleSet, alerts)) {
    const colour = levelWith(rating, ruleSet, leaf, delta)
    const way = directionOf(colour, ruleSet) - before
    if (way === 0 || way < 0 !== isWorse(leaf, delta)) continue
    const near = { conditionId, leaf, delta, colour, distance: distanceOf(leaf, delta) }
    if (way < 0) found = { ...found, down: nearer(found.down, near) }
    else found = { ...found, up: nearer(found.up, near) }
  }
  return found
}

const nearer = (a: Near | null, b: Near): Near => (a !== null && a.distance <= b.distance ? a : b)

interface Change {
  readonly leaf: Leaf
  readonly delta: number
}

/** The leaves of suggesting conditions that a near change of their value would turn. */
function nearLeaves({ conditions }: Rating, ruleSet: RuleSet, alerts: AlertRule): (readonly [string, Change])[] {
  return ruleSet.conditions.flatMap((rule, i) => {
    const tree = conditions[i]?.tree
    if (rule.effect !== 'suggest' || tree === undefined) return []
    return leavesIn(tree).flatMap(({ leaf, verdict, reading: { value } }) => {
      if (value === null) return []
      const delta = turning(leaf, verdict === 'true') - value
      const limit = unitOf(leaf) === 'points' ? alerts.points : alerts.times * 100
      return isTold(leaf, value, delta) && distanceOf(leaf, delta) <= limit ? [[rule.id, { leaf, delta }] as const] : []
    })
  })
}

type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

const leavesIn = (tree: Explained): ExplainedLeaf[] => (tree.node === 'leaf' ? [tree] : tree.of.flatMap(leavesIn))

/** The nearest value at which the leaf says the opposite. */
function turning(leaf: Leaf, holds: boolean): number {
  const limit = limitOf(leaf)
  const step = unitOf(leaf) === 'facts' ? 50 : 1
  switch (leaf.op) {
    case 'lt':
      return holds ? limit : limit - step
    case 'le':
      return holds ? limit + step : limit
    case 'gt':
      return holds ? limit : limit + step
    case 'ge':
      return holds ? limit - step : limit
  }
}

/** What a leaf counts in, where people can be told a distance at all. */
export function unitOf(leaf: Leaf): 'points' | 'facts' | 'times' | null {
  if ('streak' in leaf) return 'times'
  if ('count' in leaf) return leaf.count.of === 'facts' ? 'facts' : leaf.count.of === 'placements' ? 'times' : null
  if (!('compare' in leaf)) return null
  if (leaf.compare.of === 'score' || leaf.compare.of === 'points') return 'points'
  return leaf.compare.of === 'channels' ? 'times' : null
}

/**
 * A loss of points, one more bad fact, month or placement, where there is something already: everybody is one N4 away
 * from yellow. A gain of score, one more good fact or channel. What only time or a correction can change is not told.
 */
function isTold(leaf: Leaf, value: number, delta: number): boolean {
  const unit = unitOf(leaf)
  if (unit === null) return false
  if ('compare' in leaf && leaf.compare.of === 'score') return true
  if ('compare' in leaf && leaf.compare.of === 'points') return delta < 0 && value !== 0
  return isGood(leaf) ? delta > 0 : delta > 0 && value > 0
}

/** Whether more of it is better. */
function isGood(leaf: Leaf): boolean {
  const filter = filterOf('compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : null)
  return filter?.positive === true || (filter?.codes?.every(code => code.startsWith('P')) ?? false)
}

const filterOf = (of: Measure | Counted | null) => (of !== null && 'facts' in of ? of.facts : null)

const isWorse = (leaf: Leaf, delta: number): boolean =>
  ('compare' in leaf && delta < 0) || !('compare' in leaf || isGood(leaf))

const distanceOf = (leaf: Leaf, delta: number): number => Math.abs(delta) * (unitOf(leaf) === 'times' ? 100 : 1)

/** The colour of a rating, places apart: who meets the conditions of the quota's colour counts as of that colour. */
const levelOf = ({ colour, candidate }: Pick<Rating, 'colour' | 'candidate'>, { quotas }: RuleSet): string =>
  candidate ? quotas.colour : colour

const directionOf = (code: string, { colours }: RuleSet): number =>
  colours.find(colour => colour.code === code)?.direction ?? 0

/** The colour with this much more of what the leaf measures, wherever a condition measures the same. */
function levelWith(rating: Rating, ruleSet: RuleSet, changed: Leaf, delta: number): string {
  const same = measured(changed)
  const conditions = ruleSet.conditions.map(({ id, when }, i): ConditionResult => {
    const before = rating.conditions[i] as ConditionResult
    const leaves = leavesIn(before.tree)
    // What measures something else stays as it was evaluated.
    if (leaves.every(({ leaf }) => measured(leaf) !== same)) return before
    const tree = explainLeaves(
      when,
      leaves.map(({ leaf, reading }) => (measured(leaf) === same ? moved(reading, delta) : reading)),
    )
    return { id, verdict: tree.verdict, tree }
  })
  const insufficient = rating.provisional || rating.score === null
  return levelOf(ownOutcome(conditions, ruleSet, { locked: false, absent: false, insufficient }), ruleSet)
}

const names = new WeakMap<Leaf, string>()

/** Names what a leaf measures; a leaf of a rule set is asked over and over, so its name is kept. */
function measured(leaf: Leaf): string {
  const known = names.get(leaf)
  if (known !== undefined) return known
  const of =
    'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : leaf.rank
  const name = JSON.stringify(of)
  names.set(leaf, name)
  return name
}

const moved = (reading: Reading, delta: number): Reading => ({
  ...reading,
  value: reading.value === null ? null : reading.value + delta,
})
