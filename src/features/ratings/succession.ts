import { canonical } from '../../domain/canonical.ts'
import { alertsOf, alertsSince } from '../../domain/rating/alerts.ts'
import { outcomeUnder, type PlacingSets } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { type BoardRow, type BoardRows, sameOutcome } from './board.ts'
import { OPEN, standingId } from './edition.ts'
import type { Judged } from './judged.ts'
import { joinedFields, ownFields } from './standing-fields.ts'
import type { StandingDocument } from './standing-model.ts'

/** The edition that brings successors, and its rules. */
interface Successors {
  readonly number: number
  readonly ruleSet: RuleSet
}

/**
 * The standing that an edition brings in place of one: as the rating by its rules says, the suggestion still the old one
 * until the placing is formed. Null when other rules change nothing of it.
 */
export function successor(
  old: StandingDocument,
  judged: Judged,
  { number, ruleSet }: Successors,
): StandingDocument | null {
  const { rating } = judged
  const own = ownFields(judged, alertsSince(alertsOf(rating, ruleSet), old.alerts, rating.asOf))
  if (isSame(old, own)) return null
  return { ...old, ...own, _id: standingId(old.cadreId, number), from: number, until: OPEN }
}

/** `asOf` only says when it was looked at; `nextChangeOn` may be early, never late. */
function isSame(old: StandingDocument, own: ReturnType<typeof ownFields>): boolean {
  const { asOf, parts, alerts, nextChangeOn, ...rest } = own
  const keys = Object.keys(rest) as (keyof typeof rest)[]
  const mayStay = old.nextChangeOn > asOf && old.nextChangeOn <= nextChangeOn
  const [before, now] = [old, own].map(one => canonical([one.alerts ?? {}, one.parts]))
  return mayStay && before === now && keys.every(key => old[key] === rest[key])
}

/** The same standing with only its suggestion changed. */
export const settledSuccessor = (old: StandingDocument, { suggested, since }: BoardRow, edition: number) => ({
  ...old,
  ...joinedFields(suggested, since),
  _id: standingId(old.cadreId, edition),
  from: edition,
  until: OPEN,
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

/** Joins the rows of the coming edition, as stored, with its placing. */
export function* settle(
  rows: BoardRows,
  beforeOf: (row: BoardRow) => Before,
  sets: PlacingSets,
  quotaColour: string,
  day: Day,
): Iterable<Settled> {
  for (const stored of rows.values()) {
    const before = beforeOf(stored)
    const suggested = outcomeUnder(stored, sets, quotaColour)
    const moved = !sameOutcome(before.suggested, suggested)
    const since = moved ? day : before.since
    const differs = since !== stored.since || !sameOutcome(stored.suggested, suggested)
    yield { row: differs ? { ...stored, suggested, since } : stored, before, moved, differs }
  }
}
