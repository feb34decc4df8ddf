import type { ConditionResult, Explained, Verdict } from '../rating/conditions.ts'
import type { Placing } from '../rating/place.ts'
import type { Reading } from '../rating/reading.ts'
import type { Leaf } from '../rules/rule-set.ts'

/** The last rank inside a share and the score there. */
export type Cut = Placing['classes'][string]['cuts'][string]

/** One comparison of a condition as one version made it. */
export interface LeafSide {
  readonly leaf: Leaf
  readonly reading: Reading
  readonly verdict: Verdict
  /** Of a comparison by rank: where the share ended. */
  readonly cut: Cut | null
}

/** The same comparison under both versions; null where a version does not make it. */
export interface LeafChange {
  readonly before: LeafSide | null
  readonly after: LeafSide | null
}

/** Where the shares of a class end. */
export type CutOf = (leaf: Leaf) => Cut | null

/**
 * What made the difference inside one condition: the comparisons that turned out otherwise; else those whose limit
 * differs; else all of them, when only the way they are joined was changed.
 */
export function leafChanges(
  before: ConditionResult | null,
  after: ConditionResult | null,
  cutsBefore: CutOf,
  cutsAfter: CutOf,
): LeafChange[] {
  const pairs = paired(sidesOf(before, cutsBefore), sidesOf(after, cutsAfter))
  const turned = pairs.filter(pair => pair.before?.verdict !== pair.after?.verdict)
  if (turned.length > 0) return turned
  const moved = pairs.filter(pair => JSON.stringify(pair.before?.leaf) !== JSON.stringify(pair.after?.leaf))
  return moved.length > 0 ? moved : pairs
}

const sidesOf = (condition: ConditionResult | null, cutOf: CutOf): LeafSide[] =>
  condition === null ? [] : leavesIn(condition.tree, cutOf)

function leavesIn(tree: Explained, cutOf: CutOf): LeafSide[] {
  if (tree.node !== 'leaf') return tree.of.flatMap(part => leavesIn(part, cutOf))
  const { leaf, reading, verdict } = tree
  return [{ leaf, reading, verdict, cut: cutOf(leaf) }]
}

/** Comparisons of the same quantity belong together, the first with the first, whatever their limits. */
function paired(before: readonly LeafSide[], after: readonly LeafSide[]): LeafChange[] {
  const rest = [...after]
  const pairs = before.map((side): LeafChange => {
    const i = rest.findIndex(other => quantityOf(other.leaf) === quantityOf(side.leaf))
    const [found = null] = i === -1 ? [] : rest.splice(i, 1)
    return { before: side, after: found }
  })
  return [...pairs, ...rest.map((side): LeafChange => ({ before: null, after: side }))]
}

/** What is looked at, without operator and limit. */
const quantityOf = (leaf: Leaf): string => JSON.stringify({ ...leaf, op: '', value: '' })
