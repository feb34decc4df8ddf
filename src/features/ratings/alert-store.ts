import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Database, Migration } from '../../platform/database/index.ts'
import { inEdition } from './edition.ts'
import { STANDINGS, type StandingDocument } from './standing-model.ts'
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

interface AlertPage {
  readonly rows: readonly StandingDocument[]
  readonly earlier: boolean
  readonly later: boolean
}

/** Reads the standings by their alerts, the most pressing first. */
export interface AlertStore {
  page(
    kind: AlertKind,
    filter: AlertFilter,
    start: { readonly after: string | null; readonly before: string | null },
    limit: number,
  ): Promise<AlertPage>
  /** Every row of a kind in order, for exports. */
  stream(kind: AlertKind, filter: AlertFilter): AsyncIterable<StandingDocument>
  /** How many of each kind. */
  counts(filter: AlertFilter): Promise<Readonly<Record<AlertKind, number>>>
}

/** Of the visible edition. */
export function createAlertStore(
  { db }: Database,
  { current, counts: kept }: Pick<StandingStore, 'current' | 'counts'>,
): AlertStore {
  const standings = db.collection<StandingDocument>(STANDINGS)
  const editionNow = async (): Promise<number> => (await current())?.edition ?? 1
  const visible = async () => inEdition(await editionNow())
  /** Looks at each of them: of what is new, and of the few terms that are near. */
  const count = (kind: AlertKind, filter: AlertFilter, edition: number): Promise<number> =>
    standings.countDocuments({ ...condition(kind, filter), ...inEdition(edition) })
  return {
    page: async (kind, filter, { after, before }, limit) => {
      const backwards = before !== null
      const anchorId = before ?? after
      const seen = await visible()
      const anchor = anchorId === null ? null : await standings.findOne({ cadreId: anchorId, ...seen })
      const key = anchor?.alerts?.[kind]?.key
      const beyond = anchor === null || key === undefined ? {} : beyondOf(kind, key, anchor.cadreId, backwards)
      const found = await standings
        .find({ $and: [condition(kind, filter), seen, beyond] })
        .sort(orderOf(kind, backwards))
        .limit(limit + 1)
        .toArray()
      const rows = found.slice(0, limit)
      const more = found.length > limit
      return backwards
        ? { rows: rows.reverse(), earlier: more, later: true }
        : { rows, earlier: key !== undefined, later: more }
    },
    stream: async function* (kind, filter) {
      yield* standings.find({ ...condition(kind, filter), ...(await visible()) }).sort(orderOf(kind, false))
    },
    counts: async filter => {
      const edition = await editionNow()
      const { alerts } = filter.since === null ? await kept(filter.unitIds, edition) : { alerts: [] }
      const fitting = alerts.filter(({ classCode }) => filter.classCode === null || classCode === filter.classCode)
      const known = (kind: AlertKind): number =>
        fitting.filter(cell => cell.kind === kind).reduce((sum, { n }) => sum + n, 0)
      const numbers = await Promise.all(
        alertKinds.map(async kind => {
          const isKept = filter.since === null && kind !== 'term'
          return [kind, isKept ? known(kind) : await count(kind, filter, edition)] as const
        }),
      )
      return Object.fromEntries(numbers) as Record<AlertKind, number>
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

/** One index a kind, of those alone who have such an alert. */
export const alertMigrations: readonly Migration[] = [
  {
    name: 'ratings-2-alert-indexes',
    up: async ({ db }: Database) => {
      await db.collection(STANDINGS).createIndexes(
        alertKinds.map(kind => ({
          key: { [`alerts.${kind}.key`]: 1, cadreId: 1 },
          partialFilterExpression: { [`alerts.${kind}.key`]: { $exists: true } },
        })),
      )
    },
  },
]
