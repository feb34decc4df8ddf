import { setTimeout as sleep } from 'node:timers/promises'
import { connectAdmin } from './admin-client.ts'
import type { Credentials } from './credentials.ts'
import { isAlive } from './process-identity.ts'
import type { RunningMongod } from './running-mongod.ts'

const patience = 15_000

/** Ends a mongod in order; one that does not end within 15 s is killed, which its journal survives. */
export async function shutDownMongod(mongod: RunningMongod, credentials: Credentials): Promise<void> {
  await askToShutDown(mongod.port, credentials)
  if (!(await ends(mongod))) await killMongod(mongod)
}

/** Ends a mongod at once; resolves when it is gone. */
export async function killMongod(mongod: RunningMongod): Promise<void> {
  if (isAlive(mongod)) process.kill(mongod.pid, 'SIGKILL')
  await ends(mongod)
}

async function ends(mongod: RunningMongod): Promise<boolean> {
  const deadline = Date.now() + patience
  while (isAlive(mongod)) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

async function askToShutDown(port: number, credentials: Credentials): Promise<void> {
  const admin = await connectAdmin(port, credentials).catch(() => null)
  // SIGTERM would let a primary linger for 15 s. The answer to the command is a cut connection.
  await admin?.command({ shutdown: 1, force: true, timeoutSecs: 0 }).catch(() => {})
  await admin?.close().catch(() => {})
}
