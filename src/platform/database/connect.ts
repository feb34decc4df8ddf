import type { Connection } from 'mongoose'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { mongoose } from './mongoose-settings.ts'

const patient = { attempts: 2, serverSelectionTimeoutMS: 5000 }

/** Durable writes, committed reads, and quick errors instead of long waits. */
const options = {
  retryWrites: true,
  w: 'majority',
  journal: true,
  readConcernLevel: 'majority',
  maxPoolSize: 20,
  waitQueueTimeoutMS: 2000,
  heartbeatFrequencyMS: 1000,
} as const

/** Connects and checks that the server has transactions. Throws DatabaseUnavailable, which never names a password. */
export async function connect(uri: string, name: string, patience = patient): Promise<Connection> {
  let last: unknown
  for (let attempt = 1; attempt <= patience.attempts; attempt++) {
    try {
      const connection = await connectOnce(uri, name, patience.serverSelectionTimeoutMS)
      await requireTransactions(connection)
      return connection
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error
      last = error
      // Trying again does not make a password right.
      if (isRefusal(error)) break
    }
  }
  throw new DatabaseUnavailable(explain(uri, last), { cause: last })
}

/** A client whose first connect failed says "Topology is closed" for ever, so each try has its own. */
async function connectOnce(uri: string, name: string, serverSelectionTimeoutMS: number): Promise<Connection> {
  const connection = mongoose.createConnection(uri, { ...options, serverSelectionTimeoutMS, dbName: name })
  try {
    return await connection.asPromise()
  } catch (error) {
    await connection.close(true).catch(() => {})
    throw error
  }
}

async function requireTransactions(connection: Connection): Promise<void> {
  const hello = await connection.getClient().db('admin').command({ hello: 1 })
  if (hello.setName !== undefined || hello.msg === 'isdbgrid') return
  await connection.close(true)
  throw new DatabaseUnavailable('MONGODB_URI 指向的是单机 MongoDB，不支持事务：请改为副本集或分片集群的地址')
}

function isRefusal(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: string }
  return code === 18 || name === 'MongoParseError' || name === 'MongoInvalidArgumentError'
}

function explain(uri: string, error: unknown): string {
  const host = /^mongodb(?:\+srv)?:\/\/(?:[^@]*@)?([^/?]*)/.exec(uri)?.[1]
  if (!host) return 'MONGODB_URI 的格式不对：应为 mongodb://用户:密码@主机:端口/?replicaSet=名称'
  if ((error as { code?: unknown }).code === 18)
    return `MongoDB（${host}）拒绝登录：请检查 MONGODB_URI 里的用户名和密码`
  return `连不上 MongoDB（${host}）：请确认它已启动、网络可达，并检查 MONGODB_URI`
}
