import type { RuleSet } from '../rules/rule-set.ts'
import type { Rating } from './rate.ts'

/** What of a rating the placing looks at. */
export type Placeable = Pick<Rating, 'cadreId' | 'unitId' | 'classCode' | 'scored' | 'score' | 'candidate' | 'parts'>

/** What depends on all cadres together: the cut-offs of the ranks and the places of the quota's colour. */
export interface Placing {
  readonly classes: Readonly<Record<string, ClassPlacing>>
  /** Who has a place. */
  readonly placed: readonly string[]
  /** 并列待研究: tied at the cut, so no place. */
  readonly tied: readonly string[]
  /** 符合条件、名额已满. */
  readonly full: readonly string[]
}

interface ClassPlacing {
  /** Scored members. */
  readonly n: number
  /** ⌊share × n⌋ places. */
  readonly places: number
  /** For each rank condition's share (hundredths of a percent): the last rank inside it and the score there. */
  readonly cuts: Readonly<Record<string, { readonly rank: number; readonly score: number }>>
}

/** Places of a class. */
export const classPlaces = (n: number, ruleSet: RuleSet): number => Math.floor((n * ruleSet.quotas.classShare) / 10_000)

/** Places of a unit. */
export const unitPlaces = (n: number, ruleSet: RuleSet): number =>
  Math.max(1, Math.floor(n / ruleSet.quotas.unitDivisor))

/**
 * Forms the cut-offs and fills the places in one order over all classes (S, then R, then P); who ties at the cut of the
 * class or of the unit gets no place, and places freed by a tie stay empty (rules.md §5).
 */
export function place(ratings: readonly Placeable[], ruleSet: RuleSet): Placing {
  const scored = ratings.filter(rating => rating.scored && rating.score !== null)
  const scores = new Map<string, number[]>()
  const unitSizes = new Map<string, number>()
  for (const { classCode, unitId, score } of scored) {
    const own = scores.get(classCode)
    if (own === undefined) scores.set(classCode, [score as number])
    else own.push(score as number)
    unitSizes.set(unitId, (unitSizes.get(unitId) ?? 0) + 1)
  }
  const classes = classPlacings(code => ascending(Float64Array.from(scores.get(code) ?? [])), ruleSet)
  const inside = isInside(classes, ruleSet)
  const contenders = scored.filter(rating => rating.candidate && inside(rating.classCode, rating.score as number))
  return { classes, ...fillPlaces(contenders, classes, unitSizes, ruleSet) }
}

/** The places and cut-offs of each class from the scores of its scored members, ascending. */
export function classPlacings(
  scoresOf: (classCode: string) => Float64Array,
  ruleSet: RuleSet,
): Readonly<Record<string, ClassPlacing>> {
  return Object.fromEntries(ruleSet.classes.map(({ code }) => [code, classPlacing(scoresOf(code), ruleSet)]))
}

/** How far apart whole scores may lie to be counted into order instead of compared. */
const COUNTABLE = 100_000

/** Puts whole scores in order, in place: counted, since many share few values, unless they lie far apart. */
export function ascending(scores: Float64Array): Float64Array {
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const score of scores) {
    if (score < least) least = score
    if (score > greatest) greatest = score
  }
  if (scores.length < 1000 || greatest - least > COUNTABLE) return scores.sort()
  const counts = new Uint32Array(greatest - least + 1)
  for (const score of scores) counts[score - least] = (counts[score - least] as number) + 1
  let from = 0
  counts.forEach((count, i) => {
    scores.fill(least + i, from, from + count)
    from += count
  })
  return scores
}

/** Whether a score is inside every rank that the conditions of the quota's colour ask for. */
export function isInside(
  classes: Readonly<Record<string, ClassPlacing>>,
  ruleSet: RuleSet,
): (classCode: string, score: number) => boolean {
  const shares = rankShares(ruleSet, ruleSet.quotas.colour)
  return (classCode, score) => shares.every(share => score >= (classes[classCode]?.cuts[share]?.score ?? 0))
}

function classPlacing(scores: Float64Array, ruleSet: RuleSet): ClassPlacing {
  const n = scores.length
  const cuts: Record<string, { rank: number; score: number }> = {}
  for (const share of rankShares(ruleSet)) {
    const rank = Math.ceil((n * share) / 10_000)
    cuts[share] = { rank, score: scores[n - rank] ?? 0 }
  }
  return { n, places: classPlaces(n, ruleSet), cuts }
}

