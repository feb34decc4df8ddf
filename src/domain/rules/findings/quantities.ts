import { canonical } from '../../canonical.ts'
import { limitOf } from '../../rating/conditions.ts'
import { leavesOf } from '../leaves.ts'
import type { Leaf, RuleSet } from '../rule-set.ts'
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
  const all = found.map(({ leaf, limits }) => ({ leaf, values: representatives(rangeOf(leaf, ruleSet), limits) }))
  return { all, of: leaf => byLeaf.get(leaf) ?? numbers.get(keyOf(leaf)) ?? -1 }
}

function keyOf(leaf: Leaf): string {
  if ('compare' in leaf) return canonical(leaf.compare)
  if ('count' in leaf) return canonical({ count: leaf.count })
  return 'streak' in leaf ? canonical({ streak: leaf.streak }) : leaf.rank
}
