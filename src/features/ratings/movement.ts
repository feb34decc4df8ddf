import type { MovementCause, NotedMovement } from '../../domain/moves/around-movement.ts'
import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import { markNote } from './mark-view.ts'

/** A cause in the words of pages and texts. */
const causeWords: Readonly<Record<MovementCause, string>> = {
  record: '因新记录',
  time: '因时间推移',
  rules: '因规则变化',
  others: '因名额或排名变化',
}

/** Why, in one sentence: what set it off, and what turned; where nothing says what, the mark that came or went. */
export const movementWords = (movement: Movement, reasons: readonly string[]): string =>
  [causeWords[movement.cause], ...(reasons.length > 0 ? reasons : markChange(movement))].join('；')

function markChange({ from, to }: Movement): string[] {
  const note = markNote(to?.mark ?? null)
  const before = markNote(from?.mark ?? null)
  if (note !== '') return [note]
  return before !== '' && from?.colour === to?.colour ? [`原为“${before}”`] : []
}

/** One change of what the rules suggest for a cadre, as it is stored. */
export interface Movement extends NotedMovement {
  /** In the order of the changes; an edition's own sort after those of the edition before (edition.ts). */
  readonly _id: string
  readonly unitId: string
  readonly classCode: string
}

/** When what a day brings came about: now, or of a day that was missed its end. */
export const momentOn = (day: Day, { today, now }: Pick<Work, 'today' | 'now'>): Instant =>
  day < today ? endOfDay(day) : now

/** Somebody was rated before: no first rating. */
export const isChange = { 'from.colour': { $gt: '' } }
/** The index of the changes, in their order. */
export const CHANGES = { _id: 1, on: 1 } as const
