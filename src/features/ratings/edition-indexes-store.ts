import { alertKinds } from '../../domain/rating/alerts.ts'
import type { Database } from '../../platform/database/index.ts'
import { OPEN } from './edition.ts'

/** A member of the replica set that is down makes nobody wait. */
const WITHOUT_STRAGGLERS = { commitQuorum: 'majority' } as const

/** Only those whom people placed: few, so that the others cost nothing. */
const onlyPlaced = { partialFilterExpression: { placed: { $gt: '' } } }

/** Every sort of a list (score, name, unit) inside each colour; the ranks; what is due; what an edition superseded. */
export async function indexStandings({ db }: Database, collection: string): Promise<void> {
  await db
    .collection(collection)
    .createIndexes(
      [
        { key: { cadreId: 1, from: 1 } },
        { key: { listed: 1, score: -1, cadreId: 1 } },
        { key: { listed: 1, 'who.pinyin': 1, cadreId: 1 } },
        { key: { listed: 1, unitId: 1, score: -1, cadreId: 1 } },
        { key: { placed: 1, score: -1, cadreId: 1 }, ...onlyPlaced },
        { key: { placed: 1, 'who.pinyin': 1, cadreId: 1 }, ...onlyPlaced },
        { key: { placed: 1, unitId: 1, score: -1, cadreId: 1 }, ...onlyPlaced },
        { key: { classCode: 1, scored: 1, score: -1, from: 1, until: 1 } },
        { key: { nextChangeOn: 1 } },
        { key: { until: 1 }, partialFilterExpression: { until: { $lt: OPEN } } },
      ],
      WITHOUT_STRAGGLERS,
    )
}

/** One index a kind, of those alone who have such an alert; what an edition superseded. */
export async function indexAlerts({ db }: Database, collection: string): Promise<void> {
  await db.collection(collection).createIndexes(
    [
      { key: { cadreId: 1, from: 1 } },
      ...alertKinds.map(kind => ({
        key: { [`alerts.${kind}.key`]: 1, cadreId: 1 },
        partialFilterExpression: { [`alerts.${kind}.key`]: { $exists: true } },
      })),
      { key: { until: 1 }, partialFilterExpression: { until: { $lt: OPEN } } },
    ],
    WITHOUT_STRAGGLERS,
  )
}
