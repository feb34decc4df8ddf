import { compareRuleSets } from '../../domain/rules/compare-rule-sets.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { amountText } from './amount-text.ts'

/** The numbers that differ, each as before → after. */
export function comparisonRows(before: RuleSet, after: RuleSet) {
  const { changes, otherwise } = compareRuleSets(before, after)
  return {
    otherwise,
    changed: changes.length === 0 ? '没有改动的数' : `共改动 ${changes.length} 个数`,
    rows: changes.map(({ threshold, ...values }) => ({
      place: threshold.place,
      label: threshold.label,
      before: amountText(threshold, values.before),
      after: amountText(threshold, values.after),
    })),
  }
}
