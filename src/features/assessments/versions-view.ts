import type { Assessment } from '../../domain/assessments/assessment.ts'
import type { AssessmentContent } from '../../domain/assessments/content.ts'
import { differences, fieldsOf } from '../../domain/assessments/versions.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { instantText } from '../../web/format.ts'
import type { Input } from '../../web/route.ts'
import { ballotColumns, cellLabels, typedOf } from './assessment-form.ts'

/** The two versions side by side: what one typed, and what somebody else saved meanwhile. */
export function versionsView(
  mine: AssessmentContent,
  stored: Assessment,
  ruleSet: RuleSet,
  { name, submits }: { readonly name: string; readonly submits: boolean },
) {
  const different = new Set(differences(mine, stored.content))
  const last = stored.history.at(-1)
  const hidden = pairsOf(typedOf(mine))
  return {
    title: `两个版本：${name}`,
    path: `/assessments/${stored.id}${submits ? '/submission' : ''}`,
    back: `/assessments/${stored.id}`,
    version: String(stored.version),
    theirsBy: last === undefined ? '' : `${last.by.name} ${instantText(last.at)} 保存`,
    count: String(different.size),
    rows: rowsOf(mine, stored.content, ruleSet).map(row => ({
      ...row,
      differs: different.has(row.name),
      id: `f-pick.${row.name}`,
    })),
    hidden,
  }
}

const plainLabels: Readonly<Record<string, string>> = {
  cycle: '考察周期',
  type: '考察类型',
  methods: '考察方式',
  team: '考察组',
  from: '考察起始日',
  to: '考察截止日',
  note: '考察情况',
  reason: '变动理由',
  lateReason: '补录理由',
}

function rowsOf(mine: AssessmentContent, theirs: AssessmentContent, ruleSet: RuleSet) {
  const cells = cellLabels(ruleSet)
  const groups = new Map(ruleSet.evaluation.map(({ code, label }) => [code, label]))
  const labelOf = (name: string): string =>
    name.startsWith('cell.')
      ? (cells.get(name.slice(5)) ?? name)
      : name.startsWith('ballot.')
        ? `评价票·${groups.get(name.slice(7)) ?? name}`
        : (plainLabels[name] ?? name)
  return fieldsOf(mine, theirs).map(name => ({
    name,
    label: labelOf(name),
    mine: shown(mine, name),
    theirs: shown(theirs, name),
  }))
}

function shown(content: AssessmentContent, name: string): string {
  const typed = typedOf(content)
  const text = name.startsWith('ballot.')
    ? Object.entries(ballotColumns)
        .flatMap(([column, label]) => {
          const value = String(typed[`${name}.${column}`] ?? '')
          return value === '' ? [] : [`${label} ${value}`]
        })
        .join('，')
    : [typed[name] ?? ''].flat().join('、')
  return text === '' ? '（空）' : text
}

/** What one typed, to be sent again by hidden fields. */
const pairsOf = (typed: Input) =>
  Object.entries(typed).flatMap(([name, value]) => [value].flat().map(one => ({ name, value: one })))
