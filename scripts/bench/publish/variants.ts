import type { Leaf, RuleSet } from '../../../src/domain/rules/rule-set.ts'

/** Yellow below this score, hundredths. */
export const limited = (ruleSet: RuleSet, limit: number): RuleSet => ({
  ...ruleSet,
  conditions: ruleSet.conditions.map(rule => {
    if (rule.id !== 'Y1' || !('all' in rule.when)) return rule
    const [score, ...rest] = rule.when.all
    return score === undefined ? rule : { ...rule, when: { all: [{ ...score, value: limit } as Leaf, ...rest] } }
  }),
})

/** Other weights of the parts of the score. */
export const weighed = (ruleSet: RuleSet, weights: readonly number[]): RuleSet => ({
  ...ruleSet,
  score: {
    ...ruleSet.score,
    parts: ruleSet.score.parts.map((part, i) => ({ ...part, weight: weights[i] ?? part.weight })),
  },
})

/** The score below which this share of people is. */
export const scoreAt = (scores: Int32Array, share: number): number => scores[Math.floor(scores.length * share)] ?? 0
