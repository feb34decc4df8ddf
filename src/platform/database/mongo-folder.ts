import { chmod, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseUnavailable } from './database-unavailable.ts'

/** Where the own mongod keeps what it needs. */
export interface MongoFolder {
  path: string
  /** The dbPath of mongod. */
  data: string
  keyFile: string
  credentials: string
  ownership: string
  lock: string
  log: string
}

/** The places inside `<dataFolder>/mongo`. */
export function mongoFolder(dataFolder: string): MongoFolder {
  const path = join(dataFolder, 'mongo')
  return {
    path,
    data: join(path, 'db'),
    keyFile: join(path, 'keyfile'),
    credentials: join(path, 'credentials.json'),
    ownership: join(path, 'ownership.json'),
    lock: join(path, 'start.lock'),
    log: join(path, 'mongod.log'),
  }
}

/** Creates the folder, for the owner's eyes only. Throws DatabaseUnavailable when it cannot be written. */
export async function createMongoFolder(folder: MongoFolder): Promise<void> {
  try {
    await mkdir(folder.data, { recursive: true, mode: 0o700 })
    await chmod(folder.path, 0o700)
  } catch (cause) {
    throw new DatabaseUnavailable(
      `数据文件夹 ${folder.path} 无法写入：请检查权限和磁盘，或用 SANSE_DATA 指定别的文件夹`,
      {
        cause,
      },
    )
  }
}

/** The text of a file, or null when there is no such file. */
export async function readIfPresent(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Replaces a file in one step, mode 600, so that a crash, even of the machine, leaves the old or the new text. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const next = `${path}.${process.pid}.next`
  // Flushed: a password lost with the power would lock the data up for good.
  await writeFile(next, text, { mode: 0o600, flush: true })
  await rename(next, path)
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}

/** What a JSON file says, or `otherwise` when it is no JSON, as after a power cut. */
export function parseOr<T>(text: string, otherwise: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise
  }
}
