import { checkRuleSet, isWellFormed } from './check-rule-set.ts'
import { inWords } from './findings/finding.ts'
import { findingsOf, type RuleFinding } from './findings/findings.ts'
import { renamingFindings } from './findings/renaming-findings.ts'
import { sentenceFindings } from './findings/sentence-findings.ts'
import type { RuleSet } from './rule-set.ts'

/**
 * What is to be said of a draft before publication: faults of the document as errors; else what the checks find in it, and
 * beside the version it is based on. `fields`: those that duties are recorded with.
 */
export function findingsBeforePublication(
  ruleSet: RuleSet,
  base: RuleSet,
  fields: ReadonlySet<string>,
): readonly RuleFinding[] {
  const checked = checkRuleSet(ruleSet)
  const renaming = isWellFormed(ruleSet)
    ? renamingFindings(ruleSet, base, fields).map(one => inWords(one, ruleSet))
    : []
  if (checked.ok) {
    const sentences = sentenceFindings(ruleSet).map(one => inWords(one, ruleSet))
    return inOrder([...findingsOf(ruleSet), ...sentences, ...renaming])
  }
  // What still asks for the old name is told after the renaming that left it without.
  return inOrder([...renaming, ...checked.faults.map(fault => ({ ...fault, level: 'error' as const, witness: null }))])
}

const levels: readonly RuleFinding['level'][] = ['error', 'warning', 'undecided']

const inOrder = (findings: readonly RuleFinding[]): readonly RuleFinding[] =>
  levels.flatMap(level => findings.filter(finding => finding.level === level))
