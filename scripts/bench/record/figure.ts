import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import { type Database, openDatabase } from '../../../src/platform/database/index.ts'
import { type Comparison, compared, type Figure } from '../figure.ts'
import { interleave, median, medianRatio } from '../interleave.ts'
import { versionOf } from '../peers.ts'
import { county } from './county.ts'
import { copy, fill } from './fill.ts'
import { type Installation, installation } from './installation.ts'
import { plainMongo } from './plain-mongo.ts'
import { openPostgres } from './postgres.ts'
import { startPostgres } from './postgres-server.ts'
import { alone, onDifferent, onOne, recordOne } from './writers.ts'
import { lastWritten } from './written.ts'

const WRITERS = 32
const ROUNDS = 7
const TURN_MS = 600
const P99_MS = 100

const GROUPS = 'the service'
const ONE_EACH = 'the service, a transaction each'
const ONE_CADRE = 'the service, all on one cadre'
const ALONE = 'the service, one writer'

export const record: Figure = {
  id: 'a',
  work: 'record a fact through the service: rights, journal, ledger, standing, audit',
  measure: async ({ cadres }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sanse-bench-'))
    const server = await startPostgres()
    const grouped = await open(folder, 'grouped')
    const single = await open(folder, 'single')
    const plain = await open(folder, 'plain')
    try {
      return await measureOn({ grouped, single, plain }, server, cadres)
    } finally {
      await server.stop()
      for (const database of [plain, single, grouped]) await database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const silent = { info() {}, warn() {}, error() {} }

/** All on one mongod of this run, the product's own kind. */
const open = (dataFolder: string, name: string): Promise<Database> =>
  openDatabase({
    uri: null,
    dataFolder,
    mongodBin: process.env.MONGOD_BIN || null,
    name,
    production: false,
    log: silent,
    progress: message => process.stderr.write(`bench: ${message}\n`),
  })

type Databases = Readonly<Record<'grouped' | 'single' | 'plain', Database>>

async function measureOn(
  { grouped, single, plain }: Databases,
  server: Awaited<ReturnType<typeof startPostgres>>,
  cadres: number,
): Promise<Comparison[]> {
  const made = county(cadres, await defaultRuleSet())
  const here = installation(grouped, 64)
  await fill(grouped, here, made)
  await copy(grouped, single)
  await copy(grouped, plain)
  const each = installation(single, 1)
  await each.journal.start()
  await recordOne(here, 0)
  const written = await lastWritten(grouped)
  const postgres = await openPostgres(server, made, written, WRITERS)
  const latencies: number[] = []
  const runners = [
    onDifferent(GROUPS, here, cadres, WRITERS),
    plainMongo(plain, written, cadres, WRITERS),
    postgres.runner,
    onDifferent(ONE_EACH, each, cadres, WRITERS),
    onOne(ONE_CADRE, here, cadres, WRITERS),
    alone(ALONE, here, cadres, latencies),
  ]
  const rates = await interleave(runners, ROUNDS, TURN_MS)
  await postgres.close()
  await stop(here, each)
  const versions = await versionsOf(grouped, postgres.version)
  const common = { id: 'a', unit: 'facts/s', versions }
  const ratesOf = (name: string): readonly number[] => rates.get(name) ?? []
  const beside = (name: string, work: string, peer: string, target: number, note?: string): Comparison => {
    const [ours, theirs] = [ratesOf(name), ratesOf(peer)]
    const ratio = medianRatio(ours, theirs)
    const numbers = { ratio, ours: median(ours), theirs: median(theirs) }
    return compared({ ...common, work, peer, target, ...numbers, ...(note === undefined ? {} : { note }) })
  }
  const work = `record a fact, ${WRITERS} writers, ${cadres} cadres`
  const retries = here.retries()
  const slow = latencies.slice(latencies.length >> 2).sort((a, b) => a - b)
  const p99 = slow[Math.floor(slow.length * 0.99)] ?? Number.NaN
  const oneCadre = beside(ONE_CADRE, `${work}, all on one cadre`, GROUPS, 0.5, `${retries} groups ran again; 0 wanted`)
  return [
    beside(GROUPS, work, ONE_EACH, 3),
    beside(GROUPS, work, 'driver, a transaction each', 3, 'writes only: no rights, rating or placing'),
    beside(GROUPS, work, 'PostgreSQL', 0.8, 'writes only: no rights, rating or placing'),
    { ...oneCadre, met: oneCadre.met === true && retries === 0 },
    compared({
      ...common,
      work: 'record a fact, one writer, p99',
      peer: `${P99_MS} ms`,
      ratio: p99 / P99_MS,
      target: 1,
      bound: 'at most',
      unit: 'ms',
      ours: p99,
      theirs: P99_MS,
    }),
  ]
}

const stop = async (...installations: readonly Installation[]): Promise<void> => {
  for (const { journal } of installations) await journal.stop()
}

async function versionsOf({ db }: Database, postgres: string): Promise<Record<string, string>> {
  const { version } = await db.command({ buildInfo: 1 })
  return { node: process.versions.node, mongod: version, PostgreSQL: postgres, pg: versionOf('pg') }
}
