import type { Fraction } from '../rating/fraction.ts'

/** The square root of an exact fraction (not negative), as the nearest whole number. */
export const roundedRoot = ({ n, d }: Fraction): number => Number((wholeRoot((4n * n) / d) + 1n) / 2n)

/** The largest whole number whose square is not above, by Newton's method. */
function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
