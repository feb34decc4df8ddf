import type { Database } from '../../platform/database/index.ts'
import { FACTS } from './fact-model.ts'

/** One index for each way of narrowing the list; each ends in the position, by which pages follow each other. */
export async function createFactIndexes({ db }: Database): Promise<void> {
  await db
    .collection(FACTS)
    .createIndexes([
      { key: { state: 1, _id: -1 } },
      { key: { unitId: 1, _id: -1 } },
      { key: { cadreIds: 1, _id: -1 } },
      { key: { code: 1, _id: -1 } },
      { key: { day: -1, _id: -1 } },
    ])
}
