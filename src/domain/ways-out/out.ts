import { type Placeable, place } from '../rating/place.ts'
import type { Rater, Rating } from '../rating/rate.ts'
import { outcomeUnder, setsOf } from '../rating/suggest.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import type { Change } from './change.ts'
import { begunBy } from './coming-rules.ts'
import { type Ground, suppose } from './hypothesis.ts'

/**
 * Asks the engine, and only the engine, what changes would lead to, by the rules of the day that is reached: the same
 * question once. Counts how often.
 */
export interface Oracle {
  /** The rating after the changes, on the day they reach or on a later one; null when nobody would be rated. */
  ratingAfter(changes: readonly Change[], later?: Day): Rating | null
  readonly runs: number
}

export function createOracle(rater: Pick<Rater, 'rate'>, ground: Ground): Oracle {
  let runs = 0
  const known = new Map<string, Rating | null>()
  return {
    ratingAfter: (changes, later) => {
      const name = JSON.stringify([changes, later])
      const before = known.get(name)
      if (before !== undefined) return before
      runs += 1
      const { entries, asOf } = suppose(ground, changes)
      const on = later ?? asOf
      const rating = (begunBy(on, ground)?.rater ?? rater).rate(ground.cadreId, entries, on)
      known.set(name, rating)
      return rating
    },
    get runs() {
      return runs
    },
  }
}

/** Whether a rating has got where one wants to be. */
export type Goal = (rating: Rating) => boolean

/** Off every list that warns: a colour that is not below the default, and no mark in its place. */
export function offTheLists(ruleSet: RuleSet): Goal {
  const direction = new Map(ruleSet.colours.map(colour => [colour.code, colour.direction]))
  return ({ colour, mark }) => mark === null && (direction.get(colour) ?? 0) >= 0
}

/** A place in the colour of the quota, with everybody else as they are. */
export function placedAmong(others: readonly Placeable[], ruleSet: RuleSet): Goal {
  return rating => {
    if (!rating.candidate) return false
    const sets = setsOf(place([...others, rating], ruleSet))
    return outcomeUnder(rating, sets, ruleSet.quotas.colour).colour === ruleSet.quotas.colour
  }
}

/** The goal by the rules of the day a rating is of. */
export const onTheDay = (rulesOf: (day: Day) => RuleSet, goalUnder: (ruleSet: RuleSet) => Goal): Goal => {
  const goals = new Map<RuleSet, Goal>()
  return rating => {
    const ruleSet = rulesOf(rating.asOf)
    const goal = goals.get(ruleSet) ?? goalUnder(ruleSet)
    goals.set(ruleSet, goal)
    return goal(rating)
  }
}

/** A better colour than the rating has; meeting the conditions of the quota's colour counts as that colour. */
export function betterThan(rating: Rating, ruleSet: RuleSet): Goal {
  const direction = new Map(ruleSet.colours.map(colour => [colour.code, colour.direction]))
  const levelOf = ({ colour, candidate }: Rating): number =>
    direction.get(candidate ? ruleSet.quotas.colour : colour) ?? 0
  return other => levelOf(other) > levelOf(rating)
}
