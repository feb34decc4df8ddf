import { channels } from '../../facts/channels.ts'
import type { Counted, EvidenceRule, FactFilter, Measure, RuleSet, Streak } from '../rule-set.ts'
import { rolesOf } from './filter-reach.ts'
import { between, list, NO_END, type Range, steps } from './range.ts'

/** What is read of facts; the measures among them in points, the others in their own unit. */
type OfFacts = Extract<Measure | Counted | Streak, { readonly facts: FactFilter }>

/** What a quantity of facts can come to under its filter, from the points and findings of the rule set. */
export function factRange(quantity: OfFacts, ruleSet: RuleSet): Range {
  const single = singlePoints(quantity.facts, ruleSet)
  switch (quantity.of) {
    case 'points': {
      const signs = (sign: number): boolean => single.some(points => Math.sign(points) === sign)
      return between(signs(-1) ? -NO_END : 0, signs(1) ? NO_END : 0)
    }
    case 'mean':
    case 'latest': {
      if (single.length === 0) return list([])
      const faded = quantity.fading ? [0] : []
      return between(Math.min(...single, ...faded), Math.max(...single, ...faded))
    }
    case 'worst':
      return list([0, ...single.filter(points => points < 0)])
    case 'channels':
      return single.length === 0 ? list([0]) : steps(0, channels.length)
    case 'facts':
      return single.length === 0 ? list([0]) : occurrences(quantity.facts, ruleSet)
    case 'factMonths':
      // A window of n months begins and ends inside calendar months of its own.
      return single.length === 0 ? list([0]) : steps(0, quantity.months + 1)
  }
}

/** 属实 100, 部分属实 50: counts go in their greatest common step. */
function occurrences(filter: FactFilter, ruleSet: RuleSet): Range {
  const step = findingsOfFilter(filter, ruleSet).reduce(commonStep, 0)
  return step === 0 ? list([0]) : steps(0, NO_END, step)
}

const commonStep = (a: number, b: number): number => (b === 0 ? a : commonStep(b, a % b))

const findingsOfFilter = ({ full }: FactFilter, { findings }: RuleSet): number[] =>
  full ? [findings.true] : [findings.true, findings.partly]

/** The points one fact that passes the filter can carry, in hundredths; of a role with 0 points it is nobody's fact. */
function singlePoints(filter: FactFilter, ruleSet: RuleSet): number[] {
  const found = ruleSet.evidence.filter(
    rule =>
      (filter.codes === undefined || filter.codes.includes(rule.code)) &&
      (filter.positive === undefined || filter.positive === rule.positive),
  )
  const base = found.flatMap(rule => basePoints(rule, filter).flatMap(points => repeated(points, rule, ruleSet)))
  const factors = findingsOfFilter(filter, ruleSet)
  return [...new Set(base)].flatMap(points => factors.map(factor => (points * factor) / 100))
}

function basePoints({ points, byGrade }: EvidenceRule, filter: FactFilter): number[] {
  const roles = rolesOf(filter)
  const graded = roles.includes('person') ? Object.values(byGrade ?? {}) : []
  return [...roles.map(role => points[role]), ...graded].filter(value => value !== 0)
}

/** N10: only what takes away is multiplied. */
const repeated = (points: number, { positive }: EvidenceRule, { repetition }: RuleSet): number[] =>
  positive ? [points] : [points, (points * repetition.factor) / 100]
