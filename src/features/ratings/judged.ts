import type { Entry } from '../../domain/evidence/entries.ts'
import { type Outline, withoutRecords } from '../../domain/rating/outline.ts'
import type { Rater, Rating } from '../../domain/rating/rate.ts'
import type { RuleSet, RuleVersion } from '../../domain/rules/rule-set.ts'
import { type Day, endOfDay, FOREVER } from '../../domain/time/days.ts'
import type { Rules } from '../rules/index.ts'
import { raterBy, raterOf } from './raters.ts'
import type { StandingDocument } from './standing-model.ts'
import { measuredOf, storedMeasured, valuesOf } from './stored-measured.ts'

/** What a rating comes to with what it judges, as a standing keeps it. */
export interface Judged extends Pick<StandingDocument, 'measured' | 'records' | 'measuredBy'> {
  readonly outline: Outline
}

/** A version of the rules, compiled. */
export interface Judge {
  readonly rater: Rater
  readonly ruleHash: string
}

/**
 * Measures a cadre from own and shared entries as of a day, by all that is recorded (a day that was missed may be long
 * past), and judges by the same rules; null: not rated.
 */
export function judgeEntries(
  cadreId: string,
  entries: readonly Entry[],
  day: Day,
  { rater, ruleHash }: Judge,
): Judged | null {
  const measured = rater.measure(cadreId, entries, day, endOfDay(FOREVER))
  if (measured === null) return null
  const outline = rater.outline(withoutRecords(measured))
  return { outline, ...storedMeasured(measured, rater), measuredBy: ruleHash }
}

/**
 * Judges what a standing keeps as of a day, without the ledger. Null when that is not enough: time alone may have
 * changed it by then, or the rules look at something that `measuredBy` did not measure.
 */
export async function judgeStanding(
  standing: StandingDocument,
  day: Day,
  rater: Rater,
  rules: Rules,
): Promise<Judged | null> {
  const holds = standing.measuredBy !== '' && standing.asOf <= day && day < standing.nextChangeOn
  if (!holds) return null
  const measuredBy = await raterBy(standing.measuredBy, rules)
  if (!rater.canJudge(measuredBy)) return null
  const outline = rater.outline({ ...valuesOf(standing, measuredBy), asOf: day }, measuredBy)
  return { outline, measured: standing.measured, records: standing.records, measuredBy: standing.measuredBy }
}

/** What reading a standing needs: the rules, and the ledger for one that is not measured yet. */
export interface ReadingDeps {
  readonly rules: Rules
  readonly entriesToRate: (cadreIds: readonly string[], ruleSet: RuleSet) => Promise<ReadonlyMap<string, Entry[]>>
}

/** The rating a standing holds under the version of its edition. */
export async function ratingOf(
  standing: StandingDocument,
  version: RuleVersion,
  { rules, entriesToRate }: ReadingDeps,
): Promise<Rating> {
  const { cadreId, asOf, measuredBy } = standing
  const rater = raterOf(version)
  if (measuredBy === '') {
    const entries = (await entriesToRate([cadreId], version.ruleSet)).get(cadreId) ?? []
    const rating = rater.rate(cadreId, entries, asOf)
    if (rating === null) throw new Error(`the standing of ${cadreId} has no rating`)
    return rating
  }
  const measurer = await raterBy(measuredBy, rules)
  // Read while the next edition became visible, it may be measured by rules that see less: those are its own.
  return (rater.canJudge(measurer) ? rater : measurer).judge(measuredOf(standing, measurer), measurer)
}
