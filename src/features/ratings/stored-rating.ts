import { type PackedRating, unpackRating } from '../../domain/rating/packed-rating.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { StandingDocument } from './standing-model.ts'

/** The rating a standing holds; `ruleSet` is the one the standing names. */
export const ratingOf = (standing: Pick<StandingDocument, 'rating'>, ruleSet: RuleSet): Rating =>
  unpackRating(JSON.parse(standing.rating) as PackedRating, ruleSet)
