import type { Placeable } from '../rating/place.ts'
import type { Rater } from '../rating/rate.ts'
import type { Rating } from '../rating/rating.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import { candidatesFor } from './candidates.ts'
import type { Change } from './change.ts'
import { everyRuleSet, rulesOn } from './coming-rules.ts'
import { daysAhead } from './days.ts'
import type { Ground } from './hypothesis.ts'
import { lapseOf } from './lapse.ts'
import { isMonotone } from './monotone.ts'
import { createOracle, type Goal, offTheLists, onTheDay, placedAmong } from './out.ts'
import { inTheWay, type Towards } from './relevance.ts'
import { type Effort, smallestSets } from './smallest-sets.ts'

/** What would lead out. */
export interface WaysOut {
  /** Off the yellow or red list, or onto blue; null: already blue, not rated, or 不定色. */
  readonly towards: Towards | null
  /** A veto or a lock stands: no points lead out, only its end. */
  readonly barred: boolean
  /** Sets of changes that lead there, the smaller first; no part of one does. */
  readonly sets: readonly (readonly Change[])[]
  /** Of each set the day from which it no longer leads there (lapse.ts); null: none is seen. */
  readonly lapses: readonly (Day | null)[]
  /** The engine was asked as often as allowed before everything was tried. */
  readonly cutShort: boolean
  readonly blocked: Blocked
  readonly runs: number
}

/** What nothing that is tried can lift today. */
interface Blocked {
  /** Conditions that stand in the way although everything at once is supposed. */
  readonly conditionIds: readonly string[]
  /** The first day on which everything at once would lead there; null when none is seen. */
  readonly until: Day | null
}

const EFFORT: Effort = { runs: 1000, ways: 5 }

const FREE: Blocked = { conditionIds: [], until: null }

/**
 * Searches for the smallest sets of changes that lead out, by asking the engine for each what it would say (rate, and
 * for blue place with everybody else unchanged). Breadth first, every change at its strongest; what works is weakened
 * as far as it still works. Of sets of the same kinds of change only the first is kept.
 */
export function waysOut(
  rater: Pick<Rater, 'rate'>,
  ground: Ground,
  others: readonly Placeable[],
  effort: Effort = EFFORT,
): WaysOut {
  const { ruleSet } = ground
  const oracle = createOracle(rater, ground)
  const rating = oracle.ratingAfter([])
  const rulesOf = (day: Day): RuleSet => rulesOn(day, ground)
  const isPlaced = onTheDay(rulesOf, rules => placedAmong(others, rules))
  const towards = rating === null ? null : directionOf(rating, ruleSet, isPlaced)
  if (rating === null || towards === null)
    return { towards, barred: false, sets: [], lapses: [], cutShort: false, blocked: FREE, runs: oracle.runs }
  const goal = towards === 'out' ? onTheDay(rulesOf, offTheLists) : isPlaced
  const candidates = candidatesFor(rating, ground, towards)
  const best = candidates.map(({ strongest }) => strongest)
  const days = daysAhead(ground, rating, best, { oracle, towards })
  const atBest = oracle.ratingAfter(best)
  const sound = everyRuleSet(ground).every(rules => isMonotone(rules, towards))
  const field = {
    candidates,
    days: days.filter(({ atBest }) => !sound || goal(atBest)).map(({ until }) => until),
    today: !sound || (atBest !== null && goal(atBest)),
    sound,
  }
  const { sets, cutShort } = smallestSets(oracle, goal, field, effort)
  const blocked =
    atBest === null || goal(atBest)
      ? FREE
      : {
          conditionIds: inTheWay(atBest, ruleSet, towards).map(({ rule }) => rule.id),
          until: days.find(({ atBest }) => goal(atBest))?.until ?? null,
        }
  const lapses = sets.map(set => lapseOf(set, goal, oracle, ground))
  return { towards, barred: isBarred(rating, ruleSet), sets, lapses, cutShort, blocked, runs: oracle.runs }
}

function directionOf(rating: Rating, ruleSet: RuleSet, isPlaced: Goal): WaysOut['towards'] {
  if (rating.mark === 'indeterminate' || isPlaced(rating)) return null
  const direction = ruleSet.colours.find(({ code }) => code === rating.colour)?.direction ?? 0
  return direction < 0 ? 'out' : 'blue'
}

/** A veto or lock that is true; its way out is its end. */
const isBarred = ({ conditions }: Rating, ruleSet: RuleSet): boolean =>
  ruleSet.conditions.some(
    ({ effect }, i) => (effect === 'veto' || effect === 'lock') && conditions[i]?.verdict === 'true',
  )
