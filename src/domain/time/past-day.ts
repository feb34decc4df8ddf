import type { Day } from './days.ts'

/** 当时所知: only what was recorded by the end of that day; 现在所知: everything known now about that day. */
export type Known = 'then' | 'now'

/** A past day to look at, with whose knowledge. */
export interface PastDay {
  readonly day: Day
  readonly known: Known
}
