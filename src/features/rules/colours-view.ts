import type { Colour, RuleSet } from '../../domain/rules/rule-set.ts'

/** The mark of a colour, as the partial `colour-mark` places it. */
export const markOf = ({ code, shape, letter, label }: Colour) => ({ colour: code, shape, letter, label })

const matches = { any: '满足任一条件即建议', all: '须满足全部条件', default: '不属于其他颜色的其余情形' } as const

/** Each colour with its direction, term and consequences, in words. */
export const coloursView = ({ colours }: RuleSet) =>
  colours.map(colour => ({
    mark: markOf(colour),
    direction: directionWords(colour.direction),
    match: matches[colour.match],
    term: termWords(colour.term),
    tasks: colour.consequences.map(({ task, workingDays }) =>
      workingDays === null ? task : `${task}（${workingDays} 个工作日内）`,
    ),
  }))

function directionWords(direction: number): string {
  if (direction === 0) return '中性'
  if (direction > 0) return '正向'
  return direction < -1 ? '负向（重）' : '负向'
}

function termWords(term: Colour['term']): string {
  if (term === null) return '无期限'
  const { months, extensions, extensionMonths } = term
  return extensions === 0 ? `${months} 个月` : `${months} 个月，可延期 ${extensions} 次，不超过 ${extensionMonths} 个月`
}
