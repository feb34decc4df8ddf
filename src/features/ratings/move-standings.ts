import { canonical } from '../../domain/canonical.ts'
import type { Entry } from '../../domain/evidence/entries.ts'
import { alertsOf, alertsSince, type StandingAlerts } from '../../domain/rating/alerts.ts'
import { packRating } from '../../domain/rating/packed-rating.ts'
import { type Placing, place } from '../../domain/rating/place.ts'
import { createRater, type Rater, type Rating } from '../../domain/rating/rate.ts'
import { type Outcome, outcomeUnder, type PlacingSets, setsOf } from '../../domain/rating/suggest.ts'
import { earliest, endOfDay } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Board, type BoardRow, samePlaceable } from './board.ts'
import type { BoardKeeper } from './board-keeper.ts'
import type { Movement, MovementCause } from './movement.ts'
import { MOVEMENTS, PLACINGS, STANDINGS, type StandingDocument, type Who } from './standing-model.ts'

/** What moving the standings needs of others. */
export interface MovingDeps {
  readonly rules: Rules
  readonly boards: BoardKeeper
  /** Names and posts of cadres as the group has them. */
  readonly who: (work: Work, cadreIds: readonly string[]) => Promise<ReadonlyMap<string, Who>>
}

/** Why the standings are looked at: the records that touched a cadre, the day, or new rules. */
export interface MovingCause {
  readonly cause: Exclude<MovementCause, 'others'>
  readonly recorded: readonly Entry[]
}

/**
 * Rates the cadres anew from their entries, forms the placing, and writes what changed: standings, placing, movements —
 * all inside the transaction of the command that moved them.
 */
export async function moveStandings(
  work: Work,
  cadreIds: readonly string[],
  why: MovingCause,
  deps: MovingDeps,
): Promise<void> {
  const version = await deps.rules.inForce(work.today)
  const rater = raterOf(version.ruleSet, version.hash)
  const before = await deps.boards.open(work)
  const nextRules = await deps.rules.nextBeginning(work.today)
  const shared = await deps.boards.shared(work, version.ruleSet, why.recorded)
  const names = await deps.who(work, unnamed(cadreIds, before, why.recorded))
  const ratings = new Map<string, Rating | null>()
  for (const cadreId of cadreIds) {
    const entries = [...(await work.entriesOf(cadreId)), ...shared]
    const rating = rater.rate(cadreId, entries, work.today, endOfDay(work.today))
    ratings.set(cadreId, rating === null ? null : { ...rating, nextChangeOn: earliest(rating.nextChangeOn, nextRules) })
  }
  const placing = placingAfter(before, ratings, rater)
  const after = writeChanges(work, { before, ratings, placing, sets: setsOf(placing), names, why, rater })
  if (after !== before)
    work.replace(PLACINGS, 'current', {
      _id: 'current',
      generation: after.generation,
      ruleSet: version.ruleSet.id,
      placing,
    })
  deps.boards.keep(after)
}

/** Those whose name and post the standing does not hold yet, or whose post was just recorded. */
function unnamed(cadreIds: readonly string[], { rows }: Board, recorded: readonly Entry[]): string[] {
  const posted = new Set(
    recorded.flatMap(entry => (entry.kind === 'posting' || entry.kind === 'end' ? entry.subjects : [])),
  )
  return cadreIds.filter(id => !rows.has(id) || posted.has(id))
}

let lastRater: { readonly hash: string; readonly rater: Rater } | null = null

/** The compiled rules; one version is in force at a time, so the last one is kept. */
function raterOf(ruleSet: Rater['ruleSet'], hash: string): Rater {
  if (lastRater?.hash !== hash) lastRater = { hash, rater: createRater(ruleSet) }
  return lastRater.rater
}

/** The placing is formed again only when something it looks at changed. */
function placingAfter(before: Board, ratings: ReadonlyMap<string, Rating | null>, rater: Rater): Placing {
  const changed = [...ratings].some(([id, rating]) => !samePlaceable(before.rows.get(id), rating))
  if (!changed) return before.placing
  const others = [...before.rows.values()].filter(row => !ratings.has(row.cadreId))
  const rated = [...ratings.values()].filter(rating => rating !== null)
  return place([...others, ...rated], rater.ruleSet)
}

interface Change {
  readonly before: Board
  readonly ratings: ReadonlyMap<string, Rating | null>
  readonly placing: Placing
  readonly sets: PlacingSets
  readonly names: ReadonlyMap<string, Who>
  readonly why: MovingCause
  readonly rater: Rater
}

