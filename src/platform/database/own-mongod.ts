import { cacheGBOf } from './cache-size.ts'
import { type Credentials, ensureCredentials } from './credentials.ts'
import type { DatabaseSettings } from './database.ts'
import { withFileLock } from './file-lock.ts'
import { findMongod } from './find-mongod.ts'
import { keepRunning } from './keep-running.ts'
import { createMongoFolder, type MongoFolder, mongoFolder } from './mongo-folder.ts'
import { join, leave, type MongodUser, newUser, readOwnership } from './ownership.ts'
import { ensurePrimary, replicaSetName } from './replica-set.ts'
import { findRunning } from './running-mongod.ts'
import { killMongod, shutDownMongod } from './shut-down-mongod.ts'
import { startMongod, untilReachable } from './start-mongod.ts'

/** The part of the settings an own mongod needs; `cacheGB` is its WiredTiger cache in GB (cache-size.ts unless told). */
export type OwnMongodSettings = Omit<DatabaseSettings, 'uri' | 'name'> & { cacheGB?: number }

/** A hold on the own mongod, which runs at least until `release`. */
export interface OwnMongod {
  uri: string
  /** Gives the hold up; shuts mongod down when no living process holds it any more. */
  release(): Promise<void>
}

const lockPatience = 180_000

/**
 * Joins the mongod that runs over the data folder, or starts one. While held, a mongod that dies is started again.
 * Throws DatabaseUnavailable.
 */
export async function holdOwnMongod(settings: OwnMongodSettings): Promise<OwnMongod> {
  const folder = mongoFolder(settings.dataFolder)
  await createMongoFolder(folder)
  const user = newUser()
  const locked = <T>(work: () => Promise<T>) => withFileLock(folder.lock, lockPatience, work)
  const joinOrStart = async (port?: number) => {
    const joined = await locked(() => joinRunning(folder, user))
    if (joined !== null) return joined
    // Outside the lock: it may take a download.
    const { path } = await findMongod(settings)
    return locked(async () => (await joinRunning(folder, user)) ?? start(path, folder, user, settings.cacheGB, port))
  }
  const port = await joinOrStart()
  const keeper = keepRunning(
    () => findRunning(folder) !== null,
    () => joinOrStart(port),
    settings.log,
  )
  const { username, password } = await ensureCredentials(folder)
  return {
    uri: `mongodb://${username}:${password}@127.0.0.1:${port}/?authSource=admin&replicaSet=${replicaSetName}`,
    async release() {
      await keeper.stop()
      await locked(() => leaveOrShutDown(folder, user))
    },
  }
}

async function joinRunning(folder: MongoFolder, user: MongodUser): Promise<number | null> {
  const running = findRunning(folder)
  if (running === null || !(await untilReachable(running))) return null
  try {
    await ensurePrimary(running.port, await ensureCredentials(folder))
  } catch (error) {
    // A killed one is seen, and even answers, until the system has cleared it away.
    if (findRunning(folder) === null) return null
    throw error
  }
  await join(folder, user, running.port)
  return running.port
}

async function start(binary: string, folder: MongoFolder, user: MongodUser, cacheGB = cacheGBOf(), fixedPort?: number) {
  const credentials: Credentials = await ensureCredentials(folder)
  const remembered = fixedPort ?? (await readOwnership(folder)).port
  const mongod = await startMongod(binary, folder, { remembered, isFixed: fixedPort !== undefined, cacheGB })
  try {
    await ensurePrimary(mongod.port, credentials)
  } catch (error) {
    await killMongod(mongod)
    throw error
  }
  await join(folder, user, mongod.port)
  return mongod.port
}

async function leaveOrShutDown(folder: MongoFolder, user: MongodUser): Promise<void> {
  const isLast = await leave(folder, user)
  const running = isLast ? findRunning(folder) : null
  if (running !== null) await shutDownMongod(running, await ensureCredentials(folder))
}