/** The shares that rank conditions (of one colour, or of all) ask for. */
function rankShares(ruleSet: RuleSet, colour?: string): number[] {
  const rules = ruleSet.conditions.filter(rule => colour === undefined || rule.colour === colour)
  return [...new Set(rules.flatMap(rule => sharesIn(rule.when)))].sort((a, b) => a - b)
}

function sharesIn(expression: RuleSet['conditions'][number]['when']): number[] {
  if ('all' in expression) return expression.all.flatMap(sharesIn)
  if ('any' in expression) return expression.any.flatMap(sharesIn)
  if ('not' in expression) return sharesIn(expression.not)
  return 'rank' in expression ? [expression.value] : []
}

/** What of somebody who meets every condition the order of the places looks at. */
type Contender = Pick<Placeable, 'cadreId' | 'unitId' | 'classCode' | 'score'> & {
  readonly parts: readonly { readonly mean: number | null }[]
}

interface Places {
  keyOf(rating: Contender): string
  /** Places left; a tie at the cut sets it to 0, so that freed places stay empty. */
  left(key: string): number
  leave(key: string, places: number): void
}

/** So many places a key at first. */
function placesBy(keyOf: Places['keyOf'], first: (key: string) => number): Places {
  const known = new Map<string, number>()
  return { keyOf, left: key => known.get(key) ?? first(key), leave: (key, places) => void known.set(key, places) }
}

/** Who meets everything is given places, the best first; the others are told apart into tied and full. */
export function fillPlaces(
  contenders: readonly Contender[],
  classes: Readonly<Record<string, ClassPlacing>>,
  unitSizes: ReadonlyMap<string, number>,
  ruleSet: RuleSet,
): Omit<Placing, 'classes'> {
  const byUnit = placesBy(
    ({ unitId }) => unitId,
    unit => unitPlaces(unitSizes.get(unit) ?? 0, ruleSet),
  )
  const byClass = placesBy(
    ({ classCode }) => classCode,
    code => classes[code]?.places ?? 0,
  )
  const placed: string[] = []
  const tied: string[] = []
  const full: string[] = []
  for (const equals of groupsOfEquals(contenders)) {
    const open = equals.filter(rating => [byUnit, byClass].every(places => places.left(places.keyOf(rating)) > 0))
    full.push(...namesOf(equals.filter(rating => !open.includes(rating))))
    const inUnit = withoutTies(open, byUnit, tied)
    const inClass = withoutTies(inUnit, byClass, tied)
    for (const rating of inClass) {
      for (const places of [byUnit, byClass]) {
        const key = places.keyOf(rating)
        places.leave(key, places.left(key) - 1)
      }
    }
    placed.push(...namesOf(inClass))
  }
  return { placed: placed.sort(), tied: tied.sort(), full: full.sort() }
}

const namesOf = (ratings: readonly Contender[]): string[] => ratings.map(rating => rating.cadreId)

/** Those of a group of equals who fit; where more want a place than are left, none of them gets one. */
function withoutTies(equals: readonly Contender[], places: Places, tied: string[]): Contender[] {
  const wanted = new Map<string, number>()
  for (const rating of equals) wanted.set(places.keyOf(rating), (wanted.get(places.keyOf(rating)) ?? 0) + 1)
  const tiedKeys = new Set([...wanted].filter(([key, n]) => n > places.left(key)).map(([key]) => key))
  for (const key of tiedKeys) places.leave(key, 0)
  tied.push(...namesOf(equals.filter(rating => tiedKeys.has(places.keyOf(rating)))))
  return equals.filter(rating => !tiedKeys.has(places.keyOf(rating)))
}

/** Contenders by S, then R, then P (the parts in the rule set's order that come from cells); equals together. */
function groupsOfEquals(contenders: readonly Contender[]): Contender[][] {
  const ordered = contenders.map(rating => ({ rating, key: orderKey(rating) }))
  ordered.sort((a, b) => compareKeys(a.key, b.key) || (a.rating.cadreId < b.rating.cadreId ? -1 : 1))
  const groups: Contender[][] = []
  ordered.forEach(({ rating, key }, i) => {
    const before = ordered[i - 1]
    if (before !== undefined && compareKeys(before.key, key) === 0) groups.at(-1)?.push(rating)
    else groups.push([rating])
  })
  return groups
}

const orderKey = (rating: Contender): number[] => [
  rating.score ?? 0,
  ...rating.parts.slice(0, 2).map(part => part.mean ?? -1),
]

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (b[i] as number) - (a[i] as number)
  return 0
}
