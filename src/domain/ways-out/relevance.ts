import { type Explained, withRank } from '../rating/conditions.ts'
import type { Rating } from '../rating/rating.ts'
import { reading } from '../rating/reading.ts'
import { leavesOf } from '../rules/leaves.ts'
import type { ConditionRule, FactFilter, Leaf, RuleSet } from '../rules/rule-set.ts'
import type { Change } from './change.ts'

/** Off the lists that warn, or onto the colour of the quota. */
export type Towards = 'out' | 'blue'

type Kind = Change['kind']
type ExplainedLeaf = Extract<Explained, { node: 'leaf' }>

/** Whether a condition may stand in the way: when it holds, or, of the quota's colour, when it does not. */
function roleOf({ colour, effect }: ConditionRule, ruleSet: RuleSet, towards: Towards): 'bars' | 'needed' | null {
  if (effect === 'alert') return null
  if (colour === ruleSet.quotas.colour) return towards === 'blue' ? 'needed' : null
  return (ruleSet.colours.find(({ code }) => code === colour)?.direction ?? 0) < 0 ? 'bars' : null
}

/** Others decide the rank. */
const rankAside = (): Pick<ExplainedLeaf, 'verdict' | 'reading'> => ({ verdict: 'true', reading: reading(null) })

/** What stands in the way of a rating: the conditions that hold and bar, and those needed that do not hold, rank apart. */
export function inTheWay(rating: Rating, ruleSet: RuleSet, towards: Towards) {
  return ruleSet.conditions.flatMap((rule, i) => {
    const result = rating.conditions[i]
    const role = roleOf(rule, ruleSet, towards)
    if (result === undefined || role === null) return []
    const { verdict } = role === 'needed' ? withRank(result.tree, rankAside) : result
    return (verdict === 'true') === (role === 'bars') ? [{ rule, role, leaves: leavesIn(result.tree) }] : []
  })
}

const leavesIn = (tree: Explained, negated = false): (ExplainedLeaf & { readonly negated: boolean })[] =>
  tree.node === 'leaf'
    ? [{ ...tree, negated }]
    : tree.of.flatMap(part => leavesIn(part, tree.node === 'not' ? !negated : negated))

/**
 * How far a rating stands from where one wants to be, as numbers of which more is better: for blue the score, then for
 * each leaf of a condition in the way what it read; nothing is missing of the others. Ratings by the same rules compare
 * place by place.
 */
export function standing(rating: Rating, ruleSet: RuleSet, towards: Towards): number[] {
  const barring = new Map(inTheWay(rating, ruleSet, towards).map(one => [one.rule, one]))
  const ofLeaves = ruleSet.conditions.flatMap(rule => {
    const found = barring.get(rule)
    if (found === undefined) return leavesOf(rule).map(() => Number.POSITIVE_INFINITY)
    return found.leaves.map(leaf => goodnessOf(leaf, found.role))
  })
  const missing = rating.coverage < ruleSet.marks.minCoverage
  const present = rating.mark === 'indeterminate' ? 0 : 1
  const ranked = towards === 'blue' ? (rating.score ?? 0) : 0
  return [present, ranked, missing ? rating.coverage : Number.POSITIVE_INFINITY, ...ofLeaves]
}

function goodnessOf(
  { leaf, reading: { value }, negated }: ReturnType<typeof leavesIn>[number],
  role: 'bars' | 'needed',
): number {
  // Less coverage lets nobody out: the mark 依据不足 takes the place.
  if ('rank' in leaf || ('compare' in leaf && leaf.compare.of === 'coverage')) return 0
  if (value === null) return role === 'bars' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  const firesHigh = (leaf.op === 'ge' || leaf.op === 'gt') !== negated
  return firesHigh === (role === 'needed') ? value : -value
}

/** The leaves that must turn, as they read. */
export const turning = (rating: Rating, ruleSet: RuleSet, towards: Towards): ExplainedLeaf[] =>
  inTheWay(rating, ruleSet, towards).flatMap(({ role, leaves }) =>
    leaves.filter(({ verdict, negated }) => ((verdict === 'true') !== negated) === (role === 'bars')),
  )

/** The kinds of change, besides time, that can move anything these rules look at on the way. */
export function kindsOf(ruleSet: RuleSet, towards: Towards): ReadonlySet<Kind> {
  // Coverage is asked of everybody: the mark 依据不足 is no end of the way.
  const kinds = new Set<Kind>(ofAssessments)
  for (const rule of ruleSet.conditions) {
    if (rule.effect !== 'lock' && roleOf(rule, ruleSet, towards) === null) continue
    for (const { leaf } of leavesOf(rule)) for (const kind of movedBy(leaf)) kinds.add(kind)
  }
  return kinds
}

/** The months after which the end of a notice no longer counts. */
export const closingMonths = ({ conditions }: RuleSet): number[] =>
  conditions
    .flatMap(leavesOf)
    .flatMap(({ leaf }) => ('count' in leaf && leaf.count.of === 'adverse' ? [leaf.count.months] : []))

const ofAssessments: readonly Kind[] = ['assess', 'cell', 'again', 'poll', 'ballots']
const ofScore: readonly Kind[] = ['fact', 'finding', 'tolerance', ...ofAssessments]

/** Which changes, besides time, can move what a leaf reads. */
function movedBy(leaf: Leaf): readonly Kind[] {
  if ('rank' in leaf) return ofScore
  if ('streak' in leaf) {
    const { streak } = leaf
    if (streak.of === 'factMonths') return ofFacts(streak.facts)
    return streak.of === 'hotline' ? ['ranking'] : ['quarterGrade']
  }
  if ('count' in leaf) return ofCount[leaf.count.of] ?? ('facts' in leaf.count ? ofFacts(leaf.count.facts) : [])
  if ('facts' in leaf.compare) return ofFacts(leaf.compare.facts)
  return ofMeasure[leaf.compare.of] ?? []
}

const ofCount: Readonly<Record<string, readonly Kind[]>> = {
  adverse: ['close'],
  restrictions: ['lift'],
  failedRectifications: ['rectify'],
}

const ofMeasure: Readonly<Record<string, readonly Kind[]>> = {
  score: ofScore,
  scoreChange: ofScore,
  coverage: ofAssessments,
  ballotShare: ['poll', 'ballots'],
  ballotUpheld: ['poll', 'ballots'],
  annualGrade: ['annualGrade'],
  idle: ofScore,
}

const ofFacts = ({ positive }: FactFilter): readonly Kind[] =>
  positive === true ? ['fact'] : positive === false ? ['finding', 'tolerance'] : ['fact', 'finding', 'tolerance']
