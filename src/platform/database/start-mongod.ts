import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseUnavailable } from './database-unavailable.ts'
import type { MongoFolder } from './mongo-folder.ts'
import { choosePort, isOpen } from './ports.ts'
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts'
import { findRunning, type RunningMongod } from './running-mongod.ts'
import { spawnMongod } from './spawn-mongod.ts'

/** How to start: `remembered` is the port of the last run, taken when free or, if `isFixed`, in any case. */
export interface Start {
  remembered: number | null
  isFixed: boolean
  cacheGB: number
}

const portTaken = 48
const dataOfOtherVersion = 62
const attempts = 5
// Recovery after a crash replays the journal before the port opens.
const patience = 120_000

/** Starts mongod and waits until it listens. Throws DatabaseUnavailable with the reason when it does not come up. */
export async function startMongod(binary: string, folder: MongoFolder, start: Start): Promise<RunningMongod> {
  let remembered = start.remembered
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const port = start.isFixed && remembered !== null ? remembered : await choosePort(remembered)
    const mongod = await spawnMongod(binary, folder, port, start.cacheGB)
    const identity = identify(mongod.pid)
    const end = await Promise.race([mongod.exit, identity ? listening({ ...identity, port }) : mongod.exit])
    if (end === null && identity) return { ...identity, port }
    // One that was just being started by a process that is gone now holds the data: it will do as well.
    const other = findRunning(folder)
    if (other !== null && (await untilReachable(other))) return other
    if (end !== portTaken || start.isFixed) throw new DatabaseUnavailable(failure(end, folder))
    remembered = null
  }
  throw new DatabaseUnavailable(failure(portTaken, folder))
}

/** Waits until a running mongod listens; false when it ends first. Throws DatabaseUnavailable after two minutes. */
export async function untilReachable(mongod: RunningMongod): Promise<boolean> {
  const deadline = Date.now() + patience
  while (isAlive(mongod)) {
    if (await isOpen(mongod.port)) return true
    if (Date.now() > deadline) {
      throw new DatabaseUnavailable(`自带的 MongoDB（进程 ${mongod.pid}）两分钟没有响应：请结束该进程后重新启动`)
    }
    await sleep(20)
  }
  return false
}

async function listening(mongod: ProcessIdentity & { port: number }): Promise<null> {
  // When it ends instead, its exit code wins the race.
  return (await untilReachable(mongod)) ? null : new Promise(() => {})
}

function failure(end: number | string | null, folder: MongoFolder): string {
  if (end === dataOfOtherVersion) {
    return `${folder.data} 里的数据由另一版本的 MongoDB 写成：请用 MONGOD_BIN 指定原来的版本，或按 MongoDB 的说明逐级升级`
  }
  if (end === portTaken) return '自带的 MongoDB 的端口被其他程序占用：请结束该程序，再重新启动'
  return `自带的 MongoDB 启动失败（${end}）：请检查磁盘空间和权限，原因在 ${folder.log} 的末尾`
}
