import { FEW, protect, type ShownCounts, withTotals } from '../../domain/fairness/protect.ts'
import {
  type Bin,
  binsOf,
  type ScoreCounter,
  type Spread,
  scoreCounter,
  spreadOf,
} from '../../domain/fairness/spread.ts'
import { countedKeys } from '../../domain/rating/counted-as.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import { listColours } from '../ratings/index.ts'
import { type Dimension, type GroupName, groupsOf } from './dimensions.ts'
import type { Person } from './population.ts'

/** Width of a bin of scores: five points. */
const BIN = 500

/** One group of the table. */
interface GroupRow {
  readonly key: string
  readonly label: string
  /** Of those who have a score; null where there is nobody, or too few to be shown. */
  readonly spread: Spread | null
}

/** Scores and colours by group, small cells hidden where that is asked for. */
export interface Distribution {
  /** Codes of the columns: colours, the marks that hide one, or `off` for 不在册. */
  readonly columns: readonly string[]
  readonly rows: readonly GroupRow[]
  /** Row by row; last column and last row are totals. */
  readonly counts: ShownCounts
  readonly total: Spread | null
  readonly bins: readonly (Omit<Bin, 'n'> & { readonly n: number | null })[]
  readonly hasHidden: boolean
  readonly people: number
}

/** The codes a list is counted by, as people read them: blue to red, then who has none. */
export const columnsOf = (ruleSet: RuleSet, list: 'suggested' | 'placed'): string[] =>
  list === 'suggested' ? countedKeys(ruleSet) : [...listColours(ruleSet), 'off']

export interface DistributionWish {
  readonly by: Dimension
  readonly list: 'suggested' | 'placed'
  readonly columns: readonly string[]
  readonly nameOf: (key: string) => GroupName
  readonly today: Day
  /** Hides cells under three people. */
  readonly isProtected: boolean
}

export async function distributionOf(people: AsyncIterable<Person>, wish: DistributionWish): Promise<Distribution> {
  const { by, list, columns, nameOf, today } = wish
  const groups = new Map<string, { readonly scores: ScoreCounter; readonly counts: number[] }>()
  const everybody = scoreCounter()
  let n = 0
  for await (const person of people) {
    const column = columns.indexOf(list === 'suggested' ? person.suggested : (person.placed ?? 'off'))
    const keys = groupsOf(person, by, today)
    for (const key of keys) {
      const group = groups.get(key) ?? { scores: scoreCounter(), counts: columns.map(() => 0) }
      group.counts[column] = (group.counts[column] ?? 0) + 1
      if (person.score !== null) group.scores.add(person.score)
      groups.set(key, group)
    }
    if (keys.length === 0) continue
    if (person.score !== null) everybody.add(person.score)
    n += 1
  }
  const placeOf = (key: string): string => nameOf(key).place
  const ordered = [...groups].sort(([a], [b]) => (placeOf(a) < placeOf(b) ? -1 : 1))
  return shownOf(
    ordered.map(([key, group]) => ({ key, label: nameOf(key).label, ...group })),
    { ...wish, scores: everybody, people: n },
  )
}

interface Counted {
  readonly key: string
  readonly label: string
  readonly scores: ScoreCounter
  readonly counts: readonly number[]
}

function shownOf(
  groups: readonly Counted[],
  {
    columns,
    isProtected,
    scores,
    people,
  }: DistributionWish & { readonly scores: ScoreCounter; readonly people: number },
): Distribution {
  const whole = groups.map(({ counts }) => counts)
  const counts = isProtected ? protect(whole) : withTotals(whole)
  const spreads = groups.map(({ scores: own }) => spreadOf(own.counts))
  const few = isProtected ? fewOf(spreads, i => counts[i]?.at(-1) === null) : new Set<number>()
  const rows = groups.map(({ key, label }, i) => ({ key, label, spread: few.has(i) ? null : (spreads[i] ?? null) }))
  const bins = binsOf(scores.counts, BIN)
  const shownBins = isProtected && bins.length > 0 ? protect([bins.map(({ n }) => n)])[0] : undefined
  const hidesSpread = few.size > 0
  return {
    columns,
    rows,
    counts,
    // With all but one mean in sight, the total would give that one away.
    total: hidesSpread ? null : spreadOf(scores.counts),
    bins: bins.map(({ n, ...bin }, i) => ({ ...bin, n: shownBins === undefined ? n : (shownBins[i] ?? null) })),
    hasHidden: hidesSpread || counts.some(row => row.includes(null)) || (shownBins?.includes(null) ?? false),
    people,
  }
}

/**
 * The groups whose spread is not shown: of fewer than three scores, or whose number is hidden; and the next smaller one
 * where it is one alone, whose mean would follow from that of everybody.
 */
function fewOf(spreads: readonly (Spread | null)[], isHidden: (place: number) => boolean): Set<number> {
  const known = spreads.flatMap((spread, place) => (spread === null ? [] : [{ place, n: spread.n }]))
  const few = new Set(known.filter(({ place, n }) => n <= FEW || isHidden(place)).map(({ place }) => place))
  const next = known.filter(({ place }) => !few.has(place)).sort((a, b) => a.n - b.n)[0]
  return few.size === 1 && next !== undefined ? few.add(next.place) : few
}
