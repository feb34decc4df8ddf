import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Outline } from '../../domain/rating/outline.ts'
import type { Placeable, Placing } from '../../domain/rating/place.ts'
import type { Mark } from '../../domain/rating/rate.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { Counts } from './counts.ts'
import type { Edition } from './edition.ts'
import type { StandingDocument } from './standing-model.ts'

/** What the placing needs of everybody, and the suggestion it led to. */
export interface BoardRow extends Placeable {
  /** The edition that brought the document. */
  readonly from: number
  /** The rating's own outcome. */
  readonly colour: string
  readonly mark: Mark | null
  /** Under the placing. */
  readonly suggested: Outcome
  readonly since: string
  readonly alerts: StandingAlerts
  /** What people decided. */
  readonly placed: string | null
}

export type BoardRows = ReadonlyMap<string, BoardRow>

/** Everybody's row with the placing formed from them; `generation` rises with each change of any of it. */
export interface Board {
  readonly generation: number
  readonly edition: Edition
  /** The edition that is being prepared: it is told who moves meanwhile. */
  readonly next: Edition | null
  readonly rows: BoardRows
  readonly placing: Placing
  readonly counts: Counts
}

export const emptyPlacing: Placing = { classes: {}, placed: [], tied: [], full: [] }

/** A board names a handful of words for everybody: each is kept once. */
const words = new Map<string, string>()
const kept = (word: string): string => {
  if (words.size > 100_000) words.clear()
  const known = words.get(word)
  if (known === undefined) words.set(word, word)
  return known ?? word
}

export function rowOfDocument(document: StandingDocument): BoardRow {
  return {
    cadreId: document.cadreId,
    from: document.from,
    unitId: kept(document.unitId),
    classCode: kept(document.classCode),
    scored: document.scored,
    score: document.score < 0 ? null : document.score,
    candidate: document.candidate,
    parts: document.parts.map(mean => ({ code: '', mean, coverage: 0 })),
    colour: kept(document.colour),
    mark: document.ratingMark,
    suggested: { colour: kept(document.suggested), mark: document.mark },
    since: kept(document.since),
    placed: document.placed,
    alerts: document.alerts ?? {},
  }
}

/** The row of what a rating comes to; the rest comes with the placing and from what was there before. */
export function rowOfOutline(
  outline: Outline,
  joined: Pick<BoardRow, 'from' | 'suggested' | 'since' | 'alerts'>,
): BoardRow {
  const { cadreId, unitId, classCode, scored, score, candidate, parts, colour, mark, placed } = outline
  const own = { cadreId, unitId, classCode, scored, score, candidate, parts, colour, mark }
  return { ...own, placed: placed?.colour ?? null, ...joined }
}

/** Whether a rating changed nothing that the placing looks at. */
export const samePlaceable = (a: Placeable | undefined, b: Outline | null): boolean =>
  a === undefined || b === null
    ? a === undefined && b === null
    : a.unitId === b.unitId &&
      a.classCode === b.classCode &&
      a.scored === b.scored &&
      a.score === b.score &&
      a.candidate === b.candidate &&
      b.parts.every((part, i) => part.mean === (a.parts[i]?.mean ?? null))

export const sameOutcome = (a: Outcome, b: Outcome): boolean => a.colour === b.colour && a.mark === b.mark
