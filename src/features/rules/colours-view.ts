import type { Colour, RuleSet } from '../../domain/rules/rule-set.ts'
import { directionWords, matchWords, taskWords, termWords } from '../../domain/rules/rule-words.ts'

/** The mark of a colour, as the partial `colour-mark` places it. */
export const markOf = ({ code, shape, letter, label }: Colour) => ({ colour: code, shape, letter, label })

/** Each colour with its direction, term and consequences, in words. */
export const coloursView = ({ colours }: RuleSet) =>
  colours.map(colour => ({
    mark: markOf(colour),
    direction: directionWords(colour.direction),
    match: matchWords[colour.match],
    term: termWords(colour.term),
    tasks: colour.consequences.map(taskWords),
  }))
