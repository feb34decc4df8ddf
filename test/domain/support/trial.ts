import { type Cause, type MoveSide, whyMoved } from '../../../src/domain/moves/why-moved.ts'
import { type Placing, place } from '../../../src/domain/rating/place.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import { ranksOf, setsOf, suggest } from '../../../src/domain/rating/suggest.ts'
import { withAmounts } from '../../../src/domain/rules/amend.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { Amount } from '../../../src/domain/rules/threshold.ts'
import type { Outcomes } from '../../../src/domain/trials/outcome.ts'
import { type Book, CADRE } from './book.ts'
import { ruleSetV1 } from './rules.ts'

/** V1 with other numbers, by the keys of its thresholds. */
export const amended = (amounts: Readonly<Record<string, Amount>>): RuleSet =>
  withAmounts(ruleSetV1, new Map(Object.entries(amounts)))

/** Everybody's outcome on a day under a rule set; each has a book of their own, written about `CADRE`. */
export function outcomesOf(people: Readonly<Record<string, Book>>, asOf: string, ruleSet: RuleSet): Outcomes {
  const rater = createRater(ruleSet)
  const ratings = Object.entries(people).map(([cadreId, book]) => {
    const rating = rater.rate(CADRE, book.entries, asOf)
    if (rating === null) throw new Error(`${cadreId} is not rated`)
    return { ...rating, cadreId }
  })
  const placing: Placing = place(ratings, ruleSet)
  const ranks = ranksOf(ratings)
  const rows = ratings.map(rating => suggest(rating, placing, ruleSet, ranks.get(rating.cadreId) ?? null))
  const version = { ruleSet, hash: ruleSet.id, effectiveOn: '2000-01-01', publishedAt: '' }
  return { version, placing, rows }
}

export function sideOf({ version, placing, rows }: Outcomes, cadreId: string): MoveSide {
  const outcome = [...rows].find(row => row.cadreId === cadreId)
  if (outcome === undefined) throw new Error(`${cadreId} is not rated`)
  return { outcome, ruleSet: version.ruleSet, placing, sets: setsOf(placing) }
}

export const causesOf = (before: Outcomes, after: Outcomes, cadreId: string): Cause[] =>
  whyMoved(sideOf(before, cadreId), sideOf(after, cadreId))
