import { group } from '../group.ts'
import { amount, amountOrNone, choice, whole, wholeOrNone } from '../lines.ts'
import { names } from '../texts.ts'
import { type Part, percentOptions } from './part.ts'

/** Versions from before tell nothing beforehand. */
const alerts = group(
  {
    points: amountOrNone('离分数限值不到', 0, 10_000, { suffix: '分' }),
    times: wholeOrNone('离件数、次数、月数限值不到', 0, 12),
    termDays: wholeOrNone('离名单期满不到', 0, 366, { suffix: '天' }),
  },
  {
    legend: '提前提醒（都留空为不提醒）',
    isInline: true,
    start: piece => (piece ?? {}) as Record<string, unknown>,
    finish(read, complain) {
      const left = Object.keys(read).filter(name => read[name] === null)
      if (left.length === 3) return undefined
      for (const name of left) complain(name, '提前提醒：请三项都填，或者都留空。')
      return read
    },
  },
)

/** Marks, quotas, the opinions to be sought, and when people are told beforehand. */
export const limits: Part = {
  code: 'limits',
  label: '名额、标注、意见与提醒',
  lead: '名额只限制列入的人数，不改变谁符合条件。',
  keys: ['quotas', 'marks', 'opinions', 'alerts'],
  sheet: ({ colours }) =>
    group({
      quotas: group(
        {
          colour: choice(
            '哪一种名单有名额',
            colours.map(({ code, label }) => ({ value: code, label })),
          ),
          classShare: amount('每类不超过计分人数的', 0, 10_000, percentOptions),
          unitDivisor: whole('每单位每多少人一个名额', 1, 10_000, { suffix: '人', help: '不足此数的单位也有一个。' }),
          headShare: amount('主要负责人占名单不超过', 0, 10_000, percentOptions),
        },
        { legend: '名额' },
      ),
      marks: group(
        {
          minCoverage: amount('依据不足：依据覆盖率低于', 0, 10_000, percentOptions),
          absence: group(
            {
              months: whole('看最近', 1, 120, { suffix: '个月' }),
              share: amount('不在岗天数超过', 0, 10_000, percentOptions),
            },
            { legend: '不定色', isInline: true },
          ),
        },
        { legend: '标注' },
      ),
      opinions: group(
        {
          offices: names('征求意见的单位', { help: '决定列入前须有它们的意见；几个单位之间用顿号。' }),
          days: whole('意见须在决定前多少天内', 1, 3660, { suffix: '天' }),
        },
        { legend: '征求意见' },
      ),
      alerts,
    }),
}
