import { compareRuleSets } from '../../domain/rules/compare-rule-sets.ts'
import type { RuleSection } from '../../domain/rules/comparison/rule-change.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Threshold } from '../../domain/rules/threshold.ts'
import { amountText } from './amount-text.ts'

const titles: Readonly<Record<RuleSection, string>> = {
  general: '规则',
  colours: '颜色',
  classes: '类别',
  indicators: '指标',
  evaluation: '评价组别',
  score: '得分',
  evidence: '事实与分值',
  conditions: '条件',
  limits: '标注、名额与意见',
}

const sectionOf = ({ section }: Threshold): RuleSection =>
  section === 'marks' || section === 'quotas' ? 'limits' : section

/** Said where a side has nothing. */
export const NONE = '—'

/** Everything that differs, each as before → after, by the parts of the page. */
export function comparisonRows(before: RuleSet, after: RuleSet) {
  const { changes, structure } = compareRuleSets(before, after)
  const all = [
    ...structure.map(({ section, what, ...change }) => ({
      section,
      place: change.place,
      label: what,
      before: change.before ?? NONE,
      after: change.after ?? NONE,
      isNumber: false,
      /** It is of an item that only one side has. */
      isWhole: change.before === null || change.after === null,
    })),
    ...changes.map(({ threshold, ...values }) => ({
      section: sectionOf(threshold),
      place: threshold.place,
      label: threshold.label,
      before: amountText(threshold, values.before),
      after: amountText(threshold, values.after),
      isNumber: true,
      isWhole: false,
    })),
  ]
  const sections = (Object.keys(titles) as RuleSection[])
    .map(section => ({ title: titles[section], rows: all.filter(row => row.section === section) }))
    .filter(({ rows }) => rows.length > 0)
  const rows = sections.flatMap(section => section.rows)
  return { changed: rows.length === 0 ? '没有改动' : `共 ${rows.length} 处不同`, rows, sections }
}
