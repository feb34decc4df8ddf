import { effectiveWeight } from '../../../domain/rules/effective-weights.ts'
import type { Cell, ScoreRule } from '../../../domain/rules/rule-set.ts'
import { hundredths } from '../../../web/format.ts'
import { weightOf } from './parts/sums.ts'
import { groupOf, rowsOf, type TypedGroup, textOf } from './spec.ts'

/** What is typed so far, added up: each cell's weight in S, and the sums of rows, sides and all. */
export function gridFigures({ rows: lines, sides }: TypedGroup, score: ScoreRule) {
  const rows = rowsOf(lines).map((row, i) => ({ code: String(i), label: '', part: textOf(groupOf(row).part) }))
  const cells = rowsOf(lines).flatMap((row, i) =>
    rowsOf(groupOf(row).cells).map(
      (one, j): Cell => ({
        id: `${i} ${j}`,
        row: String(i),
        side: String(j),
        weight: weightOf(groupOf(one).weight),
        title: '',
      }),
    ),
  )
  const indicators = { rows, sides: [], cells }
  const of = (wanted: readonly Cell[]) => ({
    weight: `${hundredths(wanted.reduce((sum, { weight }) => sum + weight, 0))}%`,
    effective: `${hundredths(effectiveWeight({ indicators, score }, wanted))}%`,
  })
  return {
    rows: rows.map(({ code }) => ({
      cells: cells.filter(({ row }) => row === code).map(one => of([one])),
      sum: of(cells.filter(({ row }) => row === code)),
    })),
    sides: rowsOf(sides).map((side, j) => ({
      label: textOf(groupOf(side).label) || `第 ${j + 1} 列`,
      ...of(cells.filter(one => one.side === String(j))),
    })),
    total: of(cells),
  }
}
