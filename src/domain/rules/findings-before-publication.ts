import { checkRuleSet } from './check-rule-set.ts'
import { inWords } from './findings/finding.ts'
import { findingsOf, type RuleFinding } from './findings/findings.ts'
import { renamingFindings } from './findings/renaming-findings.ts'
import { sentenceFindings } from './findings/sentence-findings.ts'
import type { RuleSet } from './rule-set.ts'

/**
 * What is to be said of a draft before publication: faults of the document as errors; else what the checks find in it, and
 * beside the version it is based on.
 */
export function findingsBeforePublication(ruleSet: RuleSet, base: RuleSet): readonly RuleFinding[] {
  const checked = checkRuleSet(ruleSet)
  if (checked.ok) {
    const besides = [...sentenceFindings(ruleSet), ...renamingFindings(ruleSet, base)]
    return inOrder([...findingsOf(ruleSet), ...besides.map(one => inWords(one, ruleSet))])
  }
  return checked.faults.map(fault => ({ ...fault, level: 'error', witness: null }))
}

const levels: readonly RuleFinding['level'][] = ['error', 'warning', 'undecided']

const inOrder = (findings: readonly RuleFinding[]): readonly RuleFinding[] =>
  levels.flatMap(level => findings.filter(finding => finding.level === level))
