import { ballotAlarms, isDropped } from '../../domain/assessments/ballots.ts'
import { type BallotGrade, ballotGrades } from '../../domain/assessments/content.ts'
import type { BallotGroup } from '../../domain/evidence/entries.ts'
import type { BallotGroupRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { hundredths, percent } from '../../web/format.ts'
import { first } from '../../web/input.ts'
import type { Input } from '../../web/route.ts'
import { type BallotColumn, ballotColumns } from './assessment-form.ts'

const columns = Object.entries(ballotColumns) as [BallotColumn, string][]

/** The 评价 table as a form: a line a group, with what it weighs and how many ballots it needs by the rules of the score. */
export function ballotInputs({ evaluation }: RuleSet, counting: RuleSet, typed: Input, errors: FieldErrors) {
  return {
    columns: columns.map(([, label]) => label),
    rows: evaluation.map(({ code, label }) => {
      const rule = counting.evaluation.find(group => group.code === code)
      return {
        label,
        weight: rule === undefined ? '—' : `${rule.weight / 100}%`,
        cells: columns.map(([name, column]) => field(`ballot.${code}.${name}`, `${label}${column}`, typed, errors)),
        note: rule === undefined ? UNKNOWN : typedNote(first(typed, `ballot.${code}.valid`), rule.minBallots),
      }
    }),
  }
}

const UNKNOWN = '现行规则没有这一组，不计入'

function typedNote(valid: string, minBallots: number): string {
  const count = Number(valid)
  return valid.trim() !== '' && count >= 1 && count < minBallots ? tooFew(minBallots) : `至少 ${minBallots} 票`
}

const tooFew = (minBallots: number): string => `少于 ${minBallots} 票，不计入`

const grades = Object.keys(ballotGrades) as BallotGrade[]

/** The 评价 table to be read, with the shares the rules look at. */
export function ballotFigures(groups: readonly BallotGroup[], ruleSet: RuleSet) {
  const place = (code: string) => ruleSet.evaluation.findIndex(rule => rule.code === code)
  const ordered = [...groups].sort((a, b) => place(a.group) - place(b.group))
  const rows = ordered.map(group => {
    const rule = ruleSet.evaluation.find(({ code }) => code === group.group)
    return {
      label: rule?.label ?? group.group,
      cells: [String(group.valid), hundredths(group.mean), ...grades.map(grade => String(group.counts[grade]))],
      note: noteOf(group, rule, ruleSet),
    }
  })
  const sum = (of: (group: BallotGroup) => number) => groups.reduce((total, group) => total + of(group), 0)
  const total = sum(({ counts }) => counts.excellent + counts.fit + counts.basic + counts.unfit)
  return {
    columns: columns.map(([, label]) => label),
    rows,
    qualified: percent(
      sum(({ counts }) => counts.excellent + counts.fit),
      total,
    ),
    unfit: percent(
      sum(({ counts }) => counts.unfit),
      total,
    ),
    alarms: ballotAlarms(groups, ruleSet).map(({ id, sentence }) => `${id} ${sentence}`),
  }
}

function noteOf(group: BallotGroup, rule: BallotGroupRule | undefined, ruleSet: RuleSet): string {
  if (rule === undefined) return UNKNOWN
  return isDropped(group, ruleSet) ? tooFew(rule.minBallots) : `权重 ${rule.weight / 100}%`
}
