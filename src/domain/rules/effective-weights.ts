import type { RuleSet } from './rule-set.ts'

/**
 * What each cell weighs in S when everything was seen: part weight × cell ÷ sum of the part's cells (rules.md §5), in
 * hundredths of a percent by cell id. Rounded so that the cells of a part total the part's weight exactly.
 */
export function effectiveWeights({ indicators, score }: RuleSet): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const part of score.parts.filter(({ from }) => from === 'cells')) {
    const rows = new Set(indicators.rows.filter(row => row.part === part.code).map(row => row.code))
    const cells = indicators.cells.filter(cell => rows.has(cell.row))
    const shares = apportion(
      part.weight,
      cells.map(cell => cell.weight),
    )
    cells.forEach(({ id }, i) => {
      weights.set(id, shares[i] ?? 0)
    })
  }
  return weights
}

/** Splits a whole number by weights: each share rounded down, what is left to the greatest remainders. */
function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const shares = weights.map(weight => Math.floor((whole * weight) / sum))
  const left = whole - shares.reduce((total, share) => total + share, 0)
  const byRemainder = weights
    .map((weight, i) => ({ i, remainder: (whole * weight) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  const raised = new Set(byRemainder.slice(0, left).map(({ i }) => i))
  return shares.map((share, i) => share + (raised.has(i) ? 1 : 0))
}
