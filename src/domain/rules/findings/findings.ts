import type { RuleSet } from '../rule-set.ts'
import { bandFindings } from './band-findings.ts'
import { colourFindings } from './colour-findings.ts'
import { conditionFindings } from './condition-findings.ts'
import { findingAt, inWords, type RuleFinding } from './finding.ts'
import { leafFindings } from './leaf-findings.ts'
import { overlapFindings } from './overlap-findings.ts'
import { relationFindings } from './relation-findings.ts'
import { settingFindings } from './setting-findings.ts'
import { studyOf } from './study.ts'

export type { RuleFinding } from './finding.ts'

const levels = ['error', 'warning', 'undecided'] as const

/** Findings told at once, at most. */
const MOST = 300

/**
 * The checks before publication of a rule set that `checkRuleSet` has passed: score bands, conditions that never or
 * always fire, contradictions, idle parts, colours nobody can reach, vetoes without 文号. Total and of bounded work:
 * intervals by quantity decide, else samples, else it says 未判定. Errors first, each kind in the order of the document.
 */
export function findingsOf(ruleSet: RuleSet): RuleFinding[] {
  const study = studyOf(ruleSet)
  const found = [
    ...settingFindings(ruleSet),
    ...leafFindings(ruleSet),
    ...conditionFindings(study),
    ...bandFindings(study),
    ...colourFindings(study),
    ...relationFindings(study),
    ...overlapFindings(study),
  ]
  if (study.isTired())
    found.push(findingAt('undecided', ['conditions'], '条件过多或过于复杂，其中一些是否相互重复未判定'))
  const sorted = levels.flatMap(level => found.filter(finding => finding.level === level)).slice(0, MOST)
  return sorted.map(one => inWords(one, ruleSet))
}

/** Whether a finding bars review and publication. */
export const barsPublication = (findings: readonly RuleFinding[]): boolean =>
  findings.some(({ level }) => level === 'error')
