import { plain } from '../../domain/rules/amounts.ts'
import type { EvidenceRule, RuleSet } from '../../domain/rules/rule-set.ts'

const signed = (value: number): string => (value === 0 ? '—' : `${value > 0 ? '+' : ''}${plain(value)}`)

/** The facts that count, positive ones first, with their points by role. */
export function evidenceView({ evidence }: RuleSet) {
  const lines = (positive: boolean) => evidence.filter(rule => rule.positive === positive).map(evidenceLine)
  return [
    { title: '正面事实', rows: lines(true) },
    { title: '负面事实', rows: lines(false) },
  ].filter(({ rows }) => rows.length > 0)
}

/** One kind of fact as the table shows it. */
export const evidenceLine = (rule: EvidenceRule) => ({
  code: rule.code,
  label: rule.label,
  person: personPoints(rule),
  charge: signed(rule.points.charge),
  chief: signed(rule.points.chief),
  unit: signed(rule.points.unit),
  proof: rule.proof,
  cap: capWords(rule),
})

function personPoints({ points, byGrade }: EvidenceRule): string {
  if (byGrade === null) return signed(points.person)
  return Object.entries(byGrade)
    .map(([grade, value]) => `${grade} ${signed(value)}`)
    .join('，')
}

function capWords({ cap, oncePerHonour }: EvidenceRule): string {
  const once = oncePerHonour ? '同一荣誉只计最高一级' : ''
  if (cap === null) return once === '' ? '不封顶' : once
  return `${once === '' ? '' : `${once}；`}每${cap.per === 'year' ? '年' : '季'}最多 ${signed(cap.points)}`
}
