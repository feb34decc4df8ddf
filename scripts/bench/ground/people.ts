import { alertsOf, alertsSince } from '../../../src/domain/rating/alerts.ts'
import type { Measured } from '../../../src/domain/rating/measured.ts'
import type { Rater, Rating } from '../../../src/domain/rating/rate.ts'
import { outcomeUnder, setsOf } from '../../../src/domain/rating/suggest.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { emptyPlacing } from '../../../src/features/ratings/board.ts'
import { OPEN, standingId } from '../../../src/features/ratings/edition.ts'
import { lastEntries } from '../../../src/features/ratings/judged.ts'
import { alertsDocument, areNone } from '../../../src/features/ratings/standing-alerts.ts'
import { joinedFields, ownFields } from '../../../src/features/ratings/standing-fields.ts'
import type { AlertsDocument, StandingDocument } from '../../../src/features/ratings/standing-model.ts'
import { storedMeasured } from '../../../src/features/ratings/stored-measured.ts'
import { whoOf } from '../../../src/features/ratings/who.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { cadreIdOf, cadreOf, entriesOf, type Opinion, TODAY } from '../record/county.ts'

/** People of every kind: from 62 to 92 points, each cell and the ballots a little apart from the rest. */
const various: Opinion = {
  cell: (i, n) => levelOf(i) + ((i + n * 13) % 29) * 20 - 280,
  ballots: i => levelOf(i) + ((i * 11) % 31) * 40 - 600,
}

/** Spread evenly over all sizes: the golden ratio's multiples. */
const levelOf = (i: number): number => 6800 + Math.floor(((i * 0.618_033_988_749_895) % 1) * 2600)

/** The record of the `i`th cadre of the ground. */
export const recordOf = (i: number, { ruleSet }: Rater) => entriesOf(i, ruleSet, various)

interface Rated {
  readonly measured: Measured
  readonly rating: Rating
  readonly lastEntry: number
}

/** What the `i`th cadre's record comes to. */
export function ratedOf(i: number, rater: Rater): Rated {
  const entries = recordOf(i, rater)
  const measured = rater.measure(cadreIdOf(i), entries, TODAY)
  if (measured === null) throw new Error(`${cadreIdOf(i)} holds no post`)
  return { measured, rating: rater.judge(measured), lastEntry: lastEntries(entries).get(cadreIdOf(i)) ?? 0 }
}

/** The standing of the `i`th cadre in the first edition, before the placing is formed. */
export function standingOf(i: number, { measured, rating, lastEntry }: Rated, rater: Rater): StandingDocument {
  const { ruleSet } = rater
  const { cadreId } = rating
  const outcome = outcomeUnder(rating, setsOf(emptyPlacing), ruleSet.quotas.colour)
  const given = { _id: standingId(cadreId, 1), cadreId, from: 1, until: OPEN, who: whoOf(cadreOf(i)) }
  const judged = { outline: rating, measured: storedMeasured(measured, rater), lastEntry, measuredBy: hashOf(ruleSet) }
  return { ...given, ...ownFields(judged), ...joinedFields(outcome, TODAY) }
}

/** The alerts of the `i`th cadre in the first edition; null when there are none. */
export function alertsDocumentOf({ rating }: Rated, { ruleSet }: Rater): AlertsDocument | null {
  const alerts = alertsSince(alertsOf(rating, ruleSet), undefined, TODAY)
  return areNone(alerts) ? null : alertsDocument({ ...rating, alerts, alertsFrom: 1 })
}

const hashes = new WeakMap<RuleSet, string>()

function hashOf(ruleSet: RuleSet): string {
  const hash = hashes.get(ruleSet) ?? digestOf(ruleSet)
  hashes.set(ruleSet, hash)
  return hash
}
