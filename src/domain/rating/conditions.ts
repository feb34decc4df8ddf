import type { ConditionRule, Expression, Leaf, Operator, RuleSet } from '../rules/rule-set.ts'
import type { Reading } from './reading.ts'

/** Kleene's three values: a rule may be true, false, or unknown because data is missing. Only true fires. */
export type Verdict = 'true' | 'false' | 'unknown'

/** The condition's tree annotated with what was seen: the explanation is the evaluation, there is no second path. */
export type Explained =
  | { readonly node: 'all' | 'any' | 'not'; readonly verdict: Verdict; readonly of: readonly Explained[] }
  | { readonly node: 'leaf'; readonly verdict: Verdict; readonly leaf: Leaf; readonly reading: Reading }

export interface ConditionResult {
  readonly id: string
  readonly verdict: Verdict
  readonly tree: Explained
}

/** Three values by their order: false 0, unknown 1, true 2; all = min, any = max, not = 2 − x. */
const verdicts: readonly Verdict[] = ['false', 'unknown', 'true']

export interface CompiledCondition {
  readonly rule: ConditionRule
  /** Numbers of the slots it reads. */
  readonly slots: readonly number[]
  /** Builds the annotated tree from readings by slot. */
  readonly explain: (readings: readonly Reading[]) => Explained
}

/** A leaf with the colour whose placements settle its causes: two conditions may share one reading. */
export interface Slot {
  readonly leaf: Leaf
  readonly colour: string
}

export interface Compiled {
  readonly slots: readonly Slot[]
  readonly conditions: readonly CompiledCondition[]
}

/** Compiles the conditions of a rule set to closures over numbered readings. No user-typed code is ever run. */
export function compile(ruleSet: RuleSet): Compiled {
  const slots: Slot[] = []
  const index = new Map<string, number>()
  const slotOf = (leaf: Leaf, colour: string): number => {
    const key = JSON.stringify([measureOf(leaf), colour])
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, slots.length)
    slots.push({ leaf, colour })
    return slots.length - 1
  }
  const conditions = ruleSet.conditions.map(rule => {
    const used = new Set<number>()
    const explain = explainer(rule.when, leaf => {
      const slot = slotOf(leaf, rule.colour)
      used.add(slot)
      return slot
    })
    return { rule, slots: [...used], explain }
  })
  return { slots, conditions }
}

const measureOf = (leaf: Leaf): unknown =>
  'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : leaf.rank

/** The limit a leaf compares with; a fraction is divided once, so equal fractions are equal numbers. */
export function limitOf(leaf: Leaf): number {
  return typeof leaf.value === 'number' ? leaf.value : leaf.value[0] / leaf.value[1]
}

const operators: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
}

function explainer(
  expression: Expression,
  slotOf: (leaf: Leaf) => number,
): (readings: readonly Reading[]) => Explained {
  if ('all' in expression || 'any' in expression || 'not' in expression) {
    const node = 'all' in expression ? 'all' : 'any' in expression ? 'any' : 'not'
    const parts = 'all' in expression ? expression.all : 'any' in expression ? expression.any : [expression.not]
    const explainers = parts.map(part => explainer(part, slotOf))
    return readings =>
      branch(
        node,
        explainers.map(explain => explain(readings)),
      )
  }
  const slot = slotOf(expression)
  return readings => explainedLeaf(expression, readings[slot] as Reading)
}

function explainedLeaf(leaf: Leaf, reading: Reading): Explained {
  const verdict =
    reading.value === null ? 'unknown' : operators[leaf.op](reading.value, limitOf(leaf)) ? 'true' : 'false'
  return { node: 'leaf', verdict, leaf, reading }
}

function branch(node: 'all' | 'any' | 'not', of: readonly Explained[]): Explained {
  const values = of.map(part => verdicts.indexOf(part.verdict))
  const value =
    node === 'all' ? Math.min(2, ...values) : node === 'any' ? Math.max(0, ...values) : 2 - (values[0] as number)
  return { node, verdict: verdicts[value] as Verdict, of }
}

/** The tree again with the rank leaves answered: what depends on others comes last. */
export function withRank(tree: Explained, answer: (leaf: Leaf) => { verdict: Verdict; reading: Reading }): Explained {
  if (tree.node !== 'leaf')
    return branch(
      tree.node,
      tree.of.map(part => withRank(part, answer)),
    )
  return 'rank' in tree.leaf ? { ...tree, ...answer(tree.leaf) } : tree
}

/** Every record behind a tree, each once, in order. */
export function entryIdsOf(tree: Explained): number[] {
  const ids = tree.node === 'leaf' ? [...tree.reading.entryIds] : tree.of.flatMap(entryIdsOf)
  return [...new Set(ids)].sort((a, b) => a - b)
}
