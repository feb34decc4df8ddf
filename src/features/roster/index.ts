export type { ImportReport } from './import-report.ts'
export { migrations } from './migrations.ts'
export { createRoster, type ImportResult, type Roster } from './roster.ts'
export { type PlainRoster, type PlainRow, writeRoster } from './roster-sheet.ts'
