import type { Entry } from '../../domain/evidence/entries.ts'
import type { MovementCause } from '../../domain/moves/around-movement.ts'
import { alertsSince } from '../../domain/rating/alerts.ts'
import { type Placing, placeAmong, placedOtherwise } from '../../domain/rating/place.ts'
import { type Outcome, outcomeUnder, setsOf } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { Rules } from '../rules/index.ts'
import { type Answering, answeringFor } from './answering.ts'
import { rowOfOutline, sameOutcome, samePlaceable } from './board.ts'
import type { Board, BoardKeeper } from './board-keeper.ts'
import type { BoardRows } from './board-rows.ts'
import { moveCounts } from './counts-store.ts'
import { collectionsOf, movementId, OPEN, standingId, versionOf } from './edition.ts'
import { type Judge, type Judged, judgeEntries } from './judged.ts'
import { type Movement, momentOn } from './movement.ts'
import { raterOf } from './raters.ts'
import { sharedFields } from './shared-entries.ts'
import { areNone, writeAlerts } from './standing-alerts.ts'
import { joinedFields, nobody, ownFields } from './standing-fields.ts'
import { MOVEMENTS, TOUCHED, type Who } from './standing-model.ts'

/** What moving the standings needs of others. */
export interface MovingDeps {
  readonly rules: Rules
  readonly boards: BoardKeeper
  /** Names and posts of cadres as the group has them. */
  readonly who: (work: Work, cadreIds: readonly string[]) => Promise<ReadonlyMap<string, Who>>
}

/** Why the standings are looked at: the records that touched a cadre, or the day. */
export interface MovingCause {
  readonly cause: Exclude<MovementCause, 'others'>
  /** As of which day: today, or one that was missed. */
  readonly day: Day
  readonly recorded: readonly Entry[]
  /** Whose name or post was written. */
  readonly renamed: ReadonlySet<string>
}

/**
 * Rates the cadres, and whom else the records concern, anew from their entries by the rules of the edition, forms the placing, and writes what changed:
 * standings, placing, movements — all inside the transaction of the command that moved them.
 */
export async function moveStandings(
  work: Work,
  cadreIds: readonly string[],
  why: MovingCause,
  deps: MovingDeps,
): Promise<void> {
  const before = await deps.boards.open(work)
  const { ruleHash } = before.edition
  const rater = raterOf(await versionOf(before.edition, deps.rules))
  const shared = await deps.boards.shared(work, rater.ruleSet, why.recorded)
  const answering = await answeringFor(work, why.recorded, shared, sharedFields(rater.ruleSet))
  const concerned = [...new Set([...cadreIds, ...answering.keys()])].sort()
  const names = await deps.who(work, unnamed(concerned, before, why))
  const ratings = await rateIn(work, concerned, why.day, { rater, ruleHash }, shared)
  const rows = rowsAfter(before, ratings, why.day)
  const placing = placingAfter(before, ratings, rows, rater.ruleSet)
  const change: Change = { before, ratings, answering, rows, placing, names, why, ruleSet: rater.ruleSet }
  const after = await writeChanges(work, change)
  if (after !== before) deps.boards.put(work, after)
}

/** Those whose name and post the standing does not hold as they are. */
function unnamed(cadreIds: readonly string[], { rows }: Board, { recorded, renamed }: MovingCause): string[] {
  const posted = new Set(
    recorded.flatMap(entry => (entry.kind === 'posting' || entry.kind === 'end' ? entry.subjects : [])),
  )
  const rated = cadreIds.filter(id => !rows.has(id) || posted.has(id))
  return [...new Set([...rated, ...renamed])]
}

/** Ratings from the entries as the group has them; null: not rated. */
export async function rateIn(
  work: Work,
  cadreIds: readonly string[],
  day: Day,
  judge: Judge,
  shared: readonly Entry[],
): Promise<Map<string, Judged | null>> {
  const ratings = new Map<string, Judged | null>()
  for (const cadreId of cadreIds) {
    const entries = [...(await work.entriesOf(cadreId)), ...shared]
    ratings.set(cadreId, judgeEntries(cadreId, entries, day, judge))
  }
  return ratings
}

/** The rows as rated, their suggestions as they were. */
function rowsAfter({ rows: before, edition }: Board, ratings: Ratings, day: Day): BoardRows {
  const rows = before.copy()
  for (const [cadreId, judged] of ratings) {
    const old = before.get(cadreId)
    if (judged === null) rows.delete(cadreId)
    else {
      const { outline } = judged
      const { suggested, since, from } = old ?? { suggested: outline, since: day, from: edition.number }
      const alerts = alertsSince(outline.alertKeys, old?.alerts, day)
      const alertsFrom = old === undefined || areNone(old.alerts) ? edition.number : old.alertsFrom
      rows.set(cadreId, rowOfOutline(outline, { from, suggested, since, alerts, alertsFrom }))
    }
  }
  return rows
}

/** The placing is formed again only when something it looks at changed. */
function placingAfter(before: Board, ratings: Ratings, rows: BoardRows, ruleSet: RuleSet): Placing {
  const changed = [...ratings].some(([id, judged]) => !samePlaceable(before.rows.get(id), judged?.outline ?? null))
  return changed ? placeAmong(rows, ruleSet) : before.placing
}

