import { canonical } from '../canonical.ts'
import { withAmounts } from './amend.ts'
import type { RuleSet } from './rule-set.ts'
import type { Amount, Threshold } from './threshold.ts'
import { sameAmount, thresholdsOf } from './thresholds.ts'

/** One number that differs; null where a version does not have it. */
interface ThresholdChange {
  readonly threshold: Threshold
  readonly before: Amount | null
  readonly after: Amount | null
}

export interface Comparison {
  readonly changes: readonly ThresholdChange[]
  /** Something beside numbers differs: conditions, labels, tasks. Name and number of the version do not count. */
  readonly otherwise: boolean
}

/** What changed from one rule set to another, number by number. */
export function compareRuleSets(before: RuleSet, after: RuleSet): Comparison {
  const old = new Map(thresholdsOf(before).map(threshold => [threshold.key, threshold]))
  const present = thresholdsOf(after)
  const changes: ThresholdChange[] = present.flatMap(threshold => {
    const earlier = old.get(threshold.key)?.value ?? null
    const same = earlier !== null && sameAmount(earlier, threshold.value)
    return same ? [] : [{ threshold, before: earlier, after: threshold.value }]
  })
  const keys = new Set(present.map(({ key }) => key))
  const gone = [...old.values()].filter(({ key }) => !keys.has(key))
  const amounts = new Map(present.map(({ key, value }) => [key, value]))
  return {
    changes: [...changes, ...gone.map(threshold => ({ threshold, before: threshold.value, after: null }))],
    otherwise: structureOf(withAmounts(before, amounts)) !== structureOf(after),
  }
}

/** The document without its name, and without the sentences that are said from the trees. */
function structureOf(ruleSet: RuleSet): string {
  const conditions = ruleSet.conditions.map(rule => ({ ...rule, sentence: '' }))
  return canonical({ ...ruleSet, id: '', title: '', conditions })
}
