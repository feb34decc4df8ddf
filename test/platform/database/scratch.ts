import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabaseSettings } from '../../../src/platform/database/index.ts'
import { mongoFolder } from '../../../src/platform/database/mongo-folder.ts'
import { findRunning } from '../../../src/platform/database/running-mongod.ts'
import { silentLog } from '../../support/root-hooks.ts'

/** A data folder of its own; `dropScratch` kills what still runs over it and removes it. */
export async function scratchFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sanse-scratch-'))
}

export async function dropScratch(folder: string): Promise<void> {
  const running = mongodOver(folder)
  if (running) process.kill(running.pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Settings for an own mongod under this folder. */
export function settingsFor(dataFolder: string, changes: Partial<DatabaseSettings> = {}): DatabaseSettings {
  const mongodBin = process.env.MONGOD_BIN || null
  return { uri: null, dataFolder, mongodBin, name: 'sanse', production: false, log: silentLog, ...changes }
}

/** The mongod that runs over this data folder. */
export function mongodOver(dataFolder: string) {
  return findRunning(mongoFolder(dataFolder))
}

/** A second process that holds the database of this folder open until told otherwise. */
export interface Holder {
  process: ChildProcess
  /** Closes in order. */
  close(): Promise<void>
  /** Dies without closing. */
  kill(): Promise<void>
}

/** Starts a process that opens the database, and resolves when it has. */
export async function holdElsewhere(dataFolder: string): Promise<Holder> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'hold-database.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const [line] = await Promise.race([once(child.stdout, 'data'), exited.then(() => ['it ended'])])
  if (String(line).trim() !== 'open') throw new Error(`The other process did not open the database: ${line}`)
  return {
    process: child,
    async close() {
      child.stdin.end()
      await exited
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A program that passes for a mongod of this version when asked, and does nothing else. */
export async function fakeMongod(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'mongod')
  await writeFile(path, `#!/bin/sh\necho "db version v${version}"\n`)
  await chmod(path, 0o755)
  return path
}

/** How many mongods of this machine work on the folder, going by their command lines. */
export async function countMongods(dataFolder: string): Promise<number> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return lines.filter(line => line.includes(`--dbpath\0${mongoFolder(dataFolder).data}\0`)).length
}
