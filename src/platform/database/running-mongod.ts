import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MongoFolder } from './mongo-folder.ts'
import { commandLine, identify, type ProcessIdentity } from './process-identity.ts'

/** A mongod that runs over our data folder. */
export interface RunningMongod extends ProcessIdentity {
  port: number
}

/**
 * The mongod that works on this folder, whoever started it, or null. Found by the pid in `mongod.lock`; its command
 * line must name our dbPath, since after a crash the pid may belong to any other program.
 */
export function findRunning(folder: MongoFolder): RunningMongod | null {
  const pid = pidInLock(folder)
  if (pid === null) return null
  const command = `${commandLine(pid)} `
  const port = /--port (\d+) /.exec(command)?.[1]
  const identity = identify(pid)
  if (identity === null || port === undefined || !command.includes(`--dbpath ${folder.data} `)) return null
  return { ...identity, port: Number(port) }
}

function pidInLock(folder: MongoFolder): number | null {
  try {
    return Number.parseInt(readFileSync(join(folder.data, 'mongod.lock'), 'utf8'), 10) || null
  } catch {
    return null
  }
}
