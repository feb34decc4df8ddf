import type { Actor } from '../../domain/access/roles.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { AlertKind } from '../../domain/rating/alerts.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { Day } from '../../domain/time/days.ts'
import { oneMoreFact } from '../../domain/ways-out/one-more-fact.ts'
import { betterThan } from '../../domain/ways-out/out.ts'
import { existingUnits } from '../people/index.ts'
import type { AlertFilter } from '../ratings/index.ts'
import type { Alerted, Moment, PageStart, RatingsView } from '../viewpoints/index.ts'
import type { AlertsDeps } from './alert-parts.ts'
import { type AlertQuery, allAlerts, filterOf, ownUnits } from './alert-query.ts'
import { type AlertRow, alertRow, type RowParts } from './alert-row.ts'
import { begunWords } from './begun-words.ts'
import { type ChangeRow, changeRows } from './change-view.ts'
import { type Digest, type DigestAsked, digestOf } from './digest.ts'

/** A page of alerts with what its frame says. */
export interface AlertPage {
  readonly view: RatingsView
  readonly rows: readonly AlertRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly counts: Readonly<Record<AlertKind, number>>
  /** What new rules made of the counts; ''. */
  readonly begun: string
  /** Facts that wait past their clock. */
  readonly overdue: number
  readonly units: readonly Unit[]
}

/** The alerts as seen from a point in time. Whose are shown is decided by the unit of that day. */
export interface Alerts {
  page(actor: Actor, query: AlertQuery, view: RatingsView, rows: number): Promise<AlertPage>
  /** All rows of a query, one by one. */
  rows(actor: Actor, query: AlertQuery, view: RatingsView): AsyncIterable<AlertRow>
  /** What new rules made of the counts of a query; ''. */
  begun(actor: Actor, query: AlertQuery, view: RatingsView): Promise<string>
  /** How many of each kind within the actor's scope, and the facts past their clock; for the home page. */
  countsFor(actor: Actor, view: RatingsView): Promise<AlertCounts>
  /** What is new since a day (a week ago unless asked) within these units, null: all; up to today unless seen from elsewhere. */
  digest(asked: DigestAsked, from?: RatingsView): Promise<Digest>
  /** How suggestions changed within the actor's scope since a day up to this moment, the newest first. */
  changes(actor: Actor, since: Day, moment: Moment, start: PageStart, rows: number): Promise<ChangesPage>
}

/** A page of changes, and how many there are. */
export interface ChangesPage {
  readonly rows: readonly ChangeRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly count: number
}

/** Counts by kind; `overdue`: facts that wait past their clock of verification. */
export interface AlertCounts {
  readonly kinds: Readonly<Record<AlertKind, number>>
  readonly overdue: number
  /** What new rules made of the counts; ''. */
  readonly begun: string
}

/** Rows of an export that are put into words together. */
const BATCH = 50

export function createAlerts(deps: AlertsDeps): Alerts {
  const { people, viewpoints, overdueFacts } = deps
  const rowsOf: RowsOf = async (kind, alerted, view) => {
    if (alerted.length === 0) return []
    const register = await people.at(view.past)
    const units = new Map((await register.units()).map(unit => [unit.id, unit]))
    const examples = kind === 'up' ? await examplesOf(alerted, view) : new Map<string, string>()
    const parts: RowParts = { units, version: view.version, day: view.day }
    return alerted.map(one => alertRow(kind, one, examples.get(one.cadreId) ?? null, parts))
  }
  return {
    page: async (actor, query, view, rows) => {
      const parts = { ruleSet: view.version.ruleSet, day: view.day }
      const filter = filterOf(query, actor, parts)
      const register = await people.at(view.past)
      const [page, counts, overdue, units] = await Promise.all([
        view.alerts.page(query.kind, filter, query, rows),
        view.alerts.counts(filter),
        overdueFacts(actor, view.past),
        register.units(),
      ])
      const own = ownUnits(actor, 'alerts.read')
      return {
        ...page,
        view,
        rows: await rowsOf(query.kind, page.rows, view),
        counts,
        begun: await begunWords(view, filter, counts),
        overdue,
        units: own === null ? existingUnits(units, view.day) : units.filter(unit => own.includes(unit.id)),
      }
    },
    rows: (actor, query, view) => {
      const parts = { ruleSet: view.version.ruleSet, day: view.day }
      const filter = filterOf(query, actor, parts)
      return inBatches(view.alerts.stream(query.kind, filter), rows => rowsOf(query.kind, rows, view))
    },
    begun: async (actor, query, view) => {
      const filter = filterOf(query, actor, { ruleSet: view.version.ruleSet, day: view.day })
      return begunWords(view, filter, await view.alerts.counts(filter))
    },
    countsFor: async (actor, view) => {
      const filter = filterOf(allAlerts, actor, { ruleSet: view.version.ruleSet, day: view.day })
      const [kinds, overdue] = await Promise.all([view.alerts.counts(filter), overdueFacts(actor, view.past)])
      return { kinds, overdue, begun: await begunWords(view, filter, kinds) }
    },
    digest: async (asked, from) => {
      const view = from ?? (await viewpoints.at(null))
      const first = async (kind: AlertKind, filter: AlertFilter, limit: number) =>
        rowsOf(kind, (await view.alerts.page(kind, filter, { after: null, before: null }, limit)).rows, view)
      return digestOf(deps, { view, first }, asked)
    },
    changes: async (actor, since, { day, past, version }, start, rows) => {
      const filter = { since, until: past && day, unitIds: ownUnits(actor, 'alerts.read') }
      const { changes } = deps.ratings
      const [count, found] = await Promise.all([changes.count(filter), changes.page(filter, start, rows)])
      const worded = await changeRows(found.rows, version.ruleSet, await people.at(past), deps.reasons)
      return { ...found, rows: worded, count }
    },
  }
}

async function* inBatches(
  alerted: AsyncIterable<Alerted>,
  rowsOf: (alerted: readonly Alerted[]) => Promise<readonly AlertRow[]>,
): AsyncIterable<AlertRow> {
  let batch: Alerted[] = []
  for await (const one of alerted) {
    batch.push(one)
    if (batch.length < BATCH) continue
    yield* await rowsOf(batch)
    batch = []
  }
  yield* await rowsOf(batch)
}

/** Alerts as rows in words. For the better, the engine is asked of which kind of fact one more would do. */
type RowsOf = (kind: AlertKind, alerted: readonly Alerted[], view: RatingsView) => Promise<readonly AlertRow[]>

/** Cadre → a kind of fact of which one more would do, with its name. */
async function examplesOf(alerted: readonly Alerted[], view: RatingsView): Promise<Map<string, string>> {
  const { version, day } = view
  const { ruleSet } = version
  const rater = createRater(ruleSet)
  const entries = await view.entriesToRate(alerted.map(({ cadreId }) => cadreId))
  const examples = new Map<string, string>()
  for (const { cadreId, rating } of alerted) {
    const ground = { cadreId, unitId: rating.unitId, entries: entries.get(cadreId) ?? [], today: day, ruleSet }
    const code = oneMoreFact(rater, ground, betterThan(rating, ruleSet))
    const label = ruleSet.evidence.find(rule => rule.code === code)?.label
    if (code !== null) examples.set(cadreId, `“${label ?? code}”（${code}）`)
  }
  return examples
}
