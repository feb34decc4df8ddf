import { randomUUID } from 'node:crypto'
import { Umzug } from 'umzug'
import type { Database } from './database.ts'
import { acquireMigrationLock } from './migration-lock.ts'

/** One step in the history of the data. `name` sorts and is never changed; `up` may run again after a crash. */
export interface Migration {
  name: string
  up(database: Database): Promise<void>
}

/**
 * Runs those migrations, in order, that this database has not seen, and returns their names. Processes that start at
 * once take turns: the later ones find nothing left to do. Rejects with the error of the migration that failed.
 */
export async function runMigrations(database: Database, migrations: readonly Migration[]): Promise<string[]> {
  const lock = await acquireMigrationLock(database.db.collection('migration_lock'), `${process.pid}-${randomUUID()}`)
  const applied = database.db.collection<{ _id: string; appliedAt: Date }>('migrations')
  const umzug = new Umzug({
    migrations: migrations.map(({ name, up }) => ({
      name,
      async up() {
        lock.assertHeld()
        await up(database)
      },
    })),
    storage: {
      async logMigration({ name }) {
        await applied.insertOne({ _id: name, appliedAt: new Date() })
      },
      async unlogMigration({ name }) {
        await applied.deleteOne({ _id: name })
      },
      executed: () => applied.distinct('_id'),
    },
    logger: undefined,
  })
  try {
    const done = await umzug.up()
    return done.map(migration => migration.name)
  } finally {
    await lock.release()
  }
}
