import type { RosterIssue } from '../../domain/people/roster/issues.ts'
import { rosterLayout, type SheetCode, sheetCodes } from '../../domain/people/roster/layout.ts'
import type { RosterLine, RosterPlan } from '../../domain/people/roster/plan.ts'
import type { ReadRoster } from '../../domain/people/roster/read-sheets.ts'
import { refusedRows } from '../../domain/people/roster/returned-title.ts'

/** How many rows of a sheet come to what. */
export interface SheetCounts {
  readonly code: SheetCode
  readonly name: string
  readonly total: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
}

/** What an import would do or did, small enough to keep: counts, and the first of each kind. */
export interface ImportReport {
  readonly sheets: readonly SheetCounts[]
  /** The first rows of each sheet and outcome; unchanged ones only where something follows from them. */
  readonly lines: readonly RosterLine[]
  readonly issues: readonly RosterIssue[]
  readonly issueCount: number
  readonly warnings: readonly RosterIssue[]
  readonly warningCount: number
  /** Rows that change something. */
  readonly changes: number
}

const LINES = 50
const ISSUES = 200

/** The report of a plan. */
export function reportOf({ counts }: ReadRoster, { lines, issues, warnings }: RosterPlan): ImportReport {
  const sheets = sheetCodes
    .filter(code => (counts[code] ?? 0) > 0)
    .map(code => sheetCounts(code, counts[code] ?? 0, lines, issues))
  return {
    sheets,
    lines: firstOfEach(lines),
    issues: issues.slice(0, ISSUES),
    issueCount: issues.length,
    warnings: warnings.slice(0, ISSUES),
    warningCount: warnings.length,
    changes: lines.filter(line => line.outcome !== 'unchanged').length,
  }
}

function sheetCounts(
  code: SheetCode,
  total: number,
  lines: readonly RosterLine[],
  issues: readonly RosterIssue[],
): SheetCounts {
  const { name } = rosterLayout[code]
  const own = lines.filter(({ sheet }) => sheet === code)
  const count = (outcome: RosterLine['outcome']) => own.filter(line => line.outcome === outcome).length
  const refused = refusedRows(
    total,
    issues.filter(issue => issue.sheet === name),
  )
  return { code, name, total, new: count('new'), changed: count('changed'), unchanged: count('unchanged'), refused }
}

function firstOfEach(lines: readonly RosterLine[]): RosterLine[] {
  const taken = new Map<string, number>()
  return lines.filter(line => {
    if (line.outcome === 'unchanged' && line.effects.length === 0) return false
    const kind = `${line.sheet} ${line.outcome}`
    const before = taken.get(kind) ?? 0
    taken.set(kind, before + 1)
    return before < LINES
  })
}
