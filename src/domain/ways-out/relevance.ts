import type { Explained } from '../rating/conditions.ts'
import type { Rating } from '../rating/rating.ts'
import type { FactFilter, Leaf, RuleSet } from '../rules/rule-set.ts'
import type { Change } from './change.ts'

type Kind = Change['kind']
type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

/** What keeps a cadre where they are: the leaves that must turn, and the kinds of change that can move what they read. */
export interface Relevance {
  readonly kinds: ReadonlySet<Kind>
  /** Records that those leaves read. */
  readonly entryIds: ReadonlySet<number>
  /** Windows of those leaves, each over one record: when it closes, the record no longer counts there. */
  readonly windows: readonly { readonly entryId: number; readonly months: number }[]
}

/** The leaves of the conditions that put the cadre on a list; for blue, those of its conditions that do not hold. */
export function relevanceOf(rating: Rating, ruleSet: RuleSet, towards: 'out' | 'blue'): Relevance {
  const leaves = ruleSet.conditions.flatMap((rule, i) => {
    const result = rating.conditions[i]
    if (result === undefined || rule.effect === 'alert') return []
    const isOfQuota = rule.colour === ruleSet.quotas.colour
    const bars = towards === 'blue' ? isOfQuota && result.verdict !== 'true' : !isOfQuota && result.verdict === 'true'
    return bars ? leavesIn(result.tree).filter(({ verdict }) => (verdict === 'true') !== (towards === 'blue')) : []
  })
  const kinds = new Set<Kind>(['time', 'again'])
  for (const { leaf } of leaves) for (const kind of movedBy(leaf)) kinds.add(kind)
  const windows = leaves.flatMap(({ leaf, reading }) => {
    const months = monthsOf(leaf)
    return months === null ? [] : reading.entryIds.map(entryId => ({ entryId, months }))
  })
  return { kinds, entryIds: new Set(leaves.flatMap(({ reading }) => reading.entryIds)), windows }
}

/** The months after which a record leaves what the leaf looks at; of a length of service, those it asks for. */
function monthsOf(leaf: Leaf): number | null {
  if ('rank' in leaf) return null
  const quantity = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : leaf.streak
  if (quantity.of === 'tenure') return typeof leaf.value === 'number' ? leaf.value : null
  return 'months' in quantity ? quantity.months : null
}

const leavesIn = (tree: Explained): ExplainedLeaf[] => (tree.node === 'leaf' ? [tree] : tree.of.flatMap(leavesIn))

const ofScore: readonly Kind[] = ['fact', 'finding', 'tolerance', 'cell', 'ballots']

/** Which changes, besides time, can move what a leaf reads. */
function movedBy(leaf: Leaf): readonly Kind[] {
  if ('rank' in leaf) return ofScore
  if ('streak' in leaf) return leaf.streak.of === 'factMonths' ? ofFacts(leaf.streak.facts) : []
  if ('count' in leaf) {
    if (leaf.count.of === 'facts') return ofFacts(leaf.count.facts)
    return leaf.count.of === 'adverse' ? ['close'] : []
  }
  switch (leaf.compare.of) {
    case 'score':
      return ofScore
    case 'coverage':
      return ['cell', 'ballots']
    case 'ballotShare':
      return ['ballots']
    case 'points':
    case 'mean':
    case 'latest':
    case 'worst':
    case 'channels':
      return ofFacts(leaf.compare.facts)
    default:
      return []
  }
}

const ofFacts = ({ positive }: FactFilter): readonly Kind[] =>
  positive === true ? ['fact'] : positive === false ? ['finding', 'tolerance'] : ['fact', 'finding', 'tolerance']
