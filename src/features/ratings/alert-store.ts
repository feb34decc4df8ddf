import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Database } from '../../platform/database/index.ts'
import { collectionsOf, type EditionKey, inEdition } from './edition.ts'
import { readAlerts } from './standing-alerts-store.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'
import type { StandingStore } from './standing-store.ts'

/** Which alerts. What is null does not narrow. */
export interface AlertFilter {
  readonly classCode: string | null
  readonly unitIds: readonly string[] | null
  /** Terms count that end by this day. */
  readonly termsBy: Day
  /** Only what stands since this day or later. */
  readonly since: Day | null
}

/** Somebody whom an alert names, and the day since which it stands. */
export interface AlertedStanding {
  readonly standing: StandingDocument
  readonly since: Day
}

interface AlertPage {
  readonly rows: readonly AlertedStanding[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Reads the alerts of the visible edition with the standings they are about, the most pressing first. */
export interface AlertStore {
  page(
    kind: AlertKind,
    filter: AlertFilter,
    start: { readonly after: string | null; readonly before: string | null },
    limit: number,
  ): Promise<AlertPage>
  /** Every row of a kind in order, for exports. */
  batches(kind: AlertKind, filter: AlertFilter): AsyncIterable<readonly AlertedStanding[]>
  /** Cadre → alerts in an edition, of those who have any: for the replay. */
  all(edition: EditionKey): Promise<ReadonlyMap<string, AlertsDocument>>
  /** How many of each kind. */
  counts(filter: AlertFilter): Promise<Readonly<Record<AlertKind, number>>>
  /**
   * How many of each kind there were when the rules now seen took the place of those before, by those before, terms and
   * `since` left aside. Null: there were none before, or it is not kept.
   */
  countsBefore(filter: AlertFilter): Promise<AlertsBefore | null>
}

export type AlertsBefore = Readonly<Record<Exclude<AlertKind, 'term'>, number>>

const BATCH = 500

export function createAlertStore(
  { db }: Database,
  { visible, counts: kept, standings }: Pick<StandingStore, 'visible' | 'counts' | 'standings'>,
): AlertStore {
  const alertsOf = (edition: EditionKey) => db.collection<AlertsDocument>(collectionsOf(edition).alerts)
  /** Looks at each of them: of what is new, and of the few terms that are near. */
  const count = (kind: AlertKind, filter: AlertFilter, edition: EditionKey): Promise<number> =>
    alertsOf(edition).countDocuments({ ...condition(kind, filter), ...inEdition(edition) })
  const withStandings = async (kind: AlertKind, found: readonly AlertsDocument[], edition: EditionKey) => {
    const all = await standings(
      found.map(({ cadreId }) => cadreId),
      edition,
    )
    const byId = new Map(all.map(standing => [standing.cadreId, standing]))
    return found.flatMap(({ cadreId, alerts: own }) => {
      const [standing, since] = [byId.get(cadreId), own[kind]?.since]
      return standing === undefined || since === undefined ? [] : [{ standing, since }]
    })
  }
  /** Of the kinds that are counted with the standings. */
  const keptCounts = async ({ unitIds, classCode }: AlertFilter, edition: number) => {
    const { cells, alerts: counted } = await kept(unitIds, edition)
    const fitting = counted.filter(cell => classCode === null || cell.classCode === classCode)
    const of = (kind: AlertKind): number =>
      fitting.filter(cell => cell.kind === kind).reduce((sum, { n }) => sum + n, 0)
    return { of, isKept: cells.length > 0 }
  }
  return {
    page: async (kind, filter, { after, before }, limit) => {
      const anchorId = before ?? after
      const edition = await visible()
      const seen = inEdition(edition)
      const anchor = anchorId === null ? null : await alertsOf(edition).findOne({ cadreId: anchorId, ...seen })
      const key = anchor?.alerts[kind]?.key
      // Who is not in the kind has no place in it: the page begins at the top.
      const backwards = before !== null && key !== undefined
      const beyond = anchor === null || key === undefined ? {} : beyondOf(kind, key, anchor.cadreId, backwards)
      const found = await alertsOf(edition)
        .find({ $and: [condition(kind, filter), seen, beyond] })
        .sort(orderOf(kind, backwards))
        .limit(limit + 1)
        .toArray()
      const rows = await withStandings(kind, found.slice(0, limit), edition)
      const more = found.length > limit
      return backwards
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: key !== undefined, later: more }
    },
    batches: async function* (kind, filter) {
      const edition = await visible()
      const options = { sort: orderOf(kind, false), batchSize: BATCH }
      const all = alertsOf(edition).find({ ...condition(kind, filter), ...inEdition(edition) }, options)
      let batch: AlertsDocument[] = []
      for await (const one of all) {
        batch.push(one)
        if (batch.length < BATCH) continue
        yield await withStandings(kind, batch, edition)
        batch = []
      }
      yield await withStandings(kind, batch, edition)
    },
    all: edition => readAlerts(alertsOf(edition), edition),
    counts: async filter => {
      const edition = await visible()
      const known = filter.since === null ? await keptCounts(filter, edition.number) : null
      const numbers = await Promise.all(
        alertKinds.map(async kind => {
          const isKept = known !== null && kind !== 'term'
          return [kind, isKept ? known.of(kind) : await count(kind, filter, edition)] as const
        }),
      )
      return Object.fromEntries(numbers) as Record<AlertKind, number>
    },
    countsBefore: async filter => {
      const { of, isKept } = await keptCounts(filter, (await visible()).number - 1)
      return isKept ? { down: of('down'), up: of('up'), fell: of('fell'), idle: of('idle'), other: of('other') } : null
    },
  }
}

const orderOf = (kind: AlertKind, backwards: boolean): Record<string, 1 | -1> => ({
  [`alerts.${kind}.key`]: backwards ? -1 : 1,
  cadreId: backwards ? -1 : 1,
})

function beyondOf(kind: AlertKind, key: number | Day, id: string, backwards: boolean): object {
  const operator = backwards ? '$lt' : '$gt'
  const field = `alerts.${kind}.key`
  return { $or: [{ [field]: { [operator]: key } }, { [field]: key, cadreId: { [operator]: id } }] }
}

function condition(kind: AlertKind, { classCode, unitIds, termsBy, since }: AlertFilter): object {
  return {
    [`alerts.${kind}.key`]: kind === 'term' ? { $lte: termsBy } : { $exists: true },
    ...(since === null ? {} : { [`alerts.${kind}.since`]: { $gte: since } }),
    ...(classCode === null ? {} : { classCode }),
    ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
  }
}
