import type { Entry } from '../evidence/entries.ts'
import type { Rater } from '../rating/rate.ts'
import type { Outcome } from '../rating/suggest.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { addDays, type Day, type Instant } from '../time/days.ts'
import { canComeTo, type RatedAlone } from './sides-alone.ts'

/** What moved a suggestion: a record, the day (因时间推移), new rules, or what happened to others (名额、排名). */
export type MovementCause = 'record' | 'time' | 'rules' | 'others'

/** A change of what the rules suggest for a cadre, as it was noted. `null`: not rated. */
export interface NotedMovement {
  readonly cadreId: string
  readonly on: Day
  readonly at: Instant
  readonly from: Outcome | null
  readonly to: Outcome | null
  readonly cause: MovementCause
  /** The entries that moved it. */
  readonly entryIds: readonly number[]
}

/** A published version of the rules with its engine. */
export interface VersionedRater {
  readonly effectiveOn: Day
  readonly ruleSet: RuleSet
  readonly rater: Pick<Rater, 'rate'>
}

/** A cadre on both sides of a movement; `before` is null of a first rating. */
export interface AroundMovement {
  readonly before: RatedAlone | null
  readonly after: RatedAlone
}

/**
 * Rates whom a movement concerns from the ledger twice, just before it and just after, as known then. A side counts only
 * when it comes to what the movement says. Null of who is not rated any more, and where the ledger does not give the
 * movement again. `versions`: those ever in force, the earliest first.
 */
export function aroundMovement(
  movement: NotedMovement,
  entries: readonly Entry[],
  versions: readonly VersionedRater[],
): AroundMovement | null {
  const { from, to } = movement
  if (to === null) return null
  for (const [old, now] of rulesAround(movement, versions)) {
    const after = ratedAt(movement, to, now, pointsAfter(movement), entries)
    if (after === null) continue
    if (from === null) return { before: null, after }
    const before = ratedAt(movement, from, old, pointsBefore(movement), entries)
    if (before !== null) return { before, after }
  }
  return null
}

type BothVersions = readonly [before: VersionedRater, after: VersionedRater]

/** The rules before and after: those of the day, or until their edition was ready the ones before. */
function rulesAround({ on, cause }: NotedMovement, versions: readonly VersionedRater[]): BothVersions[] {
  const begun = versions.findLastIndex(({ effectiveOn }) => effectiveOn <= on)
  const last = Math.max(0, begun)
  const [previous, now] = [versions[last - 1], versions[last]]
  if (now === undefined) return []
  if (previous === undefined) return [[now, now]]
  return cause === 'rules'
    ? [[previous, now]]
    : [
        [now, now],
        [previous, previous],
      ]
}

/** A day, and which entries were known. */
interface Point {
  readonly day: Day
  knows(entry: Entry): boolean
}

/** Days back at which a standing may have been looked at last: passes may have been missed. */
const DAYS_BACK = [1, 2, 3, 4, 7, 14, 31]

function pointsAfter({ on, at, entryIds }: NotedMovement): Point[] {
  const last = Math.max(...entryIds)
  const recorded: Point[] = entryIds.length === 0 ? [] : [{ day: on, knows: ({ id }) => id <= last }]
  return [...recorded, ...[earlierThan(at), upTo(at)].map(knows => ({ day: on, knows }))]
}

/** What came in at the very moment was there or not: a pass goes before the records of its moment, as a rule. */
const earlierThan =
  (at: Instant): Point['knows'] =>
  ({ recordedAt }) =>
    recordedAt < at
const upTo =
  (at: Instant): Point['knows'] =>
  ({ recordedAt }) =>
    recordedAt <= at

function pointsBefore({ on, at, cause, entryIds }: NotedMovement): Point[] {
  const first = Math.min(...entryIds)
  const knows: Point['knows'][] =
    entryIds.length > 0
      ? [({ id }) => id < first]
      : cause === 'record'
        ? [earlierThan(at)]
        : [earlierThan(at), upTo(at)]
  const days = [...(cause === 'time' ? [] : [on]), ...DAYS_BACK.map(back => addDays(on, -back))]
  return days.flatMap(day => knows.map(one => ({ day, knows: one })))
}

/** The rating at the first point that comes to the outcome. */
function ratedAt(
  { cadreId, at }: NotedMovement,
  outcome: Outcome,
  { rater, ruleSet }: VersionedRater,
  points: readonly Point[],
  entries: readonly Entry[],
): RatedAlone | null {
  for (const { day, knows } of points) {
    const rating = rater.rate(cadreId, entries.filter(knows), day, at)
    if (rating === null) continue
    const alone = { rating, outcome, ruleSet }
    if (canComeTo(alone)) return alone
  }
  return null
}
