import type { EntryOf } from '../../evidence/entries.ts'
import { type Desk, refuse, refuseTwice } from './desk.ts'
import type { PeopleById } from './diff-cadres.ts'
import type { RosterRow } from './issues.ts'
import type { Key } from './layout.ts'
import { personOf } from './matching.ts'
import type { Ref, RosterDays } from './plan.ts'

type Row = RosterRow<Key<'A15'>>

/**
 * Compares sheet A15 with the annual grades held. The sheet does not say when a grade was given: the last day of its year
 * stands for it. Another grade for the same year takes the first one back.
 */
export function diffGrades(
  desk: Desk,
  rows: readonly Row[],
  grades: readonly EntryOf<'annualGrade'>[],
  people: PeopleById,
  days: RosterDays,
): void {
  const held = new Map(grades.map(entry => [`${entry.subjects[0]} ${entry.data.year}`, entry]))
  const once = refuseTwice(
    desk,
    rows.filter(row => row.sound),
    'year',
    row => `${row.values.idNumber} ${row.values.year}`,
  )
  for (const row of once) {
    const cadre = personOf(desk, row, people)
    const isOver = row.values.year < days.today.slice(0, 4)
    if (!isOver) refuse(desk, row, 'year', `${row.values.year}年度尚未结束，还没有年度考核结论。`)
    if (cadre !== null && isOver) diffGrade(desk, row, cadre, held.get(`${cadre} ${row.values.year}`))
  }
}

function diffGrade(desk: Desk, row: Row, cadre: Ref, before: EntryOf<'annualGrade'> | undefined): void {
  const { name, year, grade } = row.values
  const line = { sheet: 'A15', row: row.number, who: name, what: `${year}年度 ${grade}`, effects: [] } as const
  if (before?.data.grade === grade) {
    desk.lines.push({ ...line, outcome: 'unchanged', changes: [] })
    return
  }
  const changes = before === undefined ? [] : [{ field: '考核结论', before: before.data.grade, after: grade }]
  desk.lines.push({ ...line, outcome: before === undefined ? 'new' : 'changed', changes })
  if (before !== undefined) desk.steps.push({ kind: 'reversal', of: before, reason: '名册导入更正年度考核结论' })
  desk.steps.push({ kind: 'annualGrade', cadre, from: `${year}-12-31`, data: { year: Number(year), grade } })
}
