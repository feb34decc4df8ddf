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

interface CompiledCondition {
  readonly rule: ConditionRule
  /** The verdict alone from values by slot (null: unknown), where nobody asks for reasons: trials over many. */
  readonly evaluate: (values: Values) => Verdict
  /** Builds the annotated tree from readings by slot. */
  readonly explain: (readings: readonly Reading[]) => Explained
}

/** What was measured, by slot; null where data is missing. */
type Values = readonly (number | null)[]

/** A leaf with the colour whose placements settle its causes: two conditions may share one reading. */
interface Slot {
  readonly leaf: Leaf
  readonly colour: string
  /** Names what is read: slots of two rule sets with the same key read the same. */
  readonly key: string
}

export interface CompiledConditions {
  readonly slots: readonly Slot[]
  readonly conditions: readonly CompiledCondition[]
}

export interface Compiled extends CompiledConditions {
  /** The locking conditions alone, with slots of their own: they are asked before there is a score. */
  readonly locks: CompiledConditions
  /** For each slot of the locks, its number among all slots. */
  readonly lockSlots: readonly number[]
  /** The months of each `scoreChange`. */
  readonly changeMonths: readonly number[]
}

/** Compiles the conditions of a rule set to closures over numbered readings. No user-typed code is ever run. */
export function compile(ruleSet: RuleSet): Compiled {
  const all = compileConditions(ruleSet.conditions)
  const months = all.slots.flatMap(({ leaf }) =>
    'compare' in leaf && leaf.compare.of === 'scoreChange' ? [leaf.compare.months] : [],
  )
  const locks = compileConditions(ruleSet.conditions.filter(({ effect }) => effect === 'lock'))
  return {
    ...all,
    locks,
    lockSlots: locks.slots.map(({ key }) => all.slots.findIndex(slot => slot.key === key)),
    changeMonths: [...new Set(months)].sort((x, y) => x - y),
  }
}

function compileConditions(rules: readonly ConditionRule[]): CompiledConditions {
  const slots: Slot[] = []
  const index = new Map<string, number>()
  const slotOf = (leaf: Leaf, colour: string): number => {
    const key = slotKey(leaf, colour)
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, slots.length)
    slots.push({ leaf, colour, key })
    return slots.length - 1
  }
  const conditions = rules.map(rule => {
    return { rule, ...compileNode(rule.when, leaf => slotOf(leaf, rule.colour)) }
  })
  return { slots, conditions }
}

/** Names what a leaf reads when a condition of the colour asks: settled causes depend on the colour. */
export const slotKey = (leaf: Leaf, colour: string): string => JSON.stringify([measureOf(leaf), colour])

const measureOf = (leaf: Leaf): unknown =>
  'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : leaf.rank

/** The limit a leaf compares with; a fraction is divided once, so equal fractions are equal numbers. */
export function limitOf(leaf: Leaf): number {
  return typeof leaf.value === 'number' ? leaf.value : leaf.value[0] / leaf.value[1]
}

type Node = Pick<CompiledCondition, 'evaluate' | 'explain'>

function compileNode(expression: Expression, slotOf: (leaf: Leaf) => number): Node {
  if ('all' in expression) return compileBranch('all', expression.all, slotOf)
  if ('any' in expression) return compileBranch('any', expression.any, slotOf)
  if ('not' in expression) return compileNot(expression.not, slotOf)
  return compileLeaf(expression, slotOf(expression))
}

/** Comparisons as closures over a slot and a limit: one call a leaf, since a trial makes millions of them. */
const comparisons: Readonly<Record<Operator, (slot: number, limit: number) => (values: Values) => Verdict>> = {
  lt: (slot, limit) => values => said(values[slot], value => value < limit),
  le: (slot, limit) => values => said(values[slot], value => value <= limit),
  gt: (slot, limit) => values => said(values[slot], value => value > limit),
  ge: (slot, limit) => values => said(values[slot], value => value >= limit),
}

const said = (value: number | null | undefined, holds: (value: number) => boolean): Verdict =>
  value === null || value === undefined ? 'unknown' : holds(value) ? 'true' : 'false'

function compileLeaf(leaf: Leaf, slot: number): Node {
  const compare = comparisons[leaf.op]
  const limit = limitOf(leaf)
  const compareOne = compare(0, limit)
  return {
    evaluate: compare(slot, limit),
    explain: readings => {
      const reading = readings[slot] as Reading
      return { node: 'leaf', verdict: compareOne([reading.value]), leaf, reading }
    },
  }
}

/** Kleene's connectives: one part may settle it; else one unknown part leaves it unknown; else it is as of no parts. */
const connectives = {
  all: { settledBy: 'false', ofNone: 'true' },
  any: { settledBy: 'true', ofNone: 'false' },
} as const

function compileBranch(node: 'all' | 'any', parts: readonly Expression[], slotOf: (leaf: Leaf) => number): Node {
  const nodes = parts.map(part => compileNode(part, slotOf))
  const { settledBy, ofNone } = connectives[node]
  return {
    evaluate: values => {
      let verdict: Verdict = ofNone
      for (const { evaluate } of nodes) {
        const next = evaluate(values)
        if (next === settledBy) return next
        if (next === 'unknown') verdict = next
      }
      return verdict
    },
    explain: readings =>
      branch(
        node,
        nodes.map(part => part.explain(readings)),
      ),
  }
}

function compileNot(part: Expression, slotOf: (leaf: Leaf) => number): Node {
  const { evaluate, explain } = compileNode(part, slotOf)
  return { evaluate: values => negated(evaluate(values)), explain: readings => branch('not', [explain(readings)]) }
}

const negated = (verdict: Verdict): Verdict => (verdict === 'true' ? 'false' : verdict === 'false' ? 'true' : 'unknown')

function branch(node: 'all' | 'any' | 'not', of: readonly Explained[]): Explained {
  if (node === 'not') return { node, verdict: negated((of[0] as Explained).verdict), of }
  return { node, verdict: joined(node, of), of }
}

function joined(node: 'all' | 'any', of: readonly { readonly verdict: Verdict }[]): Verdict {
  const { settledBy, ofNone } = connectives[node]
  let verdict: Verdict = ofNone
  for (const part of of) {
    if (part.verdict === settledBy) return settledBy
    if (part.verdict === 'unknown') verdict = 'unknown'
  }
  return verdict
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

/** Every record a tree looked at, those already settled included. */
export const readIdsOf = (tree: Explained): readonly number[] =>
  tree.node === 'leaf' ? [...tree.reading.entryIds, ...tree.reading.settledIds] : tree.of.flatMap(readIdsOf)
