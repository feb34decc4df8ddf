import { coloursInOrder, countedKeys } from '../../domain/rating/counted-as.ts'
import { type BothRules, type MarkView, markView } from '../ratings/index.ts'

/** What people can be counted as under either version: the colours of both, and what hides one. */
export function colourKeys({ before, after }: BothRules): string[] {
  const colours = [...coloursInOrder(after), ...coloursInOrder(before)]
  return [...new Set([...colours.map(({ code }) => code), ...countedKeys(after)])]
}

/** A key's mark; a colour that a version does not have is said as the other one says it. */
export function markOfKey({ before, after }: BothRules, key: string, side: 'before' | 'after'): MarkView {
  const [own, other] = side === 'before' ? [before, after] : [after, before]
  const isKnown = own.colours.some(({ code }) => code === key)
  return markView(isKnown ? own : other, key)
}
