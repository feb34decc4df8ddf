import type { RuleSet } from '../../../../domain/rules/rule-set.ts'
import { directionWords, usualDirections } from '../../../../domain/rules/rule-words.ts'
import { group } from '../group.ts'
import { boxes, choice, choiceOf, code, text, wholeOrNone } from '../lines.ts'
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

/** Beside the usual ones those that imported rules have. */
function directionsOf({ colours }: RuleSet) {
  const all = [...new Set([...usualDirections, ...colours.map(({ direction }) => direction)])].sort((a, b) => b - a)
  return all.map(direction => ({ value: String(direction), label: directionWords(direction), means: direction }))
}

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
          direction: choiceOf('方向', directionsOf(ruleSet), {
            required: true,
            help: '正向是表扬，负向是提醒或整改；同是负向的，重的排在上面。',
          }),
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
