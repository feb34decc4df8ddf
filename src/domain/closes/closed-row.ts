import type { Mark } from '../rating/own-outcome.ts'
import type { SuggestionMark } from '../rating/suggest.ts'
import { type Codecs, flag, listOf, maybeNumber, maybeWord, number, text, word, words } from './codec.ts'

/** Who they were. */
export interface ClosedWho {
  readonly cadreId: string
  readonly name: string
  readonly title: string
  readonly unitId: string
  readonly classCode: string
  readonly head: boolean
}

/** What was computed of them as known then. Points are hundredths. */
export interface ClosedOutcome {
  /** The rating's own outcome, before others (ranks, places) are looked at. */
  readonly colour: string
  readonly ownMark: Mark | null
  readonly candidate: boolean
  readonly scored: boolean
  readonly provisional: boolean
  /** What the rules suggested in the end. */
  readonly suggested: string
  readonly mark: SuggestionMark | null
  /** The list people had put them on; null for none. */
  readonly placed: string | null
  readonly score: number | null
  readonly coverage: number
  /** Inside the class by score; null when not ranked. */
  readonly rank: number | null
  readonly events: number
  /** In the order of the rule set's parts. */
  readonly parts: readonly ClosedPart[]
  /** Conditions of the suggested colour that were true. */
  readonly reasons: readonly string[]
  /** The reasons with what was seen, in short; '' for the default colour. */
  readonly why: string
}

interface ClosedPart {
  readonly mean: number | null
  readonly coverage: number
}

/** One cadre in a close. */
export type ClosedRow = ClosedWho & ClosedOutcome

export const whoCodecs: Codecs<ClosedWho> = {
  cadreId: text,
  name: text,
  title: text,
  unitId: word,
  classCode: word,
  head: flag,
}

export const outcomeCodecs: Codecs<ClosedOutcome> = {
  colour: word,
  ownMark: maybeWord(),
  candidate: flag,
  scored: flag,
  provisional: flag,
  suggested: word,
  mark: maybeWord(),
  placed: maybeWord(),
  score: maybeNumber,
  coverage: number,
  rank: maybeNumber,
  events: number,
  parts: listOf<ClosedPart>({ mean: maybeNumber, coverage: number }),
  reasons: words,
  why: text,
}
