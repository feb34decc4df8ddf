import type { Migration } from '../../platform/database/index.ts'
import { createFactIndexes } from './fact-indexes-store.ts'

export const migrations: readonly Migration[] = [{ name: '2022-02-facts', up: createFactIndexes }]
