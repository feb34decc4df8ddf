import type { Placeable } from '../rating/place.ts'
import type { Rater } from '../rating/rate.ts'
import type { Rating } from '../rating/rating.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Candidate } from './candidates.ts'
import { candidatesFor } from './candidates.ts'
import type { Change } from './change.ts'
import type { Ground } from './hypothesis.ts'
import { createOracle, type Goal, type Oracle, offTheLists, placedAmong } from './out.ts'
import { relevanceOf } from './relevance.ts'
import { weakened } from './weaken.ts'

/** What would lead out. */
export interface WaysOut {
  /** Off the yellow or red list, or onto blue; null: already blue, not rated, or 不定色. */
  readonly towards: 'out' | 'blue' | null
  /** A veto or a lock stands: no points lead out, only its end. */
  readonly barred: boolean
  /** Sets of changes that lead there, the smaller first; no part of one does. */
  readonly sets: readonly (readonly Change[])[]
  /** The engine was asked as often as allowed before everything was tried. */
  readonly cutShort: boolean
  readonly runs: number
}

/** How often the engine may be asked for one cadre, and how many ways are enough. */
export interface Effort {
  readonly runs: number
  readonly ways: number
}

const EFFORT: Effort = { runs: 350, ways: 5 }
const LARGEST = 3

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
  const oracle = createOracle(rater, ground)
  const rating = oracle.ratingAfter([])
  const towards = rating === null ? null : directionOf(rating, ground.ruleSet, placedAmong(others, ground.ruleSet))
  if (rating === null || towards === null)
    return { towards, barred: false, sets: [], cutShort: false, runs: oracle.runs }
  const goal = towards === 'out' ? offTheLists(ground.ruleSet) : placedAmong(others, ground.ruleSet)
  const candidates = candidatesFor(rating, ground, oracle, relevanceOf(rating, ground.ruleSet, towards))
  const barred = isBarred(rating, ground.ruleSet)
  const tried = barred ? candidates.filter(({ kind }) => kind === 'time' || kind === 'again') : candidates
  const { sets, cutShort } = search(oracle, goal, tried, effort)
  return { towards, barred, sets, cutShort, runs: oracle.runs }
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

function search(
  oracle: Oracle,
  goal: Goal,
  candidates: readonly Candidate[],
  effort: Effort,
): Pick<WaysOut, 'sets' | 'cutShort'> {
  const found = new Map<string, readonly Change[]>()
  const leading = new Set<string>()
  const asks = (changes: readonly Change[]): boolean => {
    const rating = oracle.ratingAfter(changes)
    return rating !== null && goal(rating)
  }
  for (const chosen of chosenOf(candidates)) {
    if (found.size >= effort.ways) break
    if (oracle.runs >= effort.runs) return { sets: [...found.values()], cutShort: true }
    const kinds = chosen.map(({ kind }) => kind).join('+')
    if (found.has(kinds) || hasLeadingPart(chosen, leading)) continue
    if (!asks(chosen.map(({ strongest }) => strongest))) continue
    leading.add(nameOf(chosen))
    const changes = weakened(chosen, asks)
    if (!properParts(changes).some(asks)) found.set(kinds, changes)
  }
  return { sets: [...found.values()], cutShort: false }
}

/** All choices of one, then two, then three candidates that do not exclude each other. Of like facts the first come first. */
function* chosenOf(candidates: readonly Candidate[]): Iterable<readonly Candidate[]> {
  let level: readonly (readonly number[])[] = [[]]
  for (let size = 1; size <= LARGEST; size += 1) {
    const next: number[][] = []
    for (const numbers of level) {
      for (let i = (numbers.at(-1) ?? -1) + 1; i < candidates.length; i += 1) {
        const chosen = [...numbers, i].map(n => candidates[n] as Candidate)
        if (!isPossible(chosen)) continue
        next.push([...numbers, i])
        yield chosen
      }
    }
    level = next
  }
}

function isPossible(chosen: readonly Candidate[]): boolean {
  if (new Set(chosen.map(({ target }) => target)).size < chosen.length) return false
  // The third fact is not chosen without the first: they differ in nothing.
  const facts = chosen.filter(({ kind }) => kind === 'fact')
  return facts.every(({ target }, nth) => target === `fact ${nth}`)
}

const nameOf = (chosen: readonly Candidate[]): string => chosen.map(({ strongest }) => JSON.stringify(strongest)).join()

const hasLeadingPart = (chosen: readonly Candidate[], leading: ReadonlySet<string>): boolean =>
  properParts(chosen).some(part => leading.has(nameOf(part)))

/** The parts of a set that are not empty and not the whole: of three at most, six. */
export function properParts<T>(set: readonly T[]): T[][] {
  return Array.from({ length: 2 ** set.length - 2 }, (_, i) => set.filter((_one, n) => ((i + 1) >> n) & 1))
}
