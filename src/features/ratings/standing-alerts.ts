import { alertKinds, alertsSince, type StandingAlerts } from '../../domain/rating/alerts.ts'
import type { Outline } from '../../domain/rating/outline.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { BoardRow } from './board.ts'
import { collectionsOf, type EditionKey, OPEN, standingId } from './edition.ts'
import type { AlertsDocument } from './standing-model.ts'

/** What of a row the document of its alerts says. */
export type Alerting = Pick<BoardRow, 'cadreId' | 'unitId' | 'classCode' | 'alerts' | 'alertsFrom'>

export const areNone = (alerts: StandingAlerts): boolean => alertKinds.every(kind => alerts[kind] === undefined)

const sameAlerts = (a: Alerting, b: Alerting): boolean =>
  a.unitId === b.unitId &&
  a.classCode === b.classCode &&
  alertKinds.every(
    kind => a.alerts[kind]?.key === b.alerts[kind]?.key && a.alerts[kind]?.since === b.alerts[kind]?.since,
  )

export const alertsDocument = ({ cadreId, unitId, classCode, alerts, alertsFrom: from }: Alerting): AlertsDocument => ({
  ...{ _id: standingId(cadreId, from), cadreId, from, until: OPEN, unitId, classCode, alerts },
})

/** The document in which the alerts of a row are stored; undefined: it has none. */
export const storedAlerts = (row: Alerting | undefined): AlertsDocument | undefined =>
  row === undefined || areNone(row.alerts) ? undefined : alertsDocument(row)

/** What takes the place of alerts when other rules judge: undefined, they stay; null, there are none any more. */
export function alertsAfter(
  old: Alerting,
  { unitId, classCode, alertKeys, asOf }: Outline,
  edition: number,
): AlertsDocument | null | undefined {
  const alerts = alertsSince(alertKeys, old.alerts, asOf)
  const next = { cadreId: old.cadreId, unitId, classCode, alerts, alertsFrom: edition }
  if (areNone(alerts)) return areNone(old.alerts) ? undefined : null
  return sameAlerts(old, next) ? undefined : alertsDocument(next)
}

/** Writes what changed of a cadre's alerts in the visible edition; null: not rated. */
export function writeAlerts(
  work: Work,
  edition: EditionKey,
  { before, after }: { readonly before: Alerting | null; readonly after: Alerting | null },
): void {
  const { alerts: name } = collectionsOf(edition)
  const old = before === null || areNone(before.alerts) ? null : before
  const now = after === null || areNone(after.alerts) ? null : after
  if (old !== null && now === null) work.remove(name, standingId(old.cadreId, old.alertsFrom))
  if (now === null || (old !== null && sameAlerts(old, now))) return
  const document = alertsDocument(now)
  const { _id, unitId, classCode, alerts } = document
  if (old === null) work.replace(name, _id, document)
  else work.update(name, _id, { $set: { unitId, classCode, alerts } })
}
