import { constants } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { identify } from './process-identity.ts'

const unfinished = '.unfinished-'

/** Folder for downloaded programs: the user's cache, or inside the data folder when that cannot be written. */
export async function cacheFolder(dataFolder: string, environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const ofUser = join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'sanse')
  try {
    await mkdir(ofUser, { recursive: true, mode: 0o700 })
    await access(ofUser, constants.W_OK)
    return ofUser
  } catch {
    return join(dataFolder, 'cache')
  }
}

/** Paths of the cached programs, newest version first. */
export async function cachedMongods(cache: string): Promise<string[]> {
  const names = await readdir(cache).catch((): string[] => [])
  return names
    .filter(name => /^mongod-\d/.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map(name => join(cache, name, 'mongod'))
}

/**
 * Lets `produce` write into a folder of its own and moves the program it names into the cache in one step, so that
 * two processes fetching at once, or one that dies, never leave half a file. Null when `produce` yields nothing.
 */
export async function fillCache(
  cache: string,
  version: string,
  produce: (folder: string) => Promise<string | null>,
): Promise<string | null> {
  await mkdir(cache, { recursive: true, mode: 0o700 })
  await dropAbandoned(cache)
  const folder = await mkdtemp(join(cache, `${unfinished}${process.pid}-`))
  try {
    const program = await produce(folder)
    if (program === null) return null
    await chmod(program, 0o755)
    const place = join(cache, `mongod-${version}`)
    await mkdir(place, { recursive: true })
    await rename(program, join(place, 'mongod'))
    return join(place, 'mongod')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function dropAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(unfinished)) continue
    const pid = Number.parseInt(name.slice(unfinished.length), 10)
    if (identify(pid) === null) await rm(join(cache, name), { recursive: true, force: true })
  }
}
