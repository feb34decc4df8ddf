import { leavesOf } from '../rules/leaves.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'

/**
 * One thing that may happen to a cadre's ledger, or the time that passes; what is recorded anew is recorded on the day
 * that is reached. Points and scores in hundredths.
 */
export type Change =
  /** One more positive fact, done as the person and verified. */
  | { readonly kind: 'fact'; readonly code: string; readonly channel: string }
  /** A fact that counts is found otherwise when it is looked at again. */
  | { readonly kind: 'finding'; readonly of: number; readonly finding: 'partly' | 'false' }
  /** A negative fact comes under an approved 容错. */
  | { readonly kind: 'tolerance'; readonly of: number }
  /** An open 督办通知 is closed (销号). */
  | { readonly kind: 'close'; readonly of: number }
  /** A restriction that names no end is lifted (解除). */
  | { readonly kind: 'lift'; readonly of: number }
  /** The rectification of a placement passes a further check. */
  | { readonly kind: 'rectify'; readonly of: number }
  /** The next month's 12345 ranking, in which the unit is not among the last (`lastPlaces`). */
  | { readonly kind: 'ranking'; readonly group: string; readonly month: string }
  /** The next 平时考核 grade. */
  | { readonly kind: 'quarterGrade'; readonly quarter: string; readonly grade: string }
  /** The next annual grade. */
  | { readonly kind: 'annualGrade'; readonly year: number; readonly grade: string }
  /** A new assessment that gives every cell this score. */
  | { readonly kind: 'assess'; readonly score: number }
  /** A new assessment that has seen this one cell. */
  | { readonly kind: 'cell'; readonly cell: string; readonly score: number }
  /** One more assessment like the latest: time alone lets all grow old. */
  | { readonly kind: 'again' }
  /** New ballots of every group, all 优秀; with a mean where it must be more than such ballots have anyway. */
  | { readonly kind: 'poll'; readonly mean?: number }
  /** The same of this group alone. */
  | { readonly kind: 'ballots'; readonly group: string; readonly mean?: number }
  /** Nothing but time, until the day. */
  | { readonly kind: 'time'; readonly until: Day }

/** How many last places of a ranking the conditions ask about at most: behind them a place counts for nobody. */
export const lastPlaces = (ruleSet: RuleSet): number =>
  Math.max(
    1,
    ...ruleSet.conditions.flatMap(rule =>
      leavesOf(rule).map(({ leaf }) => ('streak' in leaf && leaf.streak.of === 'hotline' ? leaf.streak.bottom : 1)),
    ),
  )
