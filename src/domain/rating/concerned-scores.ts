import { canonical } from '../canonical.ts'
import { leavesOf } from '../rules/leaves.ts'
import type { Expression, Leaf, RuleSet } from '../rules/rule-set.ts'
import { limitOf } from './conditions.ts'

/** Scores from one to another, hundredths, both included. */
export interface ScoreSpan {
  readonly from: number
  readonly to: number
}

/**
 * The scores at which rules may judge otherwise than those before them, of the same measured values: who has another
 * score, or none, comes out the same by both, alerts included. Null: at any score, because more differs than limits of
 * the score and what judges nobody alone (words, places).
 */
export function concernedScores(before: RuleSet, after: RuleSet): readonly ScoreSpan[] | null {
  if (canonical(judgingOf(before)) !== canonical(judgingOf(after))) return null
  const spans: ScoreSpan[] = []
  for (const [i, rule] of before.conditions.entries()) {
    const leaves = leavesOf(after.conditions[i] ?? rule)
    for (const [n, { leaf }] of leavesOf(rule).entries()) {
      const limits = [limitOf(leaf), limitOf(leaves[n]?.leaf ?? leaf)] as const
      if (limits[0] === limits[1]) continue
      // A lock looks at the score that somebody would have without it.
      if (rule.effect === 'lock') return null
      spans.push(around(limits, after))
    }
  }
  return spans
}

/** Whether scores are formed otherwise of the same measured values, so that of most people something changes. */
export const formsScoresAnew = (before: RuleSet, after: RuleSet): boolean =>
  canonical(scoringOf(before)) !== canonical(scoringOf(after))

/** All that a score is formed by, and no words. */
const scoringOf = ({ score, indicators, evaluation }: RuleSet) => ({
  score: { ...score, parts: score.parts.map(({ label, ...part }) => part) },
  rows: indicators.rows.map(({ label, ...row }) => row),
  cells: indicators.cells.map(({ title, ...cell }) => cell),
  groups: evaluation.map(({ label, ...group }) => group),
})

/** Between two limits, and near them: an alert asks what another score within reach would bring (near.ts). */
function around(limits: readonly [number, number], { alerts }: RuleSet): ScoreSpan {
  const reach = (alerts?.points ?? 0) + 1
  return { from: Math.floor(Math.min(...limits)) - reach, to: Math.ceil(Math.max(...limits)) + reach }
}

export const isWithin = (score: number, spans: readonly ScoreSpan[]): boolean =>
  spans.some(({ from, to }) => from <= score && score <= to)

/** All of a rule set that judges one cadre, but for the limits of the score. */
const judgingOf = ({ quotas, conditions, ...rest }: RuleSet) => ({
  ...{ ...rest, id: '', title: '', basis: '' },
  quotaColour: quotas.colour,
  conditions: conditions.map(rule => ({ ...rule, sentence: '', basis: '', when: withoutScoreLimits(rule.when) })),
})

function withoutScoreLimits(expression: Expression): Expression {
  if ('all' in expression) return { all: expression.all.map(withoutScoreLimits) }
  if ('any' in expression) return { any: expression.any.map(withoutScoreLimits) }
  if ('not' in expression) return { not: withoutScoreLimits(expression.not) }
  return looksAtScore(expression) ? { ...expression, value: 0 } : expression
}

const looksAtScore = (leaf: Leaf): boolean => 'compare' in leaf && leaf.compare.of === 'score'
