import { group } from '../group.ts'
import { amount, code, text, whole } from '../lines.ts'
import { rows } from '../rows.ts'
import { groupOf } from '../spec.ts'
import { type Part, percentOptions } from './part.ts'
import { sumNote, weightsOfRows } from './sums.ts'

/** The groups whose ballots form 评价 E. */
export const ballots: Part = {
  code: 'ballots',
  label: '评价组别',
  lead: '评价 E 由各组的有效票平均得分按权重合成；有效票不够的一组不计，并注明。',
  keys: ['evaluation'],
  sheet: () =>
    group({
      evaluation: rows(
        group({
          label: text('名称', 20),
          code: code(),
          weight: amount('权重', 1, 10_000, percentOptions),
          minBallots: whole('最少票数', 1, 10_000, { suffix: '票' }),
        }),
        {
          legend: '',
          noun: '组别',
          headings: ['名称', '代码', '权重 %', '少于此数不计'],
          blank: { label: '', code: '', weight: 0, minBallots: 5 },
          most: 20,
        },
      ),
    }),
  notes: typed => [sumNote('各组权重', weightsOfRows(groupOf(typed).evaluation))],
}
