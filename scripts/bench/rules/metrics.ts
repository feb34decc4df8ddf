import { type Compiled, compile, limitOf } from '../../../src/domain/rating/conditions.ts'
import type { Expression, Leaf, RuleSet } from '../../../src/domain/rules/rule-set.ts'

/** Values of one cadre by the name of the metric; null where data is missing. */
export type Metrics = Readonly<Record<string, number | null>>

/** Names what a leaf measures by the words in it, windows left out: `score`, `factsN4PersonCharge`. */
export const metricOf = (leaf: Leaf): string =>
  wordsIn('compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : 'rank')
    .map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')

/** zen reads identifiers of ASCII only. */
const english: Readonly<Record<string, string>> = { 较差: 'poor', 一般: 'plain' }

function wordsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return [english[value] ?? value]
  if (value === true) return [key]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => wordsIn(part, name))
}

export const leavesOf = (expression: Expression): readonly Leaf[] => {
  if ('all' in expression) return expression.all.flatMap(leavesOf)
  if ('any' in expression) return expression.any.flatMap(leavesOf)
  return 'not' in expression ? leavesOf(expression.not) : [expression]
}

/** Random values for every metric a rule set reads, on both sides of its limits and on them. The same seed, the same values. */
export function sample(ruleSet: RuleSet, size: number, unknownShare: number, seed = 1): readonly Metrics[] {
  const random = randomNumbers(seed)
  const limits = new Map<string, number[]>()
  for (const leaf of ruleSet.conditions.flatMap(({ when }) => leavesOf(when))) {
    limits.set(metricOf(leaf), [...(limits.get(metricOf(leaf)) ?? []), limitOf(leaf)])
  }
  const valueNear = (limit: number): number => {
    const kind = random()
    if (kind < 0.1) return limit
    return Number.isInteger(limit) ? Math.round(limit + (random() - 0.5) * (2 * Math.abs(limit) + 2)) : random()
  }
  const value = (known: readonly number[]): number | null =>
    random() < unknownShare ? null : valueNear(known[Math.floor(random() * known.length)] ?? 0)
  return Array.from({ length: size }, () =>
    Object.fromEntries([...limits].map(([metric, known]) => [metric, value(known)])),
  )
}

/** The compiled rules, and the values of a sample by their slots. */
export function bySlot(
  ruleSet: RuleSet,
  metrics: readonly Metrics[],
): { compiled: Compiled; values: (number | null)[][] } {
  const compiled = compile(ruleSet)
  const names = compiled.slots.map(slot => metricOf(slot.leaf))
  return { compiled, values: metrics.map(of => names.map(name => of[name] ?? null)) }
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
