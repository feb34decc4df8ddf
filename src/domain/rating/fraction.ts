/** An exact fraction; `d` is positive. Scores are formed exactly and rounded once. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

export const ZERO: Fraction = { n: 0n, d: 1n }

export const fraction = (n: number | bigint, d: number | bigint = 1): Fraction => ({ n: BigInt(n), d: BigInt(d) })

/** Sum; equal denominators stay small. */
export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }

export const times = (a: Fraction, factor: number | bigint): Fraction => ({ n: a.n * BigInt(factor), d: a.d })

export const over = (a: Fraction, divisor: number | bigint): Fraction => ({ n: a.n, d: a.d * BigInt(divisor) })

/** The nearest integer, half away from zero (rules.md §3). */
export function round(a: Fraction): number {
  const negative = a.n < 0n
  const n = negative ? -a.n : a.n
  const value = Number((2n * n + a.d) / (2n * a.d))
  return negative ? 0 - value : value
}

/** The largest integer not above. For shares that are compared with a limit, so that what is shown agrees with the verdict. */
export const floor = (a: Fraction): number => Number(a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d))

/** Rounds an integer quotient half away from zero. Safe for products below 2^53. */
export function roundQuotient(n: number, d: number): number {
  const value = Math.floor((2 * Math.abs(n) + d) / (2 * d))
  return n < 0 ? 0 - value : value
}
