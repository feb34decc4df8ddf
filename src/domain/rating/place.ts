import type { RuleSet } from '../rules/rule-set.ts'
import type { Rating } from './rate.ts'

/** What of a rating the placing looks at; of its parts the means of the first two, R and P. */
export interface Placeable extends Contender, Pick<Rating, 'scored' | 'candidate'> {}

/** What of somebody who meets every condition the order of the places looks at. */
export interface Contender extends Pick<Rating, 'cadreId' | 'unitId' | 'classCode' | 'score'> {
  readonly parts: readonly { readonly mean: number | null }[]
}

/** The scored members: their scores by class, in no order, and how many each unit has. */
export interface Scored {
  readonly scores: ReadonlyMap<string, readonly number[]>
  readonly units: ReadonlyMap<string, number>
}

/** Everybody, as far as the placing asks. */
export interface Placeables {
  scored(): Scored
  /** Scored candidates whose score is inside. */
  contenders(isInside: (classCode: string, score: number) => boolean): Contender[]
}

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
export function placeAmong(everybody: Placeables, ruleSet: RuleSet): Placing {
  const { scores, units } = everybody.scored()
  const classes = classPlacings(code => ascending(Float64Array.from(scores.get(code) ?? [])), ruleSet)
  const inside = leastInside(classes, ruleSet)
  const contenders = everybody.contenders((classCode, score) => score >= inside(classCode))
  return { classes, ...fillPlaces(contenders, classes, units, ruleSet) }
}

/** `placeAmong` of a list. */
export const place = (ratings: readonly Placeable[], ruleSet: RuleSet): Placing => placeAmong(listed(ratings), ruleSet)

function listed(ratings: readonly Placeable[]): Placeables {
  const scored = ratings.filter(rating => rating.scored && rating.score !== null)
  return {
    scored: () => {
      const scores = new Map<string, number[]>()
      const units = new Map<string, number>()
      for (const { classCode, unitId, score } of scored) {
        const own = scores.get(classCode)
        if (own === undefined) scores.set(classCode, [score as number])
        else own.push(score as number)
        units.set(unitId, (units.get(unitId) ?? 0) + 1)
      }
      return { scores, units }
    },
    contenders: inside =>
      scored.filter(({ candidate, classCode, score }) => candidate && inside(classCode, score as number)),
  }
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

/** The least score of a class that is inside every rank that the conditions of the quota's colour ask for. */
export function leastInside(
  classes: Readonly<Record<string, ClassPlacing>>,
  ruleSet: RuleSet,
): (classCode: string) => number {
  const shares = rankShares(ruleSet, ruleSet.quotas.colour)
  const leastOf = (cuts: ClassPlacing['cuts']): number => Math.max(...shares.map(share => cuts[share]?.score ?? 0))
  const least = new Map(Object.entries(classes).map(([code, { cuts }]) => [code, leastOf(cuts)]))
  return classCode => least.get(classCode) ?? leastOf({})
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

/** Those of a group of equals who fit; where more want a place than are left, none of them gets one. One alone fits. */
function withoutTies(equals: readonly Contender[], places: Places, tied: string[]): readonly Contender[] {
  if (equals.length < 2) return equals
  const wanted = new Map<string, number>()
  for (const rating of equals) wanted.set(places.keyOf(rating), (wanted.get(places.keyOf(rating)) ?? 0) + 1)
  const tiedKeys = new Set([...wanted].filter(([key, n]) => n > places.left(key)).map(([key]) => key))
  for (const key of tiedKeys) places.leave(key, 0)
  tied.push(...namesOf(equals.filter(rating => tiedKeys.has(places.keyOf(rating)))))
  return equals.filter(rating => !tiedKeys.has(places.keyOf(rating)))
}

/** Contenders by S, then R, then P (the parts in the rule set's order that come from cells); equals together. */
function groupsOfEquals(contenders: readonly Contender[]): Contender[][] {
  const ordered = [...contenders].sort((a, b) => byMerit(a, b) || (a.cadreId < b.cadreId ? -1 : 1))
  const groups: Contender[][] = []
  for (const one of ordered) {
    const equals = groups.at(-1)
    if (equals?.[0] !== undefined && byMerit(equals[0], one) === 0) equals.push(one)
    else groups.push([one])
  }
  return groups
}

const byMerit = (a: Contender, b: Contender): number =>
  (b.score ?? 0) - (a.score ?? 0) || meanOf(b, 0) - meanOf(a, 0) || meanOf(b, 1) - meanOf(a, 1)

const meanOf = ({ parts }: Contender, part: number): number => parts[part]?.mean ?? -1

/** Whom two placings place otherwise. */
export function placedOtherwise(one: Placing, other: Placing): ReadonlySet<string> {
  const found = new Set<string>()
  for (const list of ['placed', 'tied', 'full'] as const) {
    for (const [here, there] of [
      [one[list], other[list]],
      [other[list], one[list]],
    ] as const) {
      const known = new Set(there)
      for (const id of here) if (!known.has(id)) found.add(id)
    }
  }
  return found
}
