import { canonical } from '../../canonical.ts'
import { limitOf } from '../../rating/conditions.ts'
import { leavesOf } from '../leaves.ts'
import type { Leaf, RuleSet } from '../rule-set.ts'
import { groupsOf, type Order, ordersOf, withoutImplied } from './links.ts'
import { rangeOf } from './quantity-range.ts'
import { representatives } from './range.ts'

/** One quantity that conditions look at; leaves over the same one share it, whatever their colour. */
interface Quantity {
  /** A leaf that reads it. */
  readonly leaf: Leaf
  /** Ascending; every limit of the rule set tells only these apart. */
  readonly values: readonly number[]
}

export interface Quantities {
  readonly all: readonly Quantity[]
  /** The number of the quantity a leaf of the rule set reads. */
  of(leaf: Leaf): number
  /** Every two of which one is never above the other. */
  readonly orders: readonly Order[]
  /** Whether it is known which of the two is never above the other. */
  isOrdered(one: number, other: number): boolean
  /** Those that bound each other, directly or through others. */
  readonly groups: readonly (readonly number[])[]
  /** The orders a quantity stands in, from which all others follow. */
  ordersAt(quantity: number): readonly Order[]
}

/** The quantities of all conditions of a rule set. */
export function quantitiesOf(ruleSet: RuleSet): Quantities {
  const numbers = new Map<string, number>()
  const found: { leaf: Leaf; limits: number[] }[] = []
  const byLeaf = new Map<Leaf, number>()
  for (const { leaf } of ruleSet.conditions.flatMap(leavesOf)) {
    const key = keyOf(leaf)
    const number = numbers.get(key) ?? found.push({ leaf, limits: [] }) - 1
    numbers.set(key, number)
    byLeaf.set(leaf, number)
    found[number]?.limits.push(limitOf(leaf))
  }
  const ranges = found.map(({ leaf, limits }) => ({ leaf, limits, range: rangeOf(leaf, ruleSet) }))
  const every = ordersOf(ranges, ruleSet)
  const known = new Set(every.map(({ low, high }) => `${low} ${high}`))
  const groups = groupsOf(every)
  for (const group of groups) shareLimits(group.map(quantity => ranges[quantity]?.limits ?? []))
  const all = ranges.map(({ leaf, limits, range }) => ({ leaf, values: representatives(range, limits) }))
  const orders = new Map<number, Order[]>()
  for (const order of withoutImplied(every)) {
    for (const quantity of [order.low, order.high]) orders.set(quantity, [...(orders.get(quantity) ?? []), order])
  }
  return {
    all,
    of: leaf => byLeaf.get(leaf) ?? numbers.get(keyOf(leaf)) ?? -1,
    orders: every,
    isOrdered: (one, other) => known.has(`${one} ${other}`) || known.has(`${other} ${one}`),
    groups,
    ordersAt: quantity => orders.get(quantity) ?? [],
  }
}

/** Values that are compared with each other must be told apart by the same limits. */
function shareLimits(lists: readonly number[][]): void {
  const shared = [...new Set(lists.flat())]
  for (const list of lists) list.splice(0, list.length, ...shared)
}

function keyOf(leaf: Leaf): string {
  if ('compare' in leaf) return canonical(leaf.compare)
  if ('count' in leaf) return canonical({ count: leaf.count })
  return 'streak' in leaf ? canonical({ streak: leaf.streak }) : leaf.rank
}
