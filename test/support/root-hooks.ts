import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongoose } from '../../src/platform/database/index.ts'
import { holdOwnMongod } from '../../src/platform/database/own-mongod.ts'

/** The real mongod of this test run. */
export interface TestServer {
  uri: string
  dataFolder: string
}

export const silentLog = { info() {}, warn() {}, error() {} }

const handedOn = 'SANSE_TEST_SERVER'
let stop = async (): Promise<void> => {}

/** The server of this run, which every process of it is told of. */
export async function testServer(): Promise<TestServer> {
  return JSON.parse(process.env[handedOn] ?? 'null') ?? Promise.reject(new Error('no mongod runs for these tests'))
}

/** One mongod for the whole run, started before its first process: mocha runs the test files in several. */
export async function mochaGlobalSetup(): Promise<void> {
  const { server, release } = await start()
  stop = release
  process.env[handedOn] = JSON.stringify(server)
}

export async function mochaGlobalTeardown(): Promise<void> {
  await Promise.all(mongoose.connections.map(connection => connection.close(true)))
  await stop()
}

async function start(): Promise<{ server: TestServer; release(): Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'sanse-test-'))
  killWhenWeDie(dataFolder)
  const mongodBin = process.env.MONGOD_BIN || null
  const settings = { dataFolder, mongodBin, production: false, log: silentLog, cacheGB: 0.25, progress: console.log }
  const { uri, release } = await holdOwnMongod(settings)
  return {
    server: { uri, dataFolder },
    async release() {
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
