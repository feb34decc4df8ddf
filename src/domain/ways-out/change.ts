import type { Day } from '../time/days.ts'

/** One thing that may happen to a cadre's ledger, or the time that passes. Points and scores in hundredths. */
export type Change =
  /** One more positive fact, done as the person and verified. */
  | { readonly kind: 'fact'; readonly code: string; readonly channel: string }
  /** A fact that counts is found otherwise when it is looked at again. */
  | { readonly kind: 'finding'; readonly of: number; readonly finding: 'partly' | 'false' }
  /** A negative fact comes under an approved 容错. */
  | { readonly kind: 'tolerance'; readonly of: number }
  /** An open 督办通知 is closed (销号). */
  | { readonly kind: 'close'; readonly of: number }
  /** A new assessment that has seen this one cell. */
  | { readonly kind: 'cell'; readonly cell: string; readonly score: number }
  /** New ballots of this group with this mean. */
  | { readonly kind: 'ballots'; readonly group: string; readonly mean: number }
  /** On the day that is reached, one more assessment like the latest: time alone lets all grow old. */
  | { readonly kind: 'again' }
  /** Nothing but time, until the day. */
  | { readonly kind: 'time'; readonly until: Day }
