import type { Entry } from '../../domain/evidence/entries.ts'
import type { Outcome } from '../../domain/rating/suggest.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
import { addDays, type Day } from '../../domain/time/days.ts'
import { canComeTo, type RatedAlone, sidesAlone } from '../../domain/trials/sides-alone.ts'
import { whyMoved } from '../../domain/trials/why-moved.ts'
import type { Rules } from '../rules/index.ts'
import type { Movement } from './movement.ts'
import { raterOf } from './raters.ts'
import type { Ratings } from './ratings.ts'
import { reasonShort } from './reasons.ts'
import { type SideNames, whyWords } from './why-words.ts'

/** Says of movements which conditions turned, or what became of a place. */
export interface MovementReasons {
  /** Movement → sentences; of one that the ledger does not give again, or that says all itself, none. */
  of(movements: readonly Movement[]): Promise<ReadonlyMap<string, readonly string[]>>
}

/** What is found is kept of so many: it never changes, because what was known then does not. */
const KEPT = 5000

/** Movements between two breaths for other requests. */
const BREATH = 10

/**
 * Rates whom a movement concerns from the ledger twice, just before it and just after, as known then. A side counts only
 * when it comes to what the movement says; nobody else is rated.
 */
export function createMovementReasons({
  ratings,
  rules,
}: {
  readonly ratings: Pick<Ratings, 'entriesToRate'>
  readonly rules: Pick<Rules, 'published'>
}): MovementReasons {
  const known = new Map<string, readonly string[]>()
  const find = async (movements: readonly Movement[]): Promise<void> => {
    const versions = await rules.published()
    const [latest] = versions.slice(-1)
    if (latest === undefined) return
    const entries = await ratings.entriesToRate([...new Set(movements.map(one => one.cadreId))], latest.ruleSet)
    for (const [i, movement] of movements.entries()) {
      known.set(movement._id, reasonsOf(movement, entries.get(movement.cadreId) ?? [], versions))
      if (i % BREATH === BREATH - 1) await new Promise(resolve => setImmediate(resolve))
    }
  }
  return {
    of: async movements => {
      if (known.size > KEPT) known.clear()
      const unknown = movements.filter(({ _id }) => !known.has(_id))
      if (unknown.length > 0) await find(unknown)
      return new Map(movements.map(({ _id }) => [_id, known.get(_id) ?? []]))
    },
  }
}

/** What differs in the rules of before and after. */
const NAMES: SideNames = { before: '原规则', after: '新规则' }

function reasonsOf(movement: Movement, entries: readonly Entry[], versions: readonly RuleVersion[]): readonly string[] {
  const { from, to } = movement
  if (to === null) return []
  for (const [old, now] of rulesOf(movement, versions)) {
    const rated = (outcome: Outcome, version: RuleVersion, points: readonly Point[]) =>
      ratedAt(movement, outcome, version, points, entries)
    const after = rated(to, now, pointsAfter(movement))
    if (after === null) continue
    if (from === null) return firstReasons(after)
    const before = rated(from, old, pointsBefore(movement))
    if (before === null) continue
    const both = { before: old.ruleSet, after: now.ruleSet }
    const causes = whyMoved(...sidesAlone(before, after)).filter(({ kind }) => old !== now || kind !== 'otherwise')
    return causes.map(cause => whyWords(cause, both, NAMES))
  }
  return []
}

/** Of a first rating: what put it there. */
function firstReasons(after: RatedAlone): string[] {
  const [, { outcome, ruleSet }] = sidesAlone(after, after)
  const told = reasonShort(ruleSet, outcome)
  return told === '' ? [] : [told]
}

/** The rules before and after: those of the day, or until their edition was ready the ones before. */
function rulesOf({ on, cause }: Movement, versions: readonly RuleVersion[]): [RuleVersion, RuleVersion][] {
  const last = Math.max(
    0,
    versions.findLastIndex(({ effectiveOn }) => effectiveOn <= on),
  )
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

function pointsAfter({ on, at, entryIds }: Movement): Point[] {
  const last = Math.max(...entryIds)
  const recorded: Point[] = entryIds.length === 0 ? [] : [{ day: on, knows: ({ id }) => id <= last }]
  return [...recorded, ...[earlierThan(at), upTo(at)].map(knows => ({ day: on, knows }))]
}

/** What came in at the very moment was there or not: a pass goes before the records of its moment, as a rule. */
const earlierThan =
  (at: string): Point['knows'] =>
  ({ recordedAt }) =>
    recordedAt < at
const upTo =
  (at: string): Point['knows'] =>
  ({ recordedAt }) =>
    recordedAt <= at

function pointsBefore({ on, at, cause, entryIds }: Movement): Point[] {
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
  { cadreId, at }: Movement,
  outcome: Outcome,
  version: RuleVersion,
  points: readonly Point[],
  entries: readonly Entry[],
): RatedAlone | null {
  const rater = raterOf(version)
  for (const { day, knows } of points) {
    const rating = rater.rate(cadreId, entries.filter(knows), day, at)
    if (rating === null) continue
    const alone = { rating, outcome, ruleSet: version.ruleSet }
    if (canComeTo(alone)) return alone
  }
  return null
}
