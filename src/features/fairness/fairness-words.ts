import type { Leniency, LeniencyVerdict } from '../../domain/fairness/leniency.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { type MarkView, markView, shortMark } from '../ratings/index.ts'

/** What stands where a number is hidden. */
export const HIDDEN = '＊'

export const hiddenNote = `${HIDDEN} 小于 3 人，或为防止由合计推算而一并隐去。`

/** Said of a sheet: it leaves the house, so it hides what the page may show. */
export const sheetNote = `${hiddenNote}本表可能带出本部，页面上显示的，这里也隐去。`

/** Said on the page where its Excel is offered. */
export const exportNotes = {
  groups: 'Excel 可能带出本部：其中小于 3 人的数一律隐去',
  assessors: 'Excel 可能带出本部：其中不足 3 份的考察组不列分数',
} as const

export const privateNote =
  '性别、年龄只用于分组统计，不显示个人；只看全体，不再按类别、单位、职务层次缩小，以免几次查询相减推出个人。'

export const verdictWords: Readonly<Record<LeniencyVerdict, string>> = {
  lenient: '明显偏宽',
  strict: '明显偏严',
  near: '无明显差异',
  few: '份数不足，不作判断',
  alone: '没有可比的考察',
}

export const isFar = ({ verdict }: Leniency): boolean => verdict === 'lenient' || verdict === 'strict'

/** How a column of a table of colours is called. */
export const columnWords = (ruleSet: RuleSet, code: string): MarkView | { readonly label: string } =>
  code === 'off' ? { label: '不在册' } : markView(ruleSet, code)

/** The same for a narrow column: `▲蓝名单`. */
export function columnHeading(ruleSet: RuleSet, code: string): string {
  const words = columnWords(ruleSet, code)
  return 'shape' in words ? shortMark(words) : words.label
}
