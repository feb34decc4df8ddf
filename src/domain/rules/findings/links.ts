import { canonical } from '../../canonical.ts'
import type { FactFilter, Leaf, RuleSet } from '../rule-set.ts'
import { type FilterReach, isInside, reachOf } from './filter-reach.ts'
import type { Range } from './range.ts'

/** Two quantities of which the first is never above the second. */
export interface Order {
  readonly low: number
  readonly high: number
}

/** A quantity as far as others may bound it. */
interface Linked {
  readonly quantity: number
  /** What must be equal for window and facts alone to matter. */
  readonly key: string
  readonly months: number
  readonly way: 'rises' | 'falls' | 'stays'
  /** What it counts of, the wider the more. */
  readonly reach: FilterReach
}

/**
 * Every two quantities of which one is never above the other: a window inside another one, and facts among others, hold
 * no more. Counts rise with both, deductions add up; the latest fact is the same in any window that holds one.
 */
export function ordersOf(
  quantities: readonly { readonly leaf: Leaf; readonly range: Range }[],
  ruleSet: RuleSet,
): Order[] {
  const groups = new Map<string, Linked[]>()
  quantities.forEach(({ leaf, range }, quantity) => {
    const linked = linkOf(leaf, range, ruleSet)
    if (linked !== null) groups.set(linked.key, [...(groups.get(linked.key) ?? []), { ...linked, quantity }])
  })
  return [...groups.values()].flatMap(group =>
    group.flatMap(one => group.flatMap(other => (one === other ? [] : (orderOf(one, other) ?? [])))),
  )
}

function orderOf(one: Linked, other: Linked): Order | null {
  if (one.way === 'stays') return { low: one.quantity, high: other.quantity }
  if (one.months > other.months || !isInside(one.reach, other.reach)) return null
  return one.way === 'rises' ? { low: one.quantity, high: other.quantity } : { low: other.quantity, high: one.quantity }
}

/** The orders without those that follow from two others, as each costs the search. */
export function withoutImplied(orders: readonly Order[]): Order[] {
  const above = new Map<number, Set<number>>()
  for (const { low, high } of orders) above.set(low, (above.get(low) ?? new Set()).add(high))
  const isAbove = (low: number, high: number): boolean => above.get(low)?.has(high) ?? false
  return orders.filter(
    ({ low, high }) =>
      ![...(above.get(low) ?? [])].some(
        between => isAbove(between, high) && !isAbove(between, low) && !isAbove(high, between),
      ),
  )
}

/** Quantities that bound each other, directly or through others. */
export function groupsOf(orders: readonly Order[]): (readonly number[])[] {
  const groups = new Map<number, Set<number>>()
  for (const { low, high } of orders) {
    const [one, other] = [groups.get(low) ?? new Set([low]), groups.get(high) ?? new Set([high])]
    if (one === other) continue
    for (const quantity of other) one.add(quantity)
    for (const quantity of one) groups.set(quantity, one)
  }
  return [...new Set(groups.values())].map(group => [...group])
}

function linkOf(leaf: Leaf, range: Range, ruleSet: RuleSet): Omit<Linked, 'quantity'> | null {
  const quantity =
    'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : null
  if (quantity === null || !('months' in quantity) || quantity.months === null) return null
  const way = wayOf(quantity.of, range)
  if (way === null) return null
  const { months } = quantity
  if (way === 'stays' || !('facts' in quantity))
    return { key: canonical({ ...quantity, months: 0 }), months, way, reach: everything }
  // Of what goes in other steps the values that are tried are others too, and cannot be ordered.
  const step = range.kind === 'steps' ? range.step : 0
  const key = canonical({ ...quantity, months: 0, facts: step, way })
  return { key, months, way, reach: reachOf(quantity.facts, ruleSet) }
}

const everything = reachOf({} satisfies FactFilter, { evidence: [] })

function wayOf(of: string, range: Range): Linked['way'] | null {
  switch (of) {
    case 'facts':
    case 'channels':
    case 'factMonths':
    case 'quarterGrade':
    case 'placements':
    case 'failedRectifications':
    case 'adverse':
      return 'rises'
    case 'worst':
      return 'falls'
    case 'latest':
    case 'ballotShare':
    case 'ballotUpheld':
      return 'stays'
    case 'points':
      return signOf(range)
    default:
      return null
  }
}

/** A sum of bonuses and deductions may go either way with its window. */
function signOf(range: Range): Linked['way'] | null {
  if (range.kind === 'list') return null
  if (range.min >= 0) return 'rises'
  return range.max <= 0 ? 'falls' : null
}
