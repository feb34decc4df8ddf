import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { AlertFilter } from '../ratings/index.ts'
import type { Alerted, AlertsView } from './alerts-view.ts'
import { byText, type NamedRow, sliceOf } from './edition-query.ts'

/** Rows of a stream that are rated together. */
const BATCH = 200

/** The alerts of a past day: the rows say who has which, and are rated when they are shown. */
export function pastAlerts(
  rows: readonly NamedRow[],
  rate: (rows: readonly NamedRow[]) => Promise<readonly Alerted[]>,
): AlertsView {
  const chosen = (kind: AlertKind, filter: AlertFilter): NamedRow[] =>
    rows.filter(fits(kind, filter)).sort(orderOf(kind))
  return {
    page: async (kind, filter, start, limit) => {
      const found = chosen(kind, filter)
      const anchorId = start.before ?? start.after
      const anchor = rows.find(({ cadreId, alerts }) => cadreId === anchorId && alerts[kind] !== undefined) ?? null
      const slice = sliceOf(found, orderOf(kind), anchor, start, limit)
      return { ...slice, rows: await rate(slice.rows) }
    },
    stream: async function* (kind, filter) {
      const all = chosen(kind, filter)
      for (let i = 0; i < all.length; i += BATCH) yield* await rate(all.slice(i, i + BATCH))
    },
    counts: async filter => {
      const numbers = alertKinds.map(kind => [kind, rows.filter(fits(kind, filter)).length] as const)
      return Object.fromEntries(numbers) as Record<AlertKind, number>
    },
    countsBefore: async () => null,
  }
}

/** The rows a filter lets through: the same ones the standings would give, but for `since`, which the past does not know. */
const fits =
  (kind: AlertKind, { classCode, unitIds, termsBy }: AlertFilter) =>
  ({ alerts, ...row }: NamedRow): boolean => {
    const key = alerts[kind]
    if (key === undefined || (kind === 'term' && key > termsBy)) return false
    return (classCode === null || row.classCode === classCode) && (unitIds === null || unitIds.includes(row.unitId))
  }

const orderOf =
  (kind: AlertKind) =>
  (a: NamedRow, b: NamedRow): number => {
    const [left = 0, right = 0] = [a.alerts[kind], b.alerts[kind]]
    return left < right ? -1 : left > right ? 1 : byText(a.cadreId, b.cadreId)
  }
