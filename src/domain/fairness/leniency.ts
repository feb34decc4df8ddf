import { type Fraction, fraction, round } from '../rating/fraction.ts'
import { roundedRoot } from './root.ts'

/** Whether an assessor is far from the others; 'few': too few to say; 'alone': nobody to compare with. */
export type LeniencyVerdict = 'lenient' | 'strict' | 'near' | 'few' | 'alone'

/** From how many comparable ratings on an assessor may be called far from the others. */
export const ENOUGH_RATINGS = 5

/** So many standard errors the mean difference must be away from nought. */
export const FAR_ERRORS = 2

/** How one assessor rates beside the others. All but the counts in hundredths of a point. */
export interface Leniency {
  readonly assessor: string
  readonly ratings: number
  /** Mean of all ratings. */
  readonly mean: number
  /** Ratings for which somebody else rated in the same stratum. */
  readonly compared: number
  /** Mean of the differences to the mean of the others of the stratum; above nought is lenient. Null when none is comparable. */
  readonly difference: number | null
  /** Standard deviation of these differences; null of fewer than two. */
  readonly spread: number | null
  readonly standardError: number | null
  readonly verdict: LeniencyVerdict
}

/** What is kept of the ratings of one assessor in one stratum: enough for means and deviations. */
interface Sums {
  n: number
  sum: number
  squares: number
}

/**
 * Compares assessors within strata (a class of cadres, or one cadre): each rating minus the mean of what *others* gave
 * in its stratum. Keeps sums only, so that memory grows with strata × assessors, not with ratings.
 */
export function leniencyTable() {
  const strata = new Map<string, Map<string, Sums>>()
  return {
    /** One rating, hundredths. */
    add(assessor: string, stratum: string, score: number): void {
      const assessors = strata.get(stratum) ?? new Map<string, Sums>()
      const sums = assessors.get(assessor) ?? { n: 0, sum: 0, squares: 0 }
      sums.n += 1
      sums.sum += score
      sums.squares += score * score
      assessors.set(assessor, sums)
      strata.set(stratum, assessors)
    },
    /** Everybody who rated, by name. */
    assessors: (): Leniency[] => leniencies(strata),
  }
}

interface Own {
  n: number
  sum: number
  compared: number
  /** Denominator → Σ differences × it, Σ squared differences × its square: fractions of one kind are added as whole numbers. */
  readonly parts: Map<number, { sum: bigint; squares: bigint }>
}

function leniencies(strata: ReadonlyMap<string, ReadonlyMap<string, Sums>>): Leniency[] {
  const owns = new Map<string, Own>()
  for (const assessors of strata.values()) {
    const all = [...assessors.values()]
    const n = all.reduce((total, sums) => total + sums.n, 0)
    const sum = all.reduce((total, sums) => total + sums.sum, 0)
    for (const [assessor, sums] of assessors) {
      const own = owns.get(assessor) ?? { n: 0, sum: 0, compared: 0, parts: new Map() }
      own.n += sums.n
      own.sum += sums.sum
      compare(own, sums, { n: n - sums.n, sum: sum - sums.sum })
      owns.set(assessor, own)
    }
  }
  return [...owns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([assessor, own]) => leniencyOf(assessor, own))
}

/** Each difference is (score × n − sum) / n of the others. */
function compare(own: Own, mine: Sums, others: { readonly n: number; readonly sum: number }): void {
  if (others.n === 0) return
  const [n, sum, of] = [BigInt(others.n), BigInt(others.sum), BigInt(mine.n)]
  const part = own.parts.get(others.n) ?? { sum: 0n, squares: 0n }
  part.sum += BigInt(mine.sum) * n - of * sum
  part.squares += BigInt(mine.squares) * n * n - 2n * sum * n * BigInt(mine.sum) + of * sum * sum
  own.parts.set(others.n, part)
  own.compared += mine.n
}

function leniencyOf(assessor: string, { n, sum, compared, parts }: Own): Leniency {
  const common = [...parts.keys()].reduce((all, d) => lowestCommon(all, BigInt(d)), 1n)
  const total = [...parts].reduce((all, [d, part]) => all + part.sum * (common / BigInt(d)), 0n)
  const squares = [...parts].reduce((all, [d, part]) => all + part.squares * (common / BigInt(d)) ** 2n, 0n)
  const c = BigInt(compared)
  const told = { assessor, ratings: n, mean: round(fraction(sum, n)), compared }
  if (compared === 0) return { ...told, difference: null, spread: null, standardError: null, verdict: 'alone' }
  const difference = round({ n: total, d: common * c })
  if (compared < 2) return { ...told, difference, spread: null, standardError: null, verdict: 'few' }
  const variance = { n: c * squares - total * total, d: common * common * c * (c - 1n) }
  const error = { n: variance.n, d: variance.d * c }
  const isFar = compared >= ENOUGH_RATINGS && isBeyond({ n: total, d: common * c }, error)
  const verdict = compared < ENOUGH_RATINGS ? 'few' : !isFar ? 'near' : total > 0n ? 'lenient' : 'strict'
  return { ...told, difference, spread: roundedRoot(variance), standardError: roundedRoot(error), verdict }
}

/** Whether the mean is `FAR_ERRORS` standard errors from nought, compared by exact squares. */
function isBeyond(mean: Fraction, squaredError: Fraction): boolean {
  const far = BigInt(FAR_ERRORS) ** 2n
  return mean.n !== 0n && mean.n * mean.n * squaredError.d >= far * squaredError.n * mean.d * mean.d
}

const lowestCommon = (a: bigint, b: bigint): bigint => (a / greatestCommon(a, b)) * b
const greatestCommon = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommon(b, a % b))

/** The score with the assessor's leniency taken out, kept on the scale; unchanged when too few ratings say what it is. */
export function calibrated(score: number, leniency: Leniency | undefined): number {
  if (leniency === undefined || leniency.compared < ENOUGH_RATINGS || leniency.difference === null) return score
  return Math.max(0, Math.min(10_000, score - leniency.difference))
}
