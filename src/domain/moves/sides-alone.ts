import { withRank } from '../rating/conditions.ts'
import type { Placing } from '../rating/place.ts'
import type { Rating } from '../rating/rate.ts'
import { reading } from '../rating/reading.ts'
import { type Outcome, reasonsFor, setsOf } from '../rating/suggest.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { MoveSide } from './why-moved.ts'

/** One cadre rated alone, and what was suggested when everybody was placed. */
export interface RatedAlone {
  readonly rating: Rating
  readonly outcome: Outcome
  readonly ruleSet: RuleSet
}

/** Whether the rating can have come to the outcome, whatever became of the others. */
export function canComeTo({ rating, outcome, ruleSet }: RatedAlone): boolean {
  return isInQuestion({ rating, outcome, ruleSet })
    ? rating.candidate
    : rating.colour === outcome.colour && rating.mark === outcome.mark
}

/**
 * Both sides of a move of one cadre, when nobody else is rated: who has a place and whether the rank is held is read from
 * the outcomes; there are no figures of ranks and places. A rank that a side does not tell is taken to be the other's.
 */
export function sidesAlone(before: RatedAlone, after: RatedAlone): readonly [MoveSide, MoveSide] {
  const [old, now] = [holdsRank(before), holdsRank(after)]
  return [sideOf(before, old ?? now), sideOf(after, now ?? old)]
}

/** Meets everything that the quota's colour asks for, the rank included. */
const isInQuestion = ({ rating, outcome: { colour, mark }, ruleSet: { quotas } }: RatedAlone): boolean =>
  mark === 'tied' || mark === 'full' || (mark === null && colour === quotas.colour && rating.colour !== colour)

/** Null: the outcome does not tell. */
function holdsRank(alone: RatedAlone): boolean | null {
  if (isInQuestion(alone)) return true
  return alone.rating.candidate && alone.rating.scored ? false : null
}

function sideOf(alone: RatedAlone, isRanked: boolean | null): MoveSide {
  const { rating, outcome, ruleSet } = alone
  const { colour, mark } = outcome
  const verdict = isRanked === null ? 'unknown' : isRanked ? 'true' : 'false'
  const conditions = rating.conditions.map(condition => {
    const tree = withRank(condition.tree, () => ({ verdict, reading: reading(null) }))
    return tree === condition.tree ? condition : { ...condition, verdict: tree.verdict, tree }
  })
  const only = (holds: boolean): string[] => (holds ? [rating.cadreId] : [])
  const placing: Placing = {
    classes: {},
    placed: only(mark === null && isInQuestion(alone)),
    tied: only(mark === 'tied'),
    full: only(mark === 'full'),
  }
  const reasons = reasonsFor(colour, conditions, ruleSet)
  return {
    outcome: { ...rating, conditions, colour, mark, rank: null, reasons },
    ruleSet,
    placing,
    sets: setsOf(placing),
  }
}
