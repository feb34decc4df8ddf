import { gridSpec } from '../grid.ts'
import { group } from '../group.ts'
import { groupOf, rowsOf } from '../spec.ts'
import type { Part } from './part.ts'
import { sumNote, weightsOfRows } from './sums.ts'

/** The grid of indicators and their weights. */
export const indicators: Part = {
  code: 'indicators',
  label: '指标与权重',
  lead: '每格是一项指标和它的权重；“占总分”是它在总分里的实际权重（所属部分的权重 × 本格 ÷ 该部分各格之和）。',
  keys: ['indicators'],
  sheet: ruleSet => group({ indicators: gridSpec(ruleSet) }),
  notes: typed => [
    sumNote(
      '各格权重',
      rowsOf(groupOf(groupOf(typed).indicators).rows).flatMap(row => weightsOfRows(groupOf(row).cells)),
    ),
  ],
}
