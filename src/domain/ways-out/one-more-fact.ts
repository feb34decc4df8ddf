import { channels } from '../facts/channels.ts'
import type { Rater } from '../rating/rate.ts'
import { leavesOf } from '../rules/leaves.ts'
import type { Leaf, RuleSet } from '../rules/rule-set.ts'
import type { Ground } from './hypothesis.ts'
import { createOracle, type Goal } from './out.ts'

/** The least kind of positive fact of which one more would do, asked of the engine; null when none would. */
export function oneMoreFact(rater: Pick<Rater, 'rate'>, ground: Ground, goal: Goal): string | null {
  const oracle = createOracle(rater, ground)
  const found = positiveCodes(ground.ruleSet).find(code => {
    const rating = oracle.ratingAfter([{ kind: 'fact', code, channel: unusedChannel(ground) }])
    return rating !== null && goal(rating)
  })
  return found ?? null
}

/** Codes of positive facts that count for the person, those of fewer points first. */
export const positiveCodes = ({ evidence }: RuleSet): string[] =>
  evidence
    .filter(rule => rule.positive && rule.points.person > 0)
    .sort((a, b) => a.points.person - b.points.person)
    .map(({ code }) => code)

/** Codes of which none is outdone by another: no fewer points, no cap, and wherever a condition counts it, the other too. */
export function strongestCodes(ruleSet: RuleSet): string[] {
  const filters = ruleSet.conditions.flatMap(leavesOf).flatMap(({ leaf }) => codesAsked(leaf))
  const capOf = new Map(ruleSet.evidence.map(({ code, cap }) => [code, cap]))
  const outdoes = (a: string, b: string): boolean =>
    capOf.get(a) === null && filters.every(codes => codes.includes(a) || !codes.includes(b))
  const kept: string[] = []
  for (const code of positiveCodes(ruleSet).reverse()) if (!kept.some(one => outdoes(one, code))) kept.push(code)
  return kept
}

function codesAsked(leaf: Leaf): (readonly string[])[] {
  const of = 'compare' in leaf ? leaf.compare : 'count' in leaf ? leaf.count : 'streak' in leaf ? leaf.streak : null
  return of !== null && 'facts' in of && of.facts.codes !== undefined ? [of.facts.codes] : []
}

/** A channel that none of the recorded facts came by, so that a further one counts as further. */
export function unusedChannel({ entries }: Ground, nth = 0): string {
  const used = new Set(entries.flatMap(entry => (entry.kind === 'fact' ? [entry.data.channel] : [])))
  const free = channels.filter(channel => !used.has(channel))
  return free[nth] ?? channels[nth % channels.length] ?? ''
}
