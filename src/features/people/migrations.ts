import type { Migration } from '../../platform/database/index.ts'
import { beginKeepingVersions } from './kept-register-store.ts'
import { createPeopleIndexes } from './people-indexes-store.ts'

export const migrations: readonly Migration[] = [
  { name: '2022-01-people', up: createPeopleIndexes },
  { name: '2026-11-29-kept-register', up: beginKeepingVersions },
]
