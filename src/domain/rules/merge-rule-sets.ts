import { canonical } from '../canonical.ts'
import { titleOf } from './publication.ts'
import type { RuleSet } from './rule-set.ts'

/** Whose value stands where both changed the same place. */
export type Side = 'theirs' | 'mine'

export interface MergedRules {
  readonly ruleSet: RuleSet
  /** Places both changed, each otherwise: `conditions.R1.judgement`. */
  readonly conflicts: readonly string[]
}

/**
 * Three-way: what `mine` changed of `base` over what `theirs` changed of it, item by item (by code or id), so that
 * neither undoes the other. Where both changed the same place, `sideOf` says whose value stands.
 */
export function mergeRuleSets(
  base: RuleSet,
  { theirs, mine }: Readonly<Record<Side, RuleSet>>,
  sideOf: (place: string) => Side = () => 'theirs',
): MergedRules {
  const conflicts: string[] = []
  const decide: Decide = (place, sides) => {
    conflicts.push(place)
    return sides[sideOf(place)]
  }
  const [b, t, m] = [base, theirs, mine].map(comparable)
  const merged = merge([], { base: b, theirs: t, mine: m }, decide) as unknown as Comparable
  const title = merged.title === t?.title ? theirs.title : merged.title
  const conditions = merged.conditions.map(({ judgement, ...rule }) => ({ ...rule, ...judgement }))
  return { ruleSet: { ...merged, id: theirs.id, title, conditions } as unknown as RuleSet, conflicts }
}

type Comparable = Omit<RuleSet, 'conditions'> & {
  readonly conditions: readonly (Readonly<Record<string, unknown>> & { readonly judgement: object })[]
}

/** Number and title's end are the version's own; a tree and the sentence that says it are one piece. */
const comparable = (ruleSet: RuleSet): Comparable => ({
  ...ruleSet,
  id: '',
  title: titleOf(ruleSet.title, 1),
  conditions: ruleSet.conditions.map(({ when, sentence, ...rule }) => ({ ...rule, judgement: { when, sentence } })),
})

interface Three {
  readonly base: unknown
  readonly theirs: unknown
  readonly mine: unknown
}
type Decide = (place: string, three: Three) => unknown
type Fields = Readonly<Record<string, unknown>>

const same = (a: unknown, b: unknown): boolean => canonical({ piece: a }) === canonical({ piece: b })

function merge(place: readonly string[], three: Three, decide: Decide): unknown {
  const { base, theirs, mine } = three
  if (same(mine, base)) return theirs
  if (same(theirs, base) || same(theirs, mine)) return mine
  const all = [base, theirs, mine]
  if (place.at(-1) === 'judgement') return decide(place.join('.'), three)
  if (all.every(isFields)) return mergedFields(place, three as Record<keyof Three, Fields>, decide)
  if (all.every(isKeyed)) return mergedItems(place, three as Record<keyof Three, readonly Fields[]>, decide)
  return decide(place.join('.'), three)
}

const isFields = (piece: unknown): boolean => typeof piece === 'object' && piece !== null && !Array.isArray(piece)

const keyOf = (item: unknown): unknown => (isFields(item) ? ((item as Fields).id ?? (item as Fields).code) : undefined)

/** A list of which each item has a name of its own. */
const isKeyed = (piece: unknown): boolean =>
  Array.isArray(piece) &&
  piece.every(item => typeof keyOf(item) === 'string') &&
  new Set(piece.map(keyOf)).size === piece.length

function mergedFields(place: readonly string[], { base, theirs, mine }: Record<keyof Three, Fields>, decide: Decide) {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  const entries = names.map(name => {
    const [b, t, m] = [base, theirs, mine].map(one => (Object.hasOwn(one, name) ? one[name] : undefined))
    return [name, merge([...place, name], { base: b, theirs: t, mine: m }, decide)] as const
  })
  return Object.fromEntries(entries.filter(([, piece]) => piece !== undefined))
}

/** In the order of theirs, unless only mine has another one; what mine added comes last. */
function mergedItems(place: readonly string[], three: Record<keyof Three, readonly Fields[]>, decide: Decide) {
  const { base, theirs, mine } = three
  const orderOf = (items: readonly Fields[]): string[] => items.map(item => String(keyOf(item)))
  const wasMoved = (items: readonly Fields[]): boolean => {
    const [now, before] = [orderOf(items), orderOf(base)]
    return !same(
      now.filter(key => before.includes(key)),
      before.filter(key => now.includes(key)),
    )
  }
  const first = wasMoved(mine) && !wasMoved(theirs) ? [mine, theirs] : [theirs, mine]
  return [...new Set(first.flatMap(orderOf))].flatMap(key => {
    const [b, t, m] = [base, theirs, mine].map(items => items.find(item => keyOf(item) === key))
    const item = merge([...place, key], { base: b, theirs: t, mine: m }, decide)
    return item === undefined ? [] : [item]
  })
}
