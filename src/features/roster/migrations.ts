import type { Migration } from '../../platform/database/index.ts'
import { createImportIndexes } from './import-indexes-store.ts'

export const migrations: readonly Migration[] = [{ name: '2022-02-roster-imports', up: createImportIndexes }]