function writeChanges(work: Work, change: Change): Board {
  const { before, ratings, placing } = change
  const rows = new Map(before.rows)
  for (const [cadreId, rating] of ratings) {
    if (rating !== null) writeRating(work, rows, rating, change)
    else removeRating(work, rows, cadreId, change)
  }
  if (placing !== before.placing) moveOthers(work, rows, change)
  return ratings.size > 0 || placing !== before.placing ? { generation: before.generation + 1, rows, placing } : before
}

function writeRating(work: Work, rows: Map<string, BoardRow>, rating: Rating, change: Change): void {
  const { cadreId } = rating
  const old = change.before.rows.get(cadreId)
  const outcome = outcomeUnder(rating, change.sets, change.rater.ruleSet.quotas.colour)
  const moved = old === undefined || !sameOutcome(old.suggested, outcome)
  const since = moved ? work.today : old.since
  const alerts = alertsSince(alertsOf(rating, change.rater.ruleSet), old?.alerts, work.today)
  const { colour, mark } = rating
  rows.set(cadreId, { ...placeableOf(rating), colour, mark, suggested: outcome, since, alerts })
  const { _id, ...fields } = fieldsOf(rating, outcome, { since, alerts })
  const who = change.names.get(cadreId)
  if (who === undefined && old !== undefined) work.update(STANDINGS, cadreId, { $set: fields })
  else work.replace(STANDINGS, cadreId, { _id, who: who ?? nobody, ...fields })
  if (moved) recordMovement(work, rating, old?.suggested ?? null, outcome, change)
}

function removeRating(work: Work, rows: Map<string, BoardRow>, cadreId: string, change: Change): void {
  const old = change.before.rows.get(cadreId)
  if (old === undefined) return
  rows.delete(cadreId)
  work.remove(STANDINGS, cadreId)
  recordMovement(work, old, old.suggested, null, change)
}

/** A place gained or lost by what happened to somebody else. */
function moveOthers(work: Work, rows: Map<string, BoardRow>, change: Change): void {
  for (const row of change.before.rows.values()) {
    if (change.ratings.has(row.cadreId)) continue
    const outcome = outcomeUnder(row, change.sets, change.rater.ruleSet.quotas.colour)
    if (sameOutcome(row.suggested, outcome)) continue
    rows.set(row.cadreId, { ...row, suggested: outcome, since: work.today })
    work.update(STANDINGS, row.cadreId, { $set: { suggested: outcome.colour, mark: outcome.mark, since: work.today } })
    recordMovement(work, row, row.suggested, outcome, change)
  }
}

const sameOutcome = (a: Outcome, b: Outcome): boolean => a.colour === b.colour && a.mark === b.mark

const placeableOf = ({ cadreId, unitId, classCode, scored, score, candidate, parts }: Rating) => ({
  cadreId,
  unitId,
  classCode,
  scored,
  score,
  candidate,
  parts,
})

function recordMovement(
  work: Work,
  { cadreId, unitId, classCode }: { readonly cadreId: string; readonly unitId: string; readonly classCode: string },
  from: Outcome | null,
  to: Outcome | null,
  { why, ratings, before }: Change,
): void {
  const own = ratings.has(cadreId)
  const movement: Movement = {
    // In the order of the changes, also while the clock stands.
    _id: `${String(before.generation + 1).padStart(10, '0')}|${cadreId}`,
    cadreId,
    unitId,
    classCode,
    on: work.today,
    at: work.now,
    from,
    to,
    cause: own ? why.cause : 'others',
    entryIds: own ? why.recorded.filter(entry => entry.subjects.includes(cadreId)).map(entry => entry.id) : [],
  }
  work.insert(MOVEMENTS, movement)
}

const nobody: Who = { name: '', pinyin: '', initials: '', title: '', level: '' }

/** The standing as stored, but for the name. */
function fieldsOf(
  rating: Rating,
  outcome: Outcome,
  { since, alerts }: { readonly since: string; readonly alerts: StandingAlerts },
): Omit<StandingDocument, 'who'> {
  return {
    _id: rating.cadreId,
    unitId: rating.unitId,
    classCode: rating.classCode,
    head: rating.head,
    scored: rating.scored,
    candidate: rating.candidate,
    score: rating.score ?? -1,
    parts: rating.parts.map(part => part.mean),
    colour: rating.colour,
    ratingMark: rating.mark,
    suggested: outcome.colour,
    mark: outcome.mark,
    placed: rating.placed?.colour ?? null,
    ruleSet: rating.ruleSet,
    nextChangeOn: rating.nextChangeOn,
    since,
    alerts,
    rating: canonical(packRating(rating)),
  }
}
