import type { Migration } from '../../platform/database/index.ts'
import { createPeopleIndexes } from './people-indexes-store.ts'

export const migrations: readonly Migration[] = [{ name: '2022-01-people', up: createPeopleIndexes }]
