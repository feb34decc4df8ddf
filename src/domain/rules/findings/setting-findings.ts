import { plain, size } from '../amounts.ts'
import type { EvidenceRule, RuleSet } from '../rule-set.ts'
import { type Found, findingAt } from './finding.ts'

/** Settings beside the conditions that contradict themselves or rule something out altogether. */
export const settingFindings = (ruleSet: RuleSet): Found[] => [
  ...basisFindings(ruleSet),
  ...ruleSet.evidence.flatMap(evidenceFindings),
  ...markFindings(ruleSet),
  ...quotaFindings(ruleSet),
]

/** Something that can be looked up: a number 〔2022〕9号, or a document by its name 《公务员法》第五十九条. */
const basisPattern = /[〔[（(【]\d{4}[〕\]）)】]\s*第?\s*\d+\s*号|《[^《》]{2,}》/

/**
 * A veto stands on a document. That each case has a 文号 of its own (rules.md §5) is asked where it is recorded; to say so
 * here names no document.
 */
function basisFindings({ conditions }: RuleSet): Found[] {
  return conditions.flatMap(({ effect, basis }, i) => {
    const isVeto = effect === 'veto' || effect === 'lock'
    if (!isVeto || basisPattern.test(basis)) return []
    const words = `否决条件的依据没有文号，也没有写明是哪个文件。例如“〔2022〕9号”或“《…条例》第…条”`
    return [findingAt('error', ['conditions', i, 'basis'], words)]
  })
}

function evidenceFindings({ points, byGrade, cap }: EvidenceRule, i: number): Found[] {
  const amounts = [...Object.values(points), ...Object.values(byGrade ?? {})]
  if (amounts.every(amount => amount === 0)) {
    return [findingAt('warning', ['evidence', i, 'points'], `分值都是 0，这种事实不计分，也不触发任何条件`)]
  }
  const most = Math.max(...amounts.map(Math.abs))
  if (cap === null || Math.abs(cap.points) >= most) return []
  const words = `封顶 ${plain(cap.points)} 分不够一件的 ${size(most)} 分`
  return [findingAt('warning', ['evidence', i, 'cap', 'points'], words)]
}

function markFindings({ marks }: RuleSet): Found[] {
  if (marks.absence.share < 10_000) return []
  return [findingAt('warning', ['marks', 'absence', 'share'], '占比为 100%，不会有人因不在岗不定色')]
}

function quotaFindings({ quotas }: RuleSet): Found[] {
  const findings: Found[] = []
  if (quotas.classShare === 0) findings.push(findingAt('warning', ['quotas', 'classShare'], '每类占比为 0，不会有名额'))
  if (quotas.headShare === 0)
    findings.push(findingAt('warning', ['quotas', 'headShare'], '占比为 0，主要负责人不能列入'))
  return findings
}
