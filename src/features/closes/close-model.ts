import type { Month } from '../../domain/closes/months.ts'
import type { Tallies } from '../../domain/closes/tally.ts'
import type { Day, Instant } from '../../domain/time/days.ts'
import type { Database, Migration } from '../../platform/database/index.ts'
import { MEASURED_BLOCKS } from '../ratings/index.ts'

/** 月结: everybody as computed at a month's end, as known then. Written once; nothing of it ever changes. */
export interface CloseDocument {
  readonly _id: Month
  readonly day: Day
  /** Nothing recorded later is in it, nor anything behind `position` in the ledger. */
  readonly knownAt: Instant
  readonly position: number
  readonly ruleSet: string
  readonly ruleHash: string
  /** The column documents that belong to it: those of this run, and so many. */
  readonly run: string
  readonly blocks: number
  readonly tallies: Tallies
  readonly by: 'schedule' | 'hand'
  readonly closedBy: { readonly id: string; readonly name: string }
  readonly closedAt: Instant
  readonly reason: string
  /** Facts that waited for their verification past its clock, and so go to the next month (转入下月). */
  readonly waiting: readonly number[]
}

export const CLOSES = 'closes'
export const COLUMNS = 'close_columns'

export const migrations: readonly Migration[] = [
  {
    name: 'closes-1-indexes',
    up: async ({ db }: Database) => {
      await db.collection(CLOSES).createIndex({ waiting: 1 })
      await db.collection(COLUMNS).createIndex({ run: 1, index: 1 })
      await db.collection(MEASURED_BLOCKS).createIndex({ of: 1 })
      // What the closes replace: they are computed anew from the ledger.
      await db.dropCollection('month_ends')
    },
  },
]
