import { roundQuotient } from '../rating/fraction.ts'
import { roundedRoot } from './root.ts'

/** How scores (hundredths) are spread: exact, and of a size that depends on the values that occur, not on how many people have them. */
export interface Spread {
  readonly n: number
  readonly mean: number
  /** Standard deviation of the sample, rounded; null of fewer than two. */
  readonly deviation: number | null
  /** By nearest rank: each is a score that occurs. */
  readonly quarter: number
  readonly median: number
  readonly threeQuarters: number
}

/** Counts scores one by one. */
export interface ScoreCounter {
  add(score: number): void
  /** Score → how many have it. */
  readonly counts: ReadonlyMap<number, number>
}

export function scoreCounter(): ScoreCounter {
  const counts = new Map<number, number>()
  return { counts, add: score => void counts.set(score, (counts.get(score) ?? 0) + 1) }
}

/** The spread of what was counted; null of nothing. */
export function spreadOf(counts: ReadonlyMap<number, number>): Spread | null {
  const ordered = [...counts].sort(([a], [b]) => a - b)
  const n = ordered.reduce((sum, [, times]) => sum + times, 0)
  if (n === 0) return null
  const sum = ordered.reduce((total, [score, times]) => total + score * times, 0)
  const at = (share: number): number => nearestRank(ordered, Math.ceil((n * share) / 4))
  return {
    n,
    mean: roundQuotient(sum, n),
    deviation: deviationOf(ordered, BigInt(n), BigInt(sum)),
    quarter: at(1),
    median: at(2),
    threeQuarters: at(3),
  }
}

function nearestRank(ordered: readonly (readonly [number, number])[], rank: number): number {
  let passed = 0
  for (const [score, times] of ordered) {
    passed += times
    if (passed >= rank) return score
  }
  return ordered.at(-1)?.[0] ?? 0
}

function deviationOf(ordered: readonly (readonly [number, number])[], n: bigint, sum: bigint): number | null {
  if (n < 2n) return null
  const squares = ordered.reduce((total, [score, times]) => total + BigInt(score) ** 2n * BigInt(times), 0n)
  return roundedRoot({ n: n * squares - sum * sum, d: n * (n - 1n) })
}

/** A bin of a histogram: scores from `from` up to, not with, `to`. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly n: number
}

/** Bins of `width` that cover every score, none left out between the first and the last. */
export function binsOf(counts: ReadonlyMap<number, number>, width: number): Bin[] {
  if (counts.size === 0) return []
  const of = (score: number): number => Math.floor(score / width)
  const places = [...counts.keys()].map(of)
  const first = places.reduce((a, b) => Math.min(a, b))
  const last = places.reduce((a, b) => Math.max(a, b))
  const sizes = new Map<number, number>()
  for (const [score, n] of counts) sizes.set(of(score), (sizes.get(of(score)) ?? 0) + n)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const place = first + i
    return { from: place * width, to: (place + 1) * width, n: sizes.get(place) ?? 0 }
  })
}
