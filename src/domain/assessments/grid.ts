import { roundQuotient } from '../rating/fraction.ts'
import type { Cell, RuleSet } from '../rules/rule-set.ts'

/** A part of the score that is formed from cells: 结果 R, 过程 P. */
export interface CellPart {
  readonly code: string
  readonly label: string
  /** Weight of the part in S, hundredths of a percent. */
  readonly weight: number
  readonly cells: readonly Cell[]
}

/** The parts formed from cells, each with its cells. */
export function cellParts({ score, indicators }: RuleSet): CellPart[] {
  return score.parts
    .filter(part => part.from === 'cells')
    .map(({ code, label, weight }) => {
      const rows = new Set(indicators.rows.filter(row => row.part === code).map(row => row.code))
      return { code, label, weight, cells: indicators.cells.filter(cell => rows.has(cell.row)) }
    })
}

/** The parts whose cells or weights are not those of the part of the same code among the others. */
export function weighedOtherwise(parts: readonly CellPart[], others: readonly CellPart[]): CellPart[] {
  const weights = ({ cells }: CellPart): string => JSON.stringify(cells.map(({ id, weight }) => [id, weight]).sort())
  return parts.filter(part => {
    const other = others.find(({ code }) => code === part.code)
    return other === undefined || weights(other) !== weights(part)
  })
}

/** The weighted mean of a part's seen cells, hundredths, rounded once; null when none is seen. */
export function partMean(part: CellPart, values: Readonly<Record<string, number>>): number | null {
  let weights = 0
  let total = 0
  for (const { id, weight } of part.cells) {
    const value = values[id]
    if (value === undefined) continue
    weights += weight
    total += value * weight
  }
  return weights === 0 ? null : roundQuotient(total, weights)
}

/** What each cell weighs in S when every part and cell is present (rules.md §5), hundredths of a percent, rounded. */
export function effectiveWeights(ruleSet: RuleSet): ReadonlyMap<string, number> {
  return new Map(
    cellParts(ruleSet).flatMap(part => {
      const whole = sumOfWeights(part.cells)
      return part.cells.map(({ id, weight }): [string, number] => [id, roundQuotient(weight * part.weight, whole)])
    }),
  )
}

export const sumOfWeights = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.weight, 0)

/** One figure for what an assessment saw: the mean of its cells by their effective weights, hundredths, rounded once; null of none. */
export function overallMean(
  weights: ReadonlyMap<string, number>,
  values: Readonly<Record<string, number>>,
): number | null {
  let weight = 0
  let total = 0
  for (const [id, value] of Object.entries(values)) {
    const own = weights.get(id) ?? 0
    weight += own
    total += own * value
  }
  return weight === 0 ? null : roundQuotient(total, weight)
}
