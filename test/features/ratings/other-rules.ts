import type { Leaf, RuleSet } from '../../../src/domain/rules/rule-set.ts'

/** Another limit of the score for yellow, V1 says 75: those between move, nobody else's rating changes. */
export const limited =
  (limit: number) =>
  (ruleSet: RuleSet): RuleSet => ({
    ...ruleSet,
    conditions: ruleSet.conditions.map(rule => {
      if (rule.id !== 'Y1' || !('all' in rule.when)) return rule
      const [score, ...rest] = rule.when.all
      return score === undefined ? rule : { ...rule, when: { all: [{ ...score, value: limit } as Leaf, ...rest] } }
    }),
  })

/** Y4 asks for two facts of N4 instead of one: who has one moves. */
export const milder = (ruleSet: RuleSet): RuleSet =>
  JSON.parse(JSON.stringify(ruleSet).replace(/("codes":\["N4"\][^}]*},"months":3},"op":"ge","value":)100/, '$1200'))

/** Asks for other months in the leaves that look back three: something else is measured. */
export const lookingBackLonger = (ruleSet: RuleSet): RuleSet =>
  JSON.parse(JSON.stringify(ruleSet).replaceAll('"months":3', '"months":4'))

/** Another weight of the parts: every score changes. */
export const weighed = (ruleSet: RuleSet): RuleSet => {
  const [first, second, ...rest] = ruleSet.score.parts
  if (first === undefined || second === undefined) return ruleSet
  const parts = [{ ...first, weight: first.weight - 500 }, { ...second, weight: second.weight + 500 }, ...rest]
  return { ...ruleSet, score: { ...ruleSet.score, parts } }
}
