import { leavesOf } from '../rules/leaves.ts'
import type { AlertRule, Counted, Leaf, Measure, RuleSet } from '../rules/rule-set.ts'
import { type CompiledConditions, compile, type Explained, limitOf, slotKey } from './conditions.ts'
import { type OwnOutcome, outcomeBy } from './own-outcome.ts'
import type { Rating } from './rating.ts'
import { rankSlotsOf, type Values, ValueVerdicts } from './value-verdicts.ts'

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

/** The nearest limits of a rating; null where there is none near. */
export function nearness(rating: Rating, ruleSet: RuleSet): Nearness {
  const insufficient = rating.provisional || rating.score === null
  return nearnessOf(valuesOf(rating, planOf(ruleSet)), { ...rating, insufficient }, ruleSet)
}

/** What a rating's conditions saw, by slot. */
function valuesOf({ conditions }: Rating, { slots, compiled }: Plan): Values {
  const values = new Array<number | null>(compiled.slots.length).fill(null)
  conditions.forEach(({ tree }, i) => {
    for (const [n, { reading }] of leavesIn(tree).entries()) values[slots[i]?.[n] ?? -1] = reading.value
  })
  return values
}

type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

const leavesIn = (tree: Explained): ExplainedLeaf[] => (tree.node === 'leaf' ? [tree] : tree.of.flatMap(leavesIn))

/** What the conditions led to, for lack of evidence or not. */
interface Before extends OwnOutcome {
  readonly insufficient: boolean
}

/**
 * Looks for the nearest limit by asking the conditions again with one measured value changed: what a leaf compares with
 * decides how much, the whole tree and the hit policy decide what it would bring. No second rule. `values`: by slot of
 * the compiled rule set.
 */
export function nearnessOf(values: Values, before: Before, ruleSet: RuleSet): Nearness {
  const { alerts } = ruleSet
  if (alerts === undefined || before.mark === 'locked' || before.mark === 'indeterminate') return NOTHING
  const plan = planOf(ruleSet)
  const from = directionOf(levelOf(before, ruleSet), ruleSet)
  let found = NOTHING
  for (const one of plan.told) {
    const delta = deltaOf(one, values, alerts)
    if (delta === null) continue
    const { conditionId, leaf } = one
    const colour = levelWith(values, one, delta, before, plan)
    const way = directionOf(colour, ruleSet) - from
    if (way === 0 || way < 0 !== isWorse(leaf, delta)) continue
    const near = { conditionId, leaf, delta, colour, distance: distanceOf(leaf, delta) }
    if (way < 0) found = { ...found, down: nearer(found.down, near) }
    else found = { ...found, up: nearer(found.up, near) }
  }
  return found
}

const nearer = (a: Near | null, b: Near): Near => (a !== null && a.distance <= b.distance ? a : b)

/** A leaf whose distance can be told. */
interface ToldLeaf {
  readonly conditionId: string
  readonly leaf: Leaf
  readonly slot: number
  /** All slots that measure the same, for whichever colour. */
  readonly same: readonly number[]
}

/** What looking for the nearest limit asks of a rule set over and over. */
interface Plan {
  readonly ruleSet: RuleSet
  readonly compiled: CompiledConditions
  readonly rankSlots: readonly number[]
  /** The slots of each condition's leaves, in their order. */
  readonly slots: readonly (readonly number[])[]
  readonly told: readonly ToldLeaf[]
}

const plans = new WeakMap<RuleSet, Plan>()

function planOf(ruleSet: RuleSet): Plan {
  const known = plans.get(ruleSet)
  if (known !== undefined) return known
  const compiled = compile(ruleSet)
  const numbers = new Map(compiled.slots.map(({ key }, slot) => [key, slot]))
  const slots = ruleSet.conditions.map(rule =>
    leavesOf(rule).map(({ leaf }) => numbers.get(slotKey(leaf, rule.colour)) ?? -1),
  )
  const measured = compiled.slots.map(({ leaf }) => slotKey(leaf, ''))
  const told = ruleSet.conditions.flatMap((rule, i) =>
    leavesOf(rule).flatMap(({ leaf }, n): ToldLeaf[] => {
      if (rule.effect !== 'suggest' || unitOf(leaf) === null) return []
      const same = measured.flatMap((name, slot) => (name === slotKey(leaf, '') ? [slot] : []))
      return [{ conditionId: rule.id, leaf, slot: slots[i]?.[n] ?? -1, same }]
    }),
  )
  const plan = { ruleSet, compiled, rankSlots: rankSlotsOf(compiled), slots, told }
  plans.set(ruleSet, plan)
  return plan
}

/** How much the leaf's value must change for it to say the opposite; null when that is not near, or not told. */
function deltaOf({ leaf, slot }: ToldLeaf, values: Values, alerts: AlertRule): number | null {
  const value = values[slot] ?? null
  if (value === null) return null
  const delta = turning(leaf, holds(leaf, value)) - value
  const limit = unitOf(leaf) === 'points' ? alerts.points : alerts.times * 100
  return distanceOf(leaf, delta) <= limit && isTold(leaf, value, delta) ? delta : null
}

function holds(leaf: Leaf, value: number): boolean {
  const limit = limitOf(leaf)
  switch (leaf.op) {
    case 'lt':
      return value < limit
    case 'le':
      return value <= limit
    case 'gt':
      return value > limit
    case 'ge':
      return value >= limit
  }
}

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
function levelWith(values: Values, { same }: ToldLeaf, delta: number, { insufficient }: Before, plan: Plan): string {
  const { ruleSet, compiled, rankSlots } = plan
  const moved = [...values]
  for (const slot of same) {
    const value = moved[slot] ?? null
    if (value !== null) moved[slot] = value + delta
  }
  const verdicts = new ValueVerdicts(moved, compiled, rankSlots)
  return levelOf(outcomeBy(verdicts, ruleSet, { locked: false, absent: false, insufficient }), ruleSet)
}
