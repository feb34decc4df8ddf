import { group } from '../group.ts'
import { amount, choice, code, text, whole } from '../lines.ts'
import { rows } from '../rows.ts'
import { groupOf } from '../spec.ts'
import { type Part, percentOptions } from './part.ts'
import { sumNote, weightsOfRows } from './sums.ts'

const sources = [
  { value: 'cells', label: '指标格' },
  { value: 'ballots', label: '评价票' },
]

const parts = rows(
  group({
    label: text('名称', 20),
    code: code(),
    weight: amount('权重', 1, 10_000, percentOptions),
    from: choice('来源', sources),
  }),
  {
    legend: '组成部分',
    noun: '部分',
    headings: ['名称', '代码', '权重 %', '来源'],
    help: '新增来自指标格的部分后，还须在“指标与权重”里给它指标行。',
    blank: { label: '', code: '', weight: 0, from: 'cells' },
    most: 5,
  },
)

const fading = rows(group({ months: whole('几个月内', 1, 120), weight: whole('按多少计', 0, 100, percentOptions) }), {
  legend: '时间折减',
  noun: '段',
  headings: ['发生后几个月内', '按百分之几计'],
  help: '由近到远；最后一段以后不计。在名单期限内，因之列入的负面事实不折减。',
  blank: { months: '', weight: '' },
  most: 10,
})

const clip = (legend: string, min: number, max: number) =>
  group(
    {
      min: amount('下限', -100_000, max, { suffix: '分' }),
      max: amount('上限', min, 100_000, { suffix: '分' }),
    },
    { legend, isInline: true },
  )

/** How the score is formed. */
export const score: Part = {
  code: 'score',
  label: '得分公式',
  lead: 'S 等于各部分按权重相加，再加事件分 A；超出上下限的部分另列一行。',
  keys: ['score'],
  sheet: () =>
    group({
      score: group({
        parts,
        fading,
        eventClip: clip('事件分合计', 0, 0),
        clip: clip('总分', -100_000, 100_000),
      }),
    }),
  notes: typed => [sumNote('各部分权重', weightsOfRows(groupOf(groupOf(typed).score).parts))],
}
