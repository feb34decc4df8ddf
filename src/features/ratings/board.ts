import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Placeable, Placing } from '../../domain/rating/place.ts'
import type { Mark, Rating } from '../../domain/rating/rate.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { StandingDocument } from './standing-model.ts'

/** What the placing needs of everybody, and the suggestion it led to. */
export interface BoardRow extends Placeable {
  /** The rating's own outcome. */
  readonly colour: string
  readonly mark: Mark | null
  /** Under the placing. */
  readonly suggested: Outcome
  readonly since: string
  readonly alerts: StandingAlerts
}

/** Everybody's row with the placing formed from them; `generation` rises with each change of any of it. */
export interface Board {
  readonly generation: number
  readonly rows: ReadonlyMap<string, BoardRow>
  readonly placing: Placing
}

export const emptyPlacing: Placing = { classes: {}, placed: [], tied: [], full: [] }

export function rowOfDocument(document: StandingDocument): BoardRow {
  return {
    cadreId: document._id,
    unitId: document.unitId,
    classCode: document.classCode,
    scored: document.scored,
    score: document.score < 0 ? null : document.score,
    candidate: document.candidate,
    parts: document.parts.map(mean => ({ code: '', mean, coverage: 0 })),
    colour: document.colour,
    mark: document.ratingMark,
    suggested: { colour: document.suggested, mark: document.mark },
    since: document.since,
    alerts: document.alerts ?? {},
  }
}

/** Whether a rating changed nothing that the placing looks at. */
export const samePlaceable = (a: Placeable | undefined, b: Rating | null): boolean =>
  a === undefined || b === null
    ? a === undefined && b === null
    : a.unitId === b.unitId &&
      a.classCode === b.classCode &&
      a.scored === b.scored &&
      a.score === b.score &&
      a.candidate === b.candidate &&
      b.parts.every((part, i) => part.mean === (a.parts[i]?.mean ?? null))
