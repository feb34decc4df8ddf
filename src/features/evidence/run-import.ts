import { NotFound } from '../../domain/errors.ts'
import { endEntry, endFaults } from '../../domain/evidence/checks.ts'
import { sameEntry } from '../../domain/evidence/same-entry.ts'
import type { Desk } from './desk.ts'
import type { Fault, ImportCase } from './import-cases.ts'
import type { ImportIssue, ImportRow } from './read-import.ts'

/** What became of a case. */
export type Outcome = 'new' | 'there' | 'refused'

export interface ImportLine {
  readonly sheet: string
  readonly row: number
  readonly what: string
  readonly outcome: Outcome
}

export interface ImportRun {
  readonly lines: readonly ImportLine[]
  readonly issues: readonly ImportIssue[]
  /** Entries that are new. */
  readonly recorded: number
}

/** Takes the cases one by one to the desk: what is new is recorded on it, what already stands is left, the rest is named. */
export async function runImport(desk: Desk, cases: readonly ImportCase[]): Promise<ImportRun> {
  const lines: ImportLine[] = []
  const issues: ImportIssue[] = []
  let recorded = 0
  for (const one of cases) {
    const found = await take(desk, one)
    issues.push(...found.issues)
    recorded += found.recorded
    const outcome: Outcome = found.issues.length > 0 ? 'refused' : found.recorded > 0 ? 'new' : 'there'
    const [first] = one.rows
    if (first !== undefined) lines.push({ sheet: first.sheet.name, row: first.number, what: one.what, outcome })
  }
  return { lines, issues, recorded }
}

async function take(desk: Desk, one: ImportCase): Promise<{ issues: ImportIssue[]; recorded: number }> {
  const prepared = await one.prepared(desk).catch(error => {
    if (error instanceof NotFound) return error
    throw error
  })
  if (prepared instanceof NotFound) return { issues: issuesOf(one.rows, { '': prepared.message }), recorded: 0 }
  const { entry, faults } = prepared
  const subject = entry.subjects[0] ?? ''
  const there = sameEntry(entry, await desk.entriesOf(subject))
  if (there === null && Object.keys(faults).length > 0) return { issues: issuesOf(one.rows, faults), recorded: 0 }
  const target = there ?? desk.record(entry)
  const isNew = there === null ? 1 : 0
  if (one.end === null) return { issues: [], recorded: isNew }
  const entries = await desk.entriesOf(subject)
  const ended = entries.some(other => other.kind === 'end' && other.data.of === target.id)
  if (there !== null && ended) return { issues: [], recorded: 0 }
  const input = { ...one.end, of: target.id }
  const wrong = endFaults(input, target, { today: desk.today, entries })
  if (Object.keys(wrong).length > 0)
    return { issues: issuesOf(one.rows, { endedOn: wrong.on ?? wrong.of ?? wrong.reason ?? '' }), recorded: isNew }
  desk.record(endEntry(input, target))
  return { issues: [], recorded: isNew + 1 }
}

/** Fields whose name differs from the key of their column. */
const keys: Readonly<Record<string, string>> = { positions: 'position', cadreId: 'idNumber', unitId: 'unit', of: '' }

/** Each fault at its cell; what has no column of its own is said of the row. */
function issuesOf(rows: readonly ImportRow[], faults: Readonly<Record<string, string>>): ImportIssue[] {
  return rows
    .slice(0, 1)
    .flatMap(row =>
      Object.entries(faults).map(([field, message]) => issueOf({ row, key: keys[field] ?? field, message })),
    )
}

export function issueOf({ row, key, message }: Fault): ImportIssue {
  const heading = row.sheet.columns.find(column => column.key === key)?.heading ?? ''
  return { sheet: row.sheet.name, row: row.number, heading, message }
}
