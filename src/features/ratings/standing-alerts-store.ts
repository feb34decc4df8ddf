import type { ClientSession, Collection, Condition } from 'mongodb'
import { type EditionKey, inEdition } from './edition.ts'
import type { AlertsDocument } from './standing-model.ts'

/** Cadre → alerts in an edition, of those who have any; of these cadres when there is a condition. */
export async function readAlerts(
  alerts: Collection<AlertsDocument>,
  edition: EditionKey,
  cadreId?: Condition<string>,
  session?: ClientSession,
): Promise<ReadonlyMap<string, AlertsDocument>> {
  const filter = { ...(cadreId === undefined ? {} : { cadreId }), ...inEdition(edition) }
  const found = await alerts.find(filter, session === undefined ? {} : { session }).toArray()
  return new Map(found.map(document => [document.cadreId, document]))
}
