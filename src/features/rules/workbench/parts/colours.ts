import { group } from '../group.ts'
import { boxes, choice, code, text, whole, wholeOrNone } from '../lines.ts'
import { rows } from '../rows.ts'
import type { Part } from './part.ts'

const matches = [
  { value: 'any', label: '满足任一条件即建议' },
  { value: 'all', label: '须满足全部条件' },
  { value: 'default', label: '不属于其他颜色的其余情形' },
]

const term = group(
  {
    months: wholeOrNone('期限', 1, 120, { suffix: '个月', help: '留空为无期限。' }),
    extensions: wholeOrNone('可延期', 0, 5, { suffix: '次' }),
    extensionMonths: wholeOrNone('每次不超过', 0, 60, { suffix: '个月' }),
  },
  {
    legend: '期限与延期',
    isInline: true,
    start: piece => (piece ?? {}) as Record<string, unknown>,
    finish({ months, extensions, extensionMonths }, complain) {
      if (months !== null) return { months, extensions: extensions ?? 0, extensionMonths: extensionMonths ?? 0 }
      if (extensions || extensionMonths) complain('months', '期限：有延期就须填期限；没有期限请把延期也留空。')
      return null
    },
  },
)

const consequences = rows(group({ task: text('办理事项', 60), workingDays: wholeOrNone('工作日', 0, 250) }), {
  legend: '列入后办理',
  noun: '事项',
  headings: ['办理事项', '几个工作日内（留空不限）'],
  blank: { task: '', workingDays: null },
  most: 20,
})

/** The colours, strongest first: a cadre gets the first whose conditions are met. */
export const colours: Part = {
  code: 'colours',
  label: '颜色',
  lead: '从上到下由重到轻：同时符合几种时取最上面的一种，各条理由都列出。颜色总是连同字、图形和名称一起显示。',
  keys: ['colours'],
  sheet: ruleSet => {
    const known = ruleSet.colours.map(({ code, label }) => ({ value: code, label }))
    return group({
      colours: rows(
        group({
          label: text('名称', 20),
          code: code(),
          letter: text('字', 2, { narrow: true, help: '图形旁的一个字。' }),
          shape: text('图形', 2, { narrow: true, help: '▲ ○ ◆ ■ 之一。' }),
          direction: whole('方向', -9, 9, { help: '正向填 1，中性填 0，负向填 −1，更重的负向填 −2。' }),
          match: choice('怎样列入', matches),
          settledBy: boxes('列入这些名单即了结它的原因', known),
          term,
          consequences,
        }),
        {
          legend: '',
          noun: '颜色',
          blank: { label: '', code: '', letter: '', shape: '', direction: '', match: '', settledBy: [], term: null },
          most: 10,
        },
      ),
    })
  },
}
