import { effectiveWeight } from '../../domain/rules/effective-weights.ts'
import type { Cell, RuleSet } from '../../domain/rules/rule-set.ts'
import { hundredths } from '../../web/format.ts'

const percent = (value: number): string => `${hundredths(value)}%`

/** The grid of indicators: each cell's weight, and beside it what it weighs in S; with sums by row and column. */
export function gridView(ruleSet: RuleSet) {
  const { rows, sides, cells } = ruleSet.indicators
  const sums = (of: readonly Cell[]) => ({
    weight: percent(of.reduce((sum, cell) => sum + cell.weight, 0)),
    effective: percent(effectiveWeight(ruleSet, of)),
  })
  return {
    sides: sides.map(side => side.label),
    rows: rows.map(row => ({
      label: row.label,
      part: ruleSet.score.parts.find(part => part.code === row.part)?.label ?? '',
      cells: sides.map(side => {
        const cell = cells.find(one => one.row === row.code && one.side === side.code)
        return { title: cell?.title ?? '—', ...sums(cell === undefined ? [] : [cell]) }
      }),
      sum: sums(cells.filter(cell => cell.row === row.code)),
    })),
    sums: sides.map(side => sums(cells.filter(cell => cell.side === side.code))),
    total: sums(cells),
  }
}
