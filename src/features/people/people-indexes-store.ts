import type { Database } from '../../platform/database/index.ts'
import { CADRES, COUNTER, COUNTERS, type RosterCounter, UNITS } from './people-model.ts'

/** The indexes of cadres and units, and the roster's counter at nought. */
export async function createPeopleIndexes({ db }: Database): Promise<void> {
  await db
    .collection(CADRES)
    .createIndexes([
      { key: { idNumber: 1 }, unique: true },
      { key: { pinyin: 1, _id: 1 } },
      { key: { keys: 1 } },
      { key: { 'post.unitId': 1, pinyin: 1, _id: 1 } },
      { key: { level: 1, pinyin: 1, _id: 1 } },
    ])
  await db.collection(UNITS).createIndexes([{ key: { code: 1 }, unique: true }])
  await db
    .collection<RosterCounter>(COUNTERS)
    .updateOne({ _id: COUNTER }, { $setOnInsert: { version: 0, cadres: 0, units: 0 } }, { upsert: true })
}
