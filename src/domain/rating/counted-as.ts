import type { RuleSet } from '../rules/rule-set.ts'

/** 依据不足 and 不定色 stand in the place of the default colour; every other mark stands beside a colour. */
export const countedAs = (outcome: { readonly colour: string; readonly mark: string | null }): string =>
  outcome.mark === 'insufficient' || outcome.mark === 'indeterminate' ? outcome.mark : outcome.colour

/** The colours in the one order in which they are shown: by the direction the rules give each, the best first. */
export const coloursInOrder = ({ colours }: Pick<RuleSet, 'colours'>): RuleSet['colours'] =>
  [...colours].sort((a, b) => b.direction - a.direction)

/** All that people can be counted as, in the order in which it is shown: the colours, then what hides one. */
export const countedKeys = (ruleSet: Pick<RuleSet, 'colours'>): string[] => [
  ...coloursInOrder(ruleSet).map(({ code }) => code),
  'insufficient',
  'indeterminate',
]
