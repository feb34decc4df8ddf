import { limitOf } from '../rating/conditions.ts'
import type { Expression, FactFilter, Leaf, Measure, Operator, RuleSet } from '../rules/rule-set.ts'
import { annualGradeFor, quarterGradeFor } from './grade-supposed.ts'

/** How a reading may move, the more is supposed: only up, only down, not at all, either way. */
type Trend = 'up' | 'down' | 'still' | 'any'

/**
 * Whether under these rules none of the changes that are tried can ever stand in the way of the others, time apart. Only
 * then does it follow from "all of them together do not lead there" that no few of them do. It is read off the
 * conditions: each leaf moves one way with what is supposed, and its condition with the leaf. (A positive fact that
 * displaces a better one of the same honour, the listed exception of the engine's laws, is never supposed.)
 */
export function isMonotone(ruleSet: RuleSet, towards: 'out' | 'blue'): boolean {
  const { colours, conditions, quotas } = ruleSet
  // A further colour that needs no score could be lost to a score; then 依据不足 is no end of the way.
  if (colours.some(({ direction, match, code }) => direction >= 0 && match !== 'default' && code !== quotas.colour))
    return false
  const directionOf = new Map(colours.map(({ code, direction }) => [code, direction]))
  return conditions.every(rule => {
    if (rule.effect === 'alert') return true
    if (rule.effect === 'lock') return moves(rule.when, 'falser', ruleSet)
    if (rule.colour === quotas.colour) return towards === 'out' || moves(rule.when, 'truer', ruleSet)
    return (directionOf.get(rule.colour) ?? 0) >= 0 || moves(rule.when, 'falser', ruleSet)
  })
}

/** What the verdict of an expression, false < unknown < true, may do. */
type Way = 'truer' | 'falser'

const other: Readonly<Record<Way, Way>> = { truer: 'falser', falser: 'truer' }

function moves(expression: Expression, way: Way, ruleSet: RuleSet): boolean {
  if ('not' in expression) return moves(expression.not, other[way], ruleSet)
  if ('any' in expression) return expression.any.every(part => moves(part, way, ruleSet))
  if (!('all' in expression)) return leafMoves(expression, way, ruleSet)
  // New ballots are not verified; where they settle the other half of a condition, that does not matter.
  const settled = way === 'falser' && expression.all.some(part => isShare(part) && moves(part, way, ruleSet))
  return expression.all.every(part => (settled && isUpheld(part)) || moves(part, way, ruleSet))
}

const isUpheld = (part: Expression): boolean => 'compare' in part && part.compare.of === 'ballotUpheld'

const isShare = (part: Expression): boolean => 'compare' in part && part.compare.of === 'ballotShare'

const isGrade = (leaf: Leaf): boolean => 'compare' in leaf && leaf.compare.of === 'annualGrade'

/** Whether the verdict is this way for good once what is supposed is the latest: the grade tried, ballots all 优秀. */
function settles(leaf: Leaf, way: Way, ruleSet: RuleSet): boolean {
  const supposed = 'compare' in leaf ? latestSupposed(leaf.compare, ruleSet) : undefined
  return supposed !== undefined && holds(leaf.op, supposed, limitOf(leaf)) === (way === 'truer')
}

function latestSupposed(measure: Measure, ruleSet: RuleSet): number | undefined {
  if (measure.of === 'annualGrade') return measure.values[annualGradeFor(ruleSet)]
  if (measure.of !== 'ballotShare') return undefined
  return measure.share === 'qualified' ? 1 : 0
}

const holds = (op: Operator, value: number, limit: number): boolean =>
  op === 'lt' ? value < limit : op === 'le' ? value <= limit : op === 'gt' ? value > limit : value >= limit

function leafMoves(leaf: Leaf, way: Way, ruleSet: RuleSet): boolean {
  if (isShare(leaf) || isGrade(leaf)) return settles(leaf, way, ruleSet)
  const trend = trendOf(leaf, ruleSet)
  if (trend === 'still') return true
  if ('rank' in leaf) return way === 'truer'
  const isRising = leaf.op === 'ge' || leaf.op === 'gt'
  if (trend === 'any') return false
  if (isRising === (way === 'truer') ? trend === 'up' : trend === 'down') return true
  // Whoever is out has this coverage already: else the mark 依据不足 would stand.
  return 'compare' in leaf && leaf.compare.of === 'coverage' && isRising && limitBelow(leaf, ruleSet)
}

const limitBelow = ({ op, value }: Leaf, { marks }: RuleSet): boolean =>
  typeof value === 'number' && (op === 'ge' ? value <= marks.minCoverage : value < marks.minCoverage)

function trendOf(leaf: Leaf, ruleSet: RuleSet): Trend {
  if ('rank' in leaf) return 'up'
  if ('streak' in leaf) {
    const { streak } = leaf
    if (streak.of === 'hotline') return 'down'
    if (streak.of === 'factMonths') return countOf(signOf(streak.facts, ruleSet))
    return streak.grades.includes(quarterGradeFor(ruleSet)) ? 'any' : 'down'
  }
  if ('count' in leaf) {
    const { count } = leaf
    if (count.of === 'facts') return countOf(signOf(count.facts, ruleSet))
    return count.of === 'placements' ? 'still' : 'down'
  }
  return ofMeasure(leaf.compare, ruleSet)
}

function ofMeasure(measure: Measure, ruleSet: RuleSet): Trend {
  switch (measure.of) {
    case 'score':
    case 'coverage':
    case 'scoreChange':
    case 'points':
    case 'worst':
      return 'up'
    case 'tenure':
      return 'still'
    case 'channels':
      return countOf(signOf(measure.facts, ruleSet))
    default:
      return 'any'
  }
}

type Sign = 'positive' | 'negative' | 'mixed'

/** Supposed are more positive facts and fewer negative ones. */
const countOf = (sign: Sign): Trend => (sign === 'positive' ? 'up' : sign === 'negative' ? 'down' : 'any')

function signOf({ positive, codes }: FactFilter, { evidence }: RuleSet): Sign {
  if (positive !== undefined) return positive ? 'positive' : 'negative'
  const signs = new Set(evidence.filter(({ code }) => codes?.includes(code) ?? true).map(rule => rule.positive))
  return signs.size === 2 ? 'mixed' : signs.has(true) ? 'positive' : 'negative'
}
