import type { StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Outline } from '../../domain/rating/outline.ts'
import type { Placeable, Placing } from '../../domain/rating/place.ts'
import type { Mark } from '../../domain/rating/rate.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'

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
  /** The edition that brought the document of the alerts; when there are none, the one that would. */
  readonly alertsFrom: number
  /** What people decided. */
  readonly placed: string | null
}

export const emptyPlacing: Placing = { classes: {}, placed: [], tied: [], full: [] }

/** Who has a place, as the suggestions say: nobody is of the quota's colour without one. */
export function placesOf(
  rows: Iterable<Pick<BoardRow, 'cadreId' | 'colour' | 'suggested'>>,
  quotaColour: string,
): Omit<Placing, 'classes'> {
  const places = { placed: [] as string[], tied: [] as string[], full: [] as string[] }
  for (const { cadreId, colour, suggested } of rows) {
    const { mark } = suggested
    if (mark === 'tied' || mark === 'full') places[mark].push(cadreId)
    else if (mark === null && suggested.colour === quotaColour && colour !== quotaColour) places.placed.push(cadreId)
  }
  return places
}

/** `alerts`: undefined, there are none. */
export function rowOfDocument(
  document: Omit<StandingDocument, 'who' | 'measured'>,
  alerts: AlertsDocument | undefined,
): BoardRow {
  return {
    cadreId: document.cadreId,
    from: document.from,
    unitId: document.unitId,
    classCode: document.classCode,
    scored: document.scored,
    score: document.score < 0 ? null : document.score,
    candidate: document.candidate,
    parts: document.parts.map(mean => ({ mean })),
    colour: document.colour,
    mark: document.ratingMark,
    suggested: { colour: document.suggested, mark: document.mark },
    since: document.since,
    placed: document.placed,
    alerts: alerts?.alerts ?? {},
    alertsFrom: alerts?.from ?? document.from,
  }
}

/** The row of what a rating comes to; the rest comes with the placing and from what was there before. */
export function rowOfOutline(
  outline: Outline,
  joined: Pick<BoardRow, 'from' | 'suggested' | 'since' | 'alerts' | 'alertsFrom'>,
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
      [0, 1].every(i => (a.parts[i]?.mean ?? null) === (b.parts[i]?.mean ?? null))

export const sameOutcome = (a: Outcome, b: Outcome): boolean => a.colour === b.colour && a.mark === b.mark
