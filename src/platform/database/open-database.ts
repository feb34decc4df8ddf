import type { Connection } from 'mongoose'
import { connect } from './connect.ts'
import type { Database, DatabaseSettings } from './database.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { holdOwnMongod } from './own-mongod.ts'
import { isOutdated, outdatedMessage } from './server-version.ts'

/**
 * Connects to MONGODB_URI, or to the product's own mongod, which is joined when it runs and started when it does not.
 * Throws DatabaseUnavailable when there is no database with transactions to be had, or, in production, only an
 * outdated one.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const hold = settings.uri === null ? await holdOwnMongod(settings) : null
  try {
    const connection = await connect(settings.uri ?? (hold?.uri as string), settings.name)
    const database = present(connection, settings, hold?.release ?? (async () => {}))
    await checkVersion(database, settings)
    return database
  } catch (error) {
    await hold?.release()
    throw error
  }
}

function present(connection: Connection, settings: DatabaseSettings, release: () => Promise<void>): Database {
  const client = connection.getClient()
  const db = client.db(settings.name)
  let closing: Promise<void> | null = null
  return {
    connection: connection,
    client,
    db,
    name: settings.name,
    origin: { own: settings.uri === null, dataFolder: settings.dataFolder },
    async ping() {
      await db.command({ ping: 1 })
    },
    close() {
      closing ??= connection.close().finally(release)
      return closing
    },
  }
}

async function checkVersion(database: Database, { production, log }: DatabaseSettings): Promise<void> {
  const { version } = await database.db.command({ buildInfo: 1 })
  if (!isOutdated(version)) return
  if (!production) return log.warn({ version }, outdatedMessage(version))
  await database.connection.close(true)
  throw new DatabaseUnavailable(outdatedMessage(version))
}
