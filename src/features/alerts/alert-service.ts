import type { Actor } from '../../domain/access/roles.ts'
import type { AlertKind } from '../../domain/rating/alerts.ts'
import { createRater } from '../../domain/rating/rate.ts'
import type { Rating } from '../../domain/rating/rating.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { oneMoreFact } from '../../domain/ways-out/one-more-fact.ts'
import { betterThan } from '../../domain/ways-out/out.ts'
import type { AlertFilter, Ratings, StandingDocument } from '../ratings/index.ts'
import type { AlertsDeps } from './alert-parts.ts'
import { type AlertQuery, filterOf } from './alert-query.ts'
import { type AlertRow, alertRow, type RowParts } from './alert-row.ts'
import { type Digest, digestOf } from './digest.ts'

/** A page of alerts with what its frame says. */
export interface AlertPage {
  readonly version: RuleVersion
  readonly rows: readonly AlertRow[]
  readonly earlier: boolean
  readonly later: boolean
  readonly counts: Readonly<Record<AlertKind, number>>
  readonly overdue: number
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

export interface Alerts {
  page(actor: Actor, query: AlertQuery): Promise<AlertPage>
  /** All rows of a query, one by one, with the rules in force. */
  rows(
    actor: Actor,
    query: AlertQuery,
  ): Promise<{ readonly version: RuleVersion; readonly rows: AsyncIterable<AlertRow> }>
  /** How many of each kind within the actor's scope, and the facts past their clock; for the home page. */
  countsFor(actor: Actor): Promise<AlertCounts>
  /** What is new since a day (a week ago unless asked) within these units; null: all. */
  digest(asked: { readonly since: Day | null; readonly unitIds: readonly string[] | null }): Promise<Digest>
  /** The most pressing rows of a kind, at most `limit`. */
  first(kind: AlertKind, filter: AlertFilter, limit: number): Promise<readonly AlertRow[]>
}

/** Counts by kind; `overdue`: facts that wait past their clock of verification. */
export type AlertCounts = Readonly<Record<AlertKind | 'overdue', number>>

const PAGE = 50

export function createAlerts(deps: AlertsDeps): Alerts {
  const { ratings, people, today } = deps
  const rowsOf = createRows(deps)
  const alerts: Alerts = {
    page: async (actor, query) => {
      const { version } = await ratings.edition(today())
      const parts = { ruleSet: version.ruleSet, today: today() }
      const filter = filterOf(query, actor, 'alerts.read', parts)
      const [page, counts, overdue, units] = await Promise.all([
        ratings.alerts.page(query.kind, filter, query, PAGE),
        ratings.alerts.counts(filter),
        deps.overdueFacts(actor),
        people.units(),
      ])
      const own = filterOf({ classCode: null, unitId: null }, actor, 'alerts.read', parts).unitIds
      return {
        ...page,
        version,
        rows: await rowsOf(query.kind, page.rows),
        counts,
        overdue,
        units: units.filter(({ id, until }) => (own === null ? until === null : own.includes(id))),
      }
    },
    rows: async (actor, query) => {
      const { version } = await ratings.edition(today())
      const filter = filterOf(query, actor, 'exports.download', { ruleSet: version.ruleSet, today: today() })
      return { version, rows: inBatches(ratings.alerts.stream(query.kind, filter), rows => rowsOf(query.kind, rows)) }
    },
    countsFor: async actor => {
      const { ruleSet } = (await ratings.edition(today())).version
      const all = { classCode: null, unitId: null }
      const [counts, overdue] = await Promise.all([
        ratings.alerts.counts(filterOf(all, actor, 'alerts.read', { ruleSet, today: today() })),
        deps.overdueFacts(actor),
      ])
      return { ...counts, overdue }
    },
    digest: asked => digestOf(deps, alerts.first, asked),
    first: async (kind, filter, limit) =>
      rowsOf(kind, (await ratings.alerts.page(kind, filter, { after: null, before: null }, limit)).rows),
  }
  return alerts
}

async function* inBatches(
  standings: AsyncIterable<StandingDocument>,
  rowsOf: (standings: readonly StandingDocument[]) => Promise<readonly AlertRow[]>,
): AsyncIterable<AlertRow> {
  let batch: StandingDocument[] = []
  for await (const standing of standings) {
    batch.push(standing)
    if (batch.length < PAGE) continue
    yield* await rowsOf(batch)
    batch = []
  }
  yield* await rowsOf(batch)
}

type RowsOf = (kind: AlertKind, standings: readonly StandingDocument[]) => Promise<readonly AlertRow[]>

/** Standings as rows in words. For the better, the engine is asked of which kind of fact one more would do. */
function createRows({ ratings, people, today }: AlertsDeps): RowsOf {
  return async (kind, standings) => {
    if (standings.length === 0) return []
    const [{ version }, units] = await Promise.all([ratings.edition(today()), people.units()])
    const { ruleSet } = version
    const parts: RowParts = { units: new Map(units.map(unit => [unit.id, unit])), today: today() }
    const rated = await Promise.all(
      standings.map(async standing => ({ standing, ruleSet, rating: await ratings.ratingOf(standing, version) })),
    )
    const examples = kind === 'up' ? await examplesOf(rated, ratings, today()) : new Map<string, string>()
    return rated.map(one => alertRow(kind, one, examples.get(one.rating.cadreId) ?? null, parts))
  }
}

/** Cadre → a kind of fact of which one more would do, with its name. */
async function examplesOf(
  rated: readonly { readonly rating: Rating; readonly ruleSet: RuleSet }[],
  ratings: Ratings,
  today: Day,
): Promise<Map<string, string>> {
  const examples = new Map<string, string>()
  for (const ruleSet of new Set(rated.map(one => one.ruleSet))) {
    const rater = createRater(ruleSet)
    const own = rated.filter(one => one.ruleSet === ruleSet)
    const entries = await ratings.entriesToRate(
      own.map(({ rating }) => rating.cadreId),
      ruleSet,
    )
    for (const { rating } of own) {
      const { cadreId, unitId } = rating
      const ground = { cadreId, unitId, entries: entries.get(cadreId) ?? [], today, ruleSet }
      const code = oneMoreFact(rater, ground, betterThan(rating, ruleSet))
      const label = ruleSet.evidence.find(rule => rule.code === code)?.label
      if (code !== null) examples.set(cadreId, `“${label ?? code}”（${code}）`)
    }
  }
  return examples
}
