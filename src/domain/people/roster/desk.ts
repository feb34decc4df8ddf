import type { RosterIssue, RosterRow } from './issues.ts'
import { columnsOf, rosterLayout } from './layout.ts'
import type { FieldChange, LedgerStep, RosterLine } from './plan.ts'

/** Where the parts of a plan are gathered, row by row. */
export interface Desk {
  readonly lines: RosterLine[]
  readonly steps: LedgerStep[]
  readonly issues: RosterIssue[]
  readonly warnings: RosterIssue[]
}

/** What is wrong with a row at the column of this key ('' for the row as a whole). */
export function issueAt(row: RosterRow, key: string, message: string): RosterIssue {
  const heading = columnsOf(row.sheet).find(column => column.key === key)?.heading ?? ''
  return { sheet: rosterLayout[row.sheet].name, row: row.number, heading, message }
}

export function refuse(desk: Desk, row: RosterRow, key: string, message: string): void {
  desk.issues.push(issueAt(row, key, message))
}

export function warn(desk: Desk, row: RosterRow, key: string, message: string): void {
  desk.warnings.push(issueAt(row, key, message))
}

/** Fields of the row that differ from what is held. A blank cell leaves what is held alone. */
export function fieldChanges(row: RosterRow, before: Readonly<Record<string, string>>): FieldChange[] {
  return columnsOf(row.sheet).flatMap(({ key, heading }) => {
    const after = row.values[key] ?? ''
    const held = before[key] ?? ''
    return after === '' || after === held ? [] : [{ field: heading, before: held, after }]
  })
}

/** The first row of each pair that says the same thing twice, refused. */
export function refuseTwice<R extends RosterRow>(
  desk: Desk,
  rows: readonly R[],
  key: string,
  nameOf: (row: R) => string,
): R[] {
  const seen = new Map<string, R>()
  return rows.filter(row => {
    const name = nameOf(row)
    const first = seen.get(name)
    if (first === undefined) seen.set(name, row)
    else refuse(desk, row, key, `与第${first.number}行重复。`)
    return first === undefined
  })
}
