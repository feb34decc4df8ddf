import { alertKinds } from '../../domain/rating/alerts.ts'
import type { Database } from '../../platform/database/index.ts'
import { indexAlerts } from './edition-indexes-store.ts'
import { ALERTS, STANDINGS } from './standing-model.ts'

/** Out of the standings, which had them in themselves, each for as long as its standing holds. */
export async function moveAlertsOut(database: Database): Promise<void> {
  const { db } = database
  await indexAlerts(database, ALERTS)
  const standings = db.collection(STANDINGS)
  await standings
    .aggregate([
      { $match: { alerts: { $exists: true, $ne: {} } } },
      { $project: { cadreId: 1, from: 1, until: 1, unitId: 1, classCode: 1, alerts: 1 } },
      { $merge: { into: ALERTS } },
    ])
    .toArray()
  await standings.updateMany({ alerts: { $exists: true } }, { $unset: { alerts: '' } })
  for (const kind of alertKinds) await standings.dropIndex(`alerts.${kind}.key_1_cadreId_1`).catch(() => {})
}
