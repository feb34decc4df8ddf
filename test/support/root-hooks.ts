import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RootHookObject } from 'mocha'
import { findMongod } from '../../src/platform/database/find-mongod.ts'
import { mongoose } from '../../src/platform/database/index.ts'
import { holdOwnMongod } from '../../src/platform/database/own-mongod.ts'

/** The real mongod of this test run. */
export interface TestServer {
  uri: string
  dataFolder: string
  stop(): Promise<void>
}

export const silentLog = { info() {}, warn() {}, error() {} }

const mongodBin = process.env.MONGOD_BIN || null
let server: Promise<TestServer> | null = null

/** Starts the server when the first test asks for it. */
export function testServer(): Promise<TestServer> {
  server ??= start()
  return server
}

/** Fetches mongod once where it is missing: a download has no place inside a test's time limit. */
export async function mochaGlobalSetup(): Promise<void> {
  const wish = { mongodBin, dataFolder: tmpdir(), production: false, log: silentLog, progress: console.log }
  await findMongod(wish).catch(error => console.warn(error.message))
}

export const mochaHooks: RootHookObject = {
  async afterAll() {
    const running = await server?.catch(() => null)
    await running?.stop()
  },
}

async function start(): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sanse-test-'))
  killWhenWeDie(dataFolder)
  const settings = { dataFolder, mongodBin, production: false, log: silentLog, cacheGB: 0.25 }
  const { uri, release } = await holdOwnMongod(settings)
  return {
    uri,
    dataFolder,
    async stop() {
      await Promise.all(mongoose.connections.map(connection => connection.close(true)))
      await release()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** A small shell outlives this process, sees its end of the pipe close, even after kill -9, and cleans up. */
function killWhenWeDie(dataFolder: string): void {
  const script = 'cat >/dev/null; kill -9 $(cat "$0/mongo/db/mongod.lock") 2>/dev/null; rm -rf "$0"'
  const watch = spawn('sh', ['-c', script, dataFolder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watch.once('error', () => {})
  watch.unref()
  ;(watch.stdin as unknown as { unref(): void } | null)?.unref()
}
