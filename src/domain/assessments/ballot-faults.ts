import type { RuleSet } from '../rules/rule-set.ts'
import { type BallotGrade, type BallotRow, ballotGrades, isBlank } from './content.ts'

const grades = Object.keys(ballotGrades) as BallotGrade[]

/** What is wrong with the lines of 评价 ballots; when they must be complete, also what is missing. */
export function ballotFaults(
  rows: readonly BallotRow[],
  { evaluation }: RuleSet,
  complete: boolean,
): Record<string, string> {
  const faults: Record<string, string> = {}
  const seen = new Set<string>()
  for (const row of rows.filter(row => !isBlank(row))) {
    const label = evaluation.find(({ code }) => code === row.group)?.label
    if (label === undefined) faults[`ballot.${row.group}.valid`] = '评价票：现行规则没有这一组。'
    else if (seen.has(row.group)) faults[`ballot.${row.group}.valid`] = `${label}：出现了两次。`
    else Object.assign(faults, rowFaults(row, label, complete))
    seen.add(row.group)
  }
  return faults
}

function rowFaults(row: BallotRow, label: string, complete: boolean): Record<string, string> {
  const { valid, mean } = row
  const faults: Record<string, string | null> = {
    valid: numberFault(valid, 1, Number.MAX_SAFE_INTEGER, '有效票应是正整数；没有票就整行留空。') ?? totalFault(row),
    mean: numberFault(mean, 0, 10_000, '均分应在 0 至 100 之间。'),
  }
  for (const grade of grades) {
    const sentence = `${ballotGrades[grade]}票应是整数。`
    faults[grade] = numberFault(row.counts[grade], 0, Number.MAX_SAFE_INTEGER, sentence)
  }
  if (complete) Object.assign(faults, missingOf(row))
  return Object.fromEntries(
    Object.entries(faults).flatMap(([name, sentence]) =>
      sentence === null ? [] : [[`ballot.${row.group}.${name}`, `${label}：${sentence}`]],
    ),
  )
}

function numberFault(value: number | null, min: number, max: number, sentence: string): string | null {
  return value === null || (Number.isInteger(value) && value >= min && value <= max) ? null : sentence
}

/** Once all four grades are given they must add up to the valid ballots. */
function totalFault({ valid, counts }: BallotRow): string | null {
  const given = grades.map(grade => counts[grade])
  if (valid === null || given.some(count => count === null)) return null
  const total = given.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return total === valid ? null : `四个等次合计 ${total} 票，与有效票 ${valid} 不符。`
}

function missingOf({ valid, mean, counts }: BallotRow): Record<string, string> {
  return {
    ...(valid === null && { valid: '请填写有效票。' }),
    ...(mean === null && { mean: '请填写均分。' }),
    ...Object.fromEntries(
      grades
        .filter(grade => counts[grade] === null)
        .map(grade => [grade, `请填写${ballotGrades[grade]}票，没有就填 0。`]),
    ),
  }
}
