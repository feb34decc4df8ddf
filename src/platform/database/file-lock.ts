import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { parseOr } from './mongo-folder.ts'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'

/**
 * Runs `work` while no other process (and no other call in this one) holds the lock file at `path`.
 * A lock left by a dead process is taken over. Throws DatabaseUnavailable after `patience` milliseconds.
 */
export async function withFileLock<T>(path: string, patience: number, work: () => Promise<T>): Promise<T> {
  await acquire(path, patience)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function acquire(path: string, patience: number): Promise<void> {
  const deadline = Date.now() + patience
  const claim = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(claim, JSON.stringify(identify(process.pid)), { mode: 0o600 })
  try {
    // A hard link appears whole or not at all: nobody ever reads a lock without its holder.
    while (!(await tryLink(claim, path))) {
      await dropIfStale(path)
      if (Date.now() > deadline) {
        throw new DatabaseUnavailable(`另一个 sanse 进程一直占用着 ${path}：请先结束该进程，再重新启动`)
      }
      await sleep(25)
    }
  } finally {
    await rm(claim, { force: true })
  }
}

async function dropIfStale(path: string): Promise<void> {
  if (await heldByLiving(path)) return
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  // Another process may have broken the stale lock first and locked again: its lock goes back.
  if (await heldByLiving(aside)) await tryLink(aside, path)
  await rm(aside, { force: true })
}

async function heldByLiving(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return true
  const holder = parseOr<ProcessIdentity | null>(text, null)
  return holder !== null && isAlive(holder)
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
