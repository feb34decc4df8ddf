import { checkRuleSet } from './check-rule-set.ts'
import { inWords } from './findings/finding.ts'
import { findingsOf, type RuleFinding } from './findings/findings.ts'
import { sentenceFindings } from './findings/sentence-findings.ts'
import type { RuleSet } from './rule-set.ts'

/** What is to be said of a draft before publication: faults of the document as errors; else what the checks find. */
export function findingsBeforePublication(ruleSet: RuleSet): readonly RuleFinding[] {
  const checked = checkRuleSet(ruleSet)
  if (checked.ok) return inOrder([...findingsOf(ruleSet), ...sentencesAgainst(ruleSet)])
  return checked.faults.map(fault => ({ ...fault, level: 'error', witness: null }))
}

const sentencesAgainst = (ruleSet: RuleSet): readonly RuleFinding[] =>
  sentenceFindings(ruleSet).map(one => inWords(one, ruleSet))

const levels: readonly RuleFinding['level'][] = ['error', 'warning', 'undecided']

const inOrder = (findings: readonly RuleFinding[]): readonly RuleFinding[] =>
  levels.flatMap(level => findings.filter(finding => finding.level === level))
