import { setTimeout as sleep } from 'node:timers/promises'
import { type Document, MongoNetworkError } from 'mongodb'
import { type Admin, connectAdmin, hasCode } from './admin-client.ts'
import type { Credentials } from './credentials.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'

/** Name of the one-node replica set. */
export const replicaSetName = 'sanse'

const electionTimeoutMillis = 2000
// A program that took our old port and stays silent keeps mongod from reading its configuration for half a minute.
const patience = 60_000
const [unauthorized, authenticationFailed, alreadyInitialized, notYetInitialized] = [13, 18, 23, 94]
// The configuration is still being loaded, is being changed, or the node is just changing its state.
const passing = [notYetInitialized, 109, 11600, 11602]

/**
 * Brings the mongod on `port` to a writable primary of its one-node set with our root user, whatever state a crash
 * left it in: not initiated, without a user, or configured for another port. Throws DatabaseUnavailable when the
 * credentials are not those of the data.
 */
export async function ensurePrimary(port: number, credentials: Credentials): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await tryEnsurePrimary(port, credentials)
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error
      await sleep(50)
    }
  }
}

async function tryEnsurePrimary(port: number, credentials: Credentials): Promise<void> {
  const admin = await connectAdmin(port, credentials).catch(error => {
    if (hasCode(error, authenticationFailed)) return null
    throw error
  })
  if (admin === null) return firstStart(port, credentials)
  try {
    await reconfigure(admin, port)
    await untilPrimary(admin)
  } finally {
    await admin.close()
  }
}

/** No such user yet: everything goes through the localhost exception, which ends with the first user. */
async function firstStart(port: number, credentials: Credentials): Promise<void> {
  const admin = await connectAdmin(port, null)
  try {
    await initiate(admin, port)
    await untilPrimary(admin)
    await admin.command({ createUser: credentials.username, pwd: credentials.password, roles: ['root'] })
  } catch (error) {
    if (!hasCode(error, unauthorized)) throw error
    throw new DatabaseUnavailable('mongo/credentials.json 与数据库里的账号不一致：请从备份恢复该文件，再重新启动', {
      cause: error,
    })
  } finally {
    await admin.close()
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof MongoNetworkError || passing.some(code => hasCode(error, code))
}

async function initiate(admin: Admin, port: number): Promise<void> {
  try {
    await admin.command({ replSetInitiate: configuration(port) })
  } catch (error) {
    if (!hasCode(error, alreadyInitialized)) throw error
    // The localhost exception may set the configuration but not read it.
    await admin.command({ replSetReconfig: { ...configuration(port), version: 1 }, force: true })
  }
}

async function reconfigure(admin: Admin, port: number): Promise<void> {
  const config = await readConfiguration(admin)
  // A node that does not find its own address in the stored configuration acts as if it had none.
  if (config === null) return initiate(admin, port)
  const wanted = configuration(port)
  const isRight =
    config?.members?.length === 1 &&
    config.members[0].host === wanted.members[0].host &&
    config.settings?.electionTimeoutMillis === electionTimeoutMillis
  if (isRight) return
  const next = {
    ...config,
    ...wanted,
    settings: { ...config.settings, ...wanted.settings },
    version: config.version + 1,
  }
  // Forced: otherwise it would have to be primary first.
  await admin.command({ replSetReconfig: next, force: true })
}

async function readConfiguration(admin: Admin): Promise<Document | null> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config
  } catch (error) {
    if (hasCode(error, notYetInitialized)) return null
    throw error
  }
}

async function untilPrimary(admin: Admin): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
    if (Date.now() > deadline)
      throw new DatabaseUnavailable('自带的 MongoDB 一分钟内没有就绪：请查看数据文件夹里的 mongo/mongod.log')
    await sleep(20)
  }
}

function configuration(port: number): Document & { members: [{ _id: number; host: string }] } {
  return {
    _id: replicaSetName,
    members: [{ _id: 0, host: `127.0.0.1:${port}` }],
    settings: { electionTimeoutMillis },
  }
}
