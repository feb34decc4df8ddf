import { outcomeUnder, type PlacingSets } from '../../domain/rating/suggest.ts'
import type { Day } from '../../domain/time/days.ts'
import { type BoardRow, sameOutcome } from './board.ts'
import { type EditionKey, hasOwnCollections, OPEN, standingId } from './edition.ts'
import type { Judged } from './judged.ts'
import { type Alerting, alertsAfter, storedAlerts } from './standing-alerts.ts'
import { joinedFields, ownFields } from './standing-fields.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'

/** What is kept in editions. */
export type InEditions = Pick<StandingDocument, '_id' | 'cadreId' | 'from' | 'until'>

/** What an edition brings of one cadre. */
export interface Brought {
  /** Undefined: the standing stays. */
  readonly next: StandingDocument | undefined
  /** Undefined: the alerts stay; null: there are none any more. */
  readonly alerts: AlertsDocument | null | undefined
}

/**
 * What an edition brings in place of a standing and its alerts, as the rating by its rules says; undefined, it rates
 * nobody. What does not change stays, but is brought along where the edition has collections of its own.
 */
export function broughtBy(
  edition: EditionKey,
  old: StandingDocument,
  alerting: Alerting,
  judged: Judged | undefined,
): Brought {
  const { number } = edition
  const next = judged === undefined ? undefined : (successor(old, judged, number) ?? undefined)
  const alerts = judged === undefined ? undefined : alertsAfter(alerting, judged.outline, number)
  if (!hasOwnCollections(edition)) return { next, alerts }
  const own = storedAlerts(alerting)
  const along = own === undefined ? null : begunIn(number, own)
  return { next: next ?? begunIn(number, old), alerts: alerts === undefined ? along : alerts }
}

/** The same as an edition of this number brings it. */
const begunIn = <D extends InEditions>(number: number, document: D): D => ({
  ...document,
  _id: standingId(document.cadreId, number),
  from: number,
  until: OPEN,
})

/**
 * The standing that an edition brings in place of one, as the rating by its rules says. What it suggests is what the
 * placing is likely to leave: `settle` corrects the few it is wrong about. Null when other rules change nothing of it.
 */
function successor(old: StandingDocument, judged: Judged, edition: number): StandingDocument | null {
  const own = ownFields(judged)
  if (isSame(old, own)) return null
  return { ...begunIn(edition, old), ...own, ...likely(old, judged) }
}

/** Who meets the conditions of a place as before is likely to have it as before; everybody else stands as judged. */
function likely(old: StandingDocument, { outline }: Judged) {
  const { colour, mark, candidate, asOf } = outline
  const before = { colour: old.suggested, mark: old.mark }
  const asBefore = candidate && old.candidate && old.colour === colour && old.ratingMark === mark
  const outcome = asBefore ? before : { colour, mark }
  return joinedFields(outcome, sameOutcome(before, outcome) ? old.since : asOf)
}

/** `asOf` only says when it was looked at; `nextChangeOn` may be early, never late. */
function isSame(old: StandingDocument, own: ReturnType<typeof ownFields>): boolean {
  const { asOf, parts, nextChangeOn, ...rest } = own
  for (const key in rest) if (old[key as keyof typeof rest] !== rest[key as keyof typeof rest]) return false
  const mayStay = old.nextChangeOn > asOf && old.nextChangeOn <= nextChangeOn
  return mayStay && parts.every((part, i) => part === old.parts[i])
}

/** The same standing with only its suggestion changed. */
export const settledSuccessor = (old: StandingDocument, { suggested, since }: BoardRow, edition: number) => ({
  ...begunIn(edition, old),
  ...joinedFields(suggested, since),
})

/** What the last edition suggested, and since when. */
export type Before = Pick<BoardRow, 'suggested' | 'since'>

/** One row of the coming edition under its placing. */
export interface Settled {
  readonly row: BoardRow
  readonly before: Before
  /** Another suggestion than in the last edition. */
  readonly moved: boolean
  /** What is stored of the coming edition says otherwise. */
  readonly differs: boolean
}

/** Joins rows of the coming edition, as stored, with its placing. */
export function* settle(
  rows: Iterable<BoardRow>,
  beforeOf: (row: BoardRow) => Before,
  sets: PlacingSets,
  quotaColour: string,
  day: Day,
): Iterable<Settled> {
  for (const stored of rows) {
    const before = beforeOf(stored)
    const suggested = outcomeUnder(stored, sets, quotaColour)
    const moved = !sameOutcome(before.suggested, suggested)
    const since = moved ? day : before.since
    const differs = since !== stored.since || !sameOutcome(stored.suggested, suggested)
    yield { row: differs ? { ...stored, suggested, since } : stored, before, moved, differs }
  }
}
