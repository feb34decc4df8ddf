import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { compose, type Installation } from './compose.ts'
import type { Config } from './config.ts'
import { ledgerStore } from './features/ledger/index.ts'
import { readInstallation } from './features/sample/index.ts'
import { businessClock, type Clock, systemClock } from './platform/clock.ts'
import { type Database, openDatabase } from './platform/database/index.ts'
import { createLogger, type Logger } from './platform/logger.ts'
import { prepare } from './prepare.ts'

/** An installation with its database open and its clocks set. */
export interface Opened extends Installation {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly log: Logger
  close(): Promise<void>
}

/** Says what is being waited for, to the person at the terminal. */
export const say = (message: string): void => void process.stderr.write(`${message}\n`)

/** Opens the database of the settings, starting its mongod when it is ours and not running. */
export function openConfigured(config: Config, log: Logger): Promise<Database> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  const { mongodbUri: uri, dataFolder, mongodBin, databaseName: name, production } = config
  return openDatabase({ uri, dataFolder, mongodBin, name, production, log, progress: say })
}

/** Opens for reading only: no lease is taken and nothing is written, so that it can run beside a server. */
export async function openForReading(config: Config): Promise<Opened> {
  if (config.mongodbUri === null && !existsSync(join(config.dataFolder, 'mongo'))) {
    throw new Error(
      `${config.dataFolder} 里没有数据：请先运行 npm run demo（示例）或 npm start（正式），或用 SANSE_DATA 指明数据目录。`,
    )
  }
  const log = createLogger({ level: 'error' })
  return assemble(config, await openConfigured(config, log), log)
}

/** Opens as the writer: migrates, takes the lease when it is free, and seeds the default rules. */
export async function openForWriting(config: Config, log: Logger, clock?: Clock): Promise<Opened> {
  const database = await openConfigured(config, log)
  const opened = await assemble(config, database, log, clock)
  await prepare(opened)
  return opened
}

async function assemble(config: Config, database: Database, log: Logger, given?: Clock): Promise<Opened> {
  const realClock = systemClock()
  const { fixedDay } = await readInstallation(database)
  const day = config.today ?? fixedDay
  const lastRecord = day === null ? null : await ledgerStore(database).lastMoment(day)
  const clock = given ?? businessClock(day, realClock, lastRecord)
  const installation = compose({ config, database, clock, realClock, log })
  return {
    ...installation,
    config,
    database,
    clock,
    log,
    close: async () => {
      await installation.journal.stop()
      await database.close()
    },
  }
}
