import { checkRuleSet } from './check-rule-set.ts'
import { findingsOf, type RuleFinding } from './findings/findings.ts'
import type { RuleSet } from './rule-set.ts'

/** What is to be said of a draft before publication: faults of the document as errors; else what the checks find. */
export function findingsBeforePublication(ruleSet: RuleSet): readonly RuleFinding[] {
  const checked = checkRuleSet(ruleSet)
  if (checked.ok) return findingsOf(ruleSet)
  return checked.faults.map(fault => ({ ...fault, level: 'error', witness: null }))
}
