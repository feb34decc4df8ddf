import type { Cell, RuleSet } from './rule-set.ts'

/**
 * What these cells weigh in S together when everything was seen: part weight × cell ÷ sum of the part's cells
 * (rules.md §5), added exactly and rounded once, in hundredths of a percent.
 */
export function effectiveWeight(
  { indicators, score }: Pick<RuleSet, 'indicators' | 'score'>,
  cells: readonly Cell[],
): number {
  const partOf = (cell: Cell) => indicators.rows.find(row => row.code === cell.row)?.part
  const weighed = (of: readonly Cell[]): number => of.reduce((sum, cell) => sum + cell.weight, 0)
  let numerator = 0n
  let denominator = 1n
  for (const part of score.parts) {
    const all = weighed(indicators.cells.filter(cell => partOf(cell) === part.code))
    if (all === 0) continue
    const own = weighed(cells.filter(cell => partOf(cell) === part.code))
    numerator = numerator * BigInt(all) + BigInt(part.weight * own) * denominator
    denominator *= BigInt(all)
  }
  return Number((2n * numerator + denominator) / (2n * denominator))
}
