import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type BothRules, type MarkView, markView } from '../ratings/index.ts'

/** What people can be counted as under either version: the lists as people read them, the rest, and what hides a colour. */
export function colourKeys({ before, after }: BothRules): string[] {
  const codes = (ruleSet: RuleSet): string[] => [
    ...ruleSet.colours
      .filter(({ match }) => match !== 'default')
      .sort((a, b) => b.direction - a.direction)
      .map(({ code }) => code),
    ...ruleSet.colours.filter(({ match }) => match === 'default').map(({ code }) => code),
  ]
  return [...new Set([...codes(after), ...codes(before), 'insufficient', 'indeterminate'])]
}

/** A key's mark; a colour that a version does not have is said as the other one says it. */
export function markOfKey({ before, after }: BothRules, key: string, side: 'before' | 'after'): MarkView {
  const [own, other] = side === 'before' ? [before, after] : [after, before]
  const isKnown = own.colours.some(({ code }) => code === key)
  return markView(isKnown ? own : other, key)
}