/** Cadre → rating, null: not rated. */
type Ratings = ReadonlyMap<string, Judged | null>

interface Change {
  readonly before: Board
  readonly ratings: Ratings
  readonly answering: Answering
  /** As rated; each is given its suggestion under the placing. */
  readonly rows: BoardRows
  readonly placing: Placing
  readonly names: ReadonlyMap<string, Who>
  readonly why: MovingCause
  readonly ruleSet: RuleSet
}

async function writeChanges(work: Work, change: Change): Promise<Board> {
  const { before, ratings, rows, placing } = change
  const written = new Set<string>(ratings.keys())
  for (const [cadreId, judged] of ratings) {
    if (judged !== null) writeRating(work, judged, change)
    else removeRating(work, cadreId, change)
  }
  for (const id of writeNames(work, change)) written.add(id)
  if (placing !== before.placing) for (const id of moveOthers(work, change)) written.add(id)
  if (written.size === 0 && placing === before.placing) return before
  if (before.next !== null) for (const id of written) work.replace(TOUCHED, id, { at: before.generation + 1 })
  await moveCounts(work, before.edition.number, written, before.rows, rows)
  return { ...before, generation: before.generation + 1, rows, placing }
}

function writeRating(work: Work, judged: Judged, change: Change): void {
  const { outline } = judged
  const { cadreId } = outline
  const { edition, rows } = change.before
  const { standings } = collectionsOf(edition)
  const old = rows.get(cadreId)
  const row = change.rows.get(cadreId)
  if (row === undefined) return
  const suggested = outcomeUnder(outline, setsOf(change.placing), change.ruleSet.quotas.colour)
  const moved = old === undefined || !sameOutcome(old.suggested, suggested)
  const since = moved ? change.why.day : old.since
  change.rows.set(cadreId, { ...row, suggested, since })
  const fields = { ...ownFields(judged), ...joinedFields(suggested, since) }
  const who = change.names.get(cadreId)
  const id = standingId(cadreId, row.from)
  if (old === undefined)
    work.replace(standings, id, { _id: id, cadreId, from: row.from, until: OPEN, who: who ?? nobody, ...fields })
  else work.update(standings, id, { $set: who === undefined ? fields : { ...fields, who } })
  writeAlerts(work, edition, { before: old ?? null, after: row })
  if (moved) recordMovement(work, outline, old?.suggested ?? null, suggested, change)
}

function removeRating(work: Work, cadreId: string, change: Change): void {
  const { edition, rows } = change.before
  const old = rows.get(cadreId)
  if (old === undefined) return
  work.remove(collectionsOf(edition).standings, standingId(cadreId, old.from))
  writeAlerts(work, edition, { before: old, after: null })
  recordMovement(work, old, old.suggested, null, change)
}

/** Names and posts of those who are not rated anew; answers whose. */
function writeNames(work: Work, { before, rows, names, ratings }: Change): string[] {
  const { standings } = collectionsOf(before.edition)
  const written: string[] = []
  for (const [cadreId, who] of names) {
    const row = rows.get(cadreId)
    if (row === undefined || ratings.has(cadreId)) continue
    work.update(standings, standingId(cadreId, row.from), { $set: { who } })
    written.push(cadreId)
  }
  return written
}

/** A place gained or lost by what happened to somebody else; answers whose. */
function moveOthers(work: Work, change: Change): string[] {
  const { before, ratings, rows, placing, ruleSet, why } = change
  const { standings } = collectionsOf(before.edition)
  const moved: string[] = []
  for (const cadreId of [...placedOtherwise(before.placing, placing)].sort()) {
    const row = before.rows.get(cadreId)
    if (row === undefined || ratings.has(cadreId)) continue
    const outcome = outcomeUnder(row, setsOf(placing), ruleSet.quotas.colour)
    if (sameOutcome(row.suggested, outcome)) continue
    rows.set(cadreId, { ...row, suggested: outcome, since: why.day })
    work.update(standings, standingId(cadreId, row.from), { $set: joinedFields(outcome, why.day) })
    recordMovement(work, row, row.suggested, outcome, change)
    moved.push(cadreId)
  }
  return moved
}

function recordMovement(
  work: Work,
  { cadreId, unitId, classCode }: { readonly cadreId: string; readonly unitId: string; readonly classCode: string },
  from: Outcome | null,
  to: Outcome | null,
  { why, ratings, answering, before }: Change,
): void {
  const own = ratings.has(cadreId)
  const concerns = (entry: Entry): boolean =>
    entry.subjects.includes(cadreId) || (answering.get(cadreId)?.has(entry.id) ?? false)
  const movement: Movement = {
    _id: movementId(before.edition.number, before.generation + 1, cadreId),
    cadreId,
    unitId,
    classCode,
    on: why.day,
    at: momentOn(why.day, work),
    from,
    to,
    cause: own ? why.cause : 'others',
    entryIds: own ? why.recorded.filter(concerns).map(({ id }) => id) : [],
  }
  work.insert(MOVEMENTS, movement)
}
