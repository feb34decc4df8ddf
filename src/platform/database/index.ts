export type { Database, DatabaseSettings } from './database.ts'

export { describeServer } from './describe-server.ts'
export { type Migration, runMigrations } from './migrations.ts'
export { mongoose } from './mongoose-settings.ts'
export { openDatabase } from './open-database.ts'
export { sharedRead } from './shared-read.ts'
