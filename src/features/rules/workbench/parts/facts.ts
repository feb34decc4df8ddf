import type { RuleSet } from '../../../../domain/rules/rule-set.ts'
import { group } from '../group.ts'
import { amount, amountOrNone, choiceOf, choiceOrNone, code, text, tick, whole } from '../lines.ts'
import type { Spec } from '../spec.ts'
import { pairs, pointsEach } from '../texts.ts'

const signs = [
  { value: 'plus', label: '正面', means: true },
  { value: 'minus', label: '负面', means: false },
]
const periods = [
  { value: 'year', label: '每年' },
  { value: 'quarter', label: '每季' },
]
const points = (label: string): Spec => amount(label, -10_000, 10_000, { suffix: '分' })

const cap = group(
  {
    per: choiceOrNone('周期', periods, '不封顶'),
    points: amountOrNone('最多', -10_000, 10_000, { suffix: '分', help: '负面的填负数，例如 −4。' }),
  },
  {
    legend: '封顶',
    isInline: true,
    start: piece => (piece ?? { per: null, points: null }) as Record<string, unknown>,
    finish(read, complain) {
      if (read.per === null && read.points === null) return null
      if (read.per === null) complain('per', '封顶：请选择周期；不封顶请把分值也留空。')
      if (read.points === null) complain('points', '封顶：请填写分值。')
      return read
    },
  },
)

/** One kind of fact. */
export const factForm = (_ruleSet: RuleSet): Spec =>
  group({
    code: code(),
    label: text('事实', 60),
    positive: choiceOf('正负面', signs, { required: true }),
    points: group(
      { person: points('本人'), charge: points('分管领导'), chief: points('主要负责人'), unit: points('单位') },
      { legend: '分值：正面填正数，负面填负数，不计填 0', isInline: true },
    ),
    byGrade: pairs('按等次计分（本人）', pointsEach, {
      help: '一行一个等次和分值，例如“较差 -5”。留空按上面的分值计。',
    }),
    proof: text('依据材料', 40),
    tier: whole('层级', 0, 99, { help: '同一件事从几个渠道来，只计层级最高的一次。' }),
    oncePerHonour: tick('同一荣誉只计最高一级'),
    cap,
  })

export const blankFact = {
  code: '',
  label: '',
  positive: null,
  points: { person: '', charge: '', chief: '', unit: '' },
  proof: '',
  tier: 0,
  oncePerHonour: false,
  cap: null,
  byGrade: null,
}
