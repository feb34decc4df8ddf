import type { Database } from '../../platform/database/index.ts'
import { IMPORT_ROWS, IMPORTS } from './import-model.ts'

/** The indexes of imports and of their rows. */
export async function createImportIndexes({ db }: Database): Promise<void> {
  await db
    .collection(IMPORTS)
    .createIndexes([{ key: { 'sent.at': -1 } }, { key: { hash: 1 } }, { key: { 'sent.by.id': 1 } }])
  await db.collection(IMPORT_ROWS).createIndexes([{ key: { importId: 1 } }])
}
