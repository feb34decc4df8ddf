import { leafSubject } from '../condition-words.ts'
import type { FactFilter, Leaf } from '../rule-set.ts'
import { isShared, reachOf } from './filter-reach.ts'
import { type Found, findingAt } from './finding.ts'
import type { Formula, Literal } from './formula.ts'
import type { Study } from './study.ts'

/**
 * Conditions that ask at once for two things of facts that overlap, where nothing orders the two: means, mixed sums, facts
 * that only partly are the same. The intervals take them for independent, so whether they exclude each other is open.
 */
export const overlapFindings = (study: Study): Found[] =>
  study.conditions.flatMap(({ index, holds, fires }) => {
    if (fires !== 'sometimes') return []
    const [first, ...others] = pairsOf(holds).filter(([one, other]) => isOpen(one, other, study))
    if (first === undefined) return []
    const [one, other] = first.map(({ quantity }) => subjectOf(quantity, study))
    const further = others.length === 0 ? '' : `（另有 ${others.length} 处同样）`
    const words = `“${one}”与“${other}”看的事实有重叠，两个量之间谁大谁小推算不出，会不会互相矛盾未判定${further}，请人工核对`
    return [findingAt('undecided', ['conditions', index, 'when'], words)]
  })

type Pair = readonly [Literal, Literal]

/** Every two literals that must hold together. */
function pairsOf(formula: Formula): Pair[] {
  if ('quantity' in formula) return []
  const parts = 'all' in formula ? formula.all : formula.any
  const inside = parts.flatMap(pairsOf)
  if ('any' in formula) return inside
  const literals = parts.map(literalsOf)
  const across = literals.flatMap((own, i) =>
    own.flatMap(one => literals.slice(i + 1).flatMap(later => later.map((other): Pair => [one, other]))),
  )
  return [...inside, ...across]
}

const literalsOf = (formula: Formula): readonly Literal[] =>
  'quantity' in formula ? [formula] : ('all' in formula ? formula.all : formula.any).flatMap(literalsOf)

function isOpen(one: Literal, other: Literal, { quantities, ruleSet }: Study): boolean {
  if (one.quantity === other.quantity || quantities.isOrdered(one.quantity, other.quantity)) return false
  const [first, second] = [one, other].map(({ quantity }) => factsOf(quantities.all[quantity]?.leaf))
  if (!first || !second || !isShared(reachOf(first, ruleSet), reachOf(second, ruleSet))) return false
  const [pull, against] = [one, other].map(literal => pullOf(literal, quantities.all[literal.quantity]))
  return pull === 'either' || against === 'either' || pull !== against
}

function factsOf(leaf: Leaf | undefined): FactFilter | null {
  if (leaf === undefined || 'rank' in leaf) return null
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  return 'facts' in quantity ? quantity.facts : null
}

/** Whether a literal asks for more facts, or heavier ones, or for fewer; of a mean, the latest or a mixed sum nobody knows. */
function pullOf(
  { from, to }: Literal,
  held: Study['quantities']['all'][number] | undefined,
): 'more' | 'less' | 'either' {
  if (held === undefined || 'rank' in held.leaf) return 'either'
  const { leaf, values } = held
  const last = values.length - 1
  if (from > 0 === to < last) return 'either'
  const of = 'compare' in leaf ? leaf.compare.of : ''
  if (of === 'mean' || of === 'latest') return 'either'
  const isDeduction = of === 'worst' || of === 'points'
  if (of === 'points' && (values[0] ?? 0) < 0 && (values[last] ?? 0) > 0) return 'either'
  return from > 0 === (isDeduction && (values[0] ?? 0) < 0) ? 'less' : 'more'
}

const subjectOf = (quantity: number, { quantities, colourWord }: Study): string => {
  const leaf = quantities.all[quantity]?.leaf
  return leaf === undefined ? '' : leafSubject(leaf, colourWord)
}
