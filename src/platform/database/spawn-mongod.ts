import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rename, stat } from 'node:fs/promises'
import type { MongoFolder } from './mongo-folder.ts'
import { replicaSetName } from './replica-set.ts'

/** A mongod process of ours; `exit` resolves with its exit code, or the name of the signal that ended it. */
export interface SpawnedMongod {
  pid: number
  exit: Promise<number | string>
}

const largestLog = 20_000_000

/** Starts mongod on loopback with authentication. `cacheGB` is the WiredTiger cache in GB, at least 0.25. */
export async function spawnMongod(
  binary: string,
  folder: MongoFolder,
  port: number,
  cacheGB: number,
): Promise<SpawnedMongod> {
  await rotate(folder.log)
  // Its own process group: Ctrl-C must reach the product, which then closes in order, and not mongod.
  const child = spawn(binary, mongodArguments(folder, port, cacheGB), { detached: true, stdio: 'ignore' })
  const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  exit.catch(() => {})
  await once(child, 'spawn')
  child.unref()
  return { pid: child.pid as number, exit }
}

function mongodArguments(folder: MongoFolder, port: number, cacheGB: number): string[] {
  return [
    ...['--dbpath', folder.data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    ...['--replSet', replicaSetName, '--keyFile', folder.keyFile, '--oplogSize', '1024'],
    ...['--networkMessageCompressors', 'snappy,zstd', '--noscripting'],
    ...['--wiredTigerCacheSizeGB', String(cacheGB), '--logpath', folder.log, '--logappend', '--quiet'],
  ]
}

async function rotate(log: string): Promise<void> {
  const size = await stat(log).then(
    file => file.size,
    () => 0,
  )
  if (size > largestLog) await rename(log, `${log}.1`)
}
