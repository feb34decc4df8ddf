export { migrations } from './migrations.ts'
export { createRoster, type Roster } from './roster.ts'
export { rosterRoutes } from './roster-routes.ts'
export { type PlainRow, writeRoster } from './roster-sheet.ts'
