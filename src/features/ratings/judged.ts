import type { Entry } from '../../domain/evidence/entries.ts'
import { countsNothingYet } from '../../domain/rating/facts.ts'
import { type Outline, withoutRecords } from '../../domain/rating/outline.ts'
import type { Rater, Rating } from '../../domain/rating/rate.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay, FOREVER } from '../../domain/time/days.ts'
import { raterOf } from './raters.ts'
import type { StandingDocument } from './standing-model.ts'
import { storedMeasured } from './stored-measured.ts'

/** What a rating comes to with what it judges, as a standing keeps it. */
export interface Judged extends Pick<StandingDocument, 'measured' | 'lastEntry' | 'measuredBy'> {
  readonly outline: Outline
}

/** A version of the rules, compiled. */
export interface Judge {
  readonly rater: Rater
  readonly ruleHash: string
}

/** All that is recorded: a day that was missed may be long past. */
const ALL_KNOWN = endOfDay(FOREVER)

/**
 * Measures a cadre from own and shared entries as of a day, by all that is recorded, and judges by the same rules; null:
 * not rated.
 */
export function judgeEntries(
  cadreId: string,
  entries: readonly Entry[],
  day: Day,
  { rater, ruleHash }: Judge,
): Judged | null {
  const measured = rater.measure(cadreId, entries, day, ALL_KNOWN)
  if (measured === null) return null
  const outline = rater.outline(withoutRecords(measured))
  const lastEntry = lastEntries(entries).get(cadreId) ?? 0
  return { outline, measured: storedMeasured(measured, rater), lastEntry, measuredBy: ruleHash }
}

/** The last entry about each subject that tells anything. */
export function lastEntries(entries: Iterable<Entry>): Map<string, number> {
  const last = new Map<string, number>()
  for (const entry of entries) {
    if (countsNothingYet(entry)) continue
    for (const subject of entry.subjects) last.set(subject, Math.max(entry.id, last.get(subject) ?? 0))
  }
  return last
}

/**
 * The ratings with their reasons that standings of one edition hold under its version, by cadre: formed again from the
 * records behind them. What was recorded since the standings were read is not in it.
 */
export async function ratingsOf(
  standings: readonly StandingDocument[],
  version: RuleVersion,
  entriesToRate: (cadreIds: readonly string[], ruleSet: RuleSet) => Promise<ReadonlyMap<string, readonly Entry[]>>,
): Promise<Map<string, Rating>> {
  const rater = raterOf(version)
  const entries = await entriesToRate(
    standings.map(({ cadreId }) => cadreId),
    version.ruleSet,
  )
  return new Map(
    standings.map(({ cadreId, asOf, lastEntry }) => {
      const behind = (entries.get(cadreId) ?? []).filter(one => one.id <= lastEntry || !one.subjects.includes(cadreId))
      const rating = rater.rate(cadreId, behind, asOf, ALL_KNOWN)
      if (rating === null) throw new Error(`the standing of ${cadreId} has no rating`)
      return [cadreId, rating]
    }),
  )
}
