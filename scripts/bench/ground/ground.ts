import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Installation } from '../../../src/compose.ts'
import { readConfig } from '../../../src/config.ts'
import { createRater, type Rater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import { type Clock, steppedClock, systemClock } from '../../../src/platform/clock.ts'
import { type Database, openDatabase } from '../../../src/platform/database/index.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { prepare } from '../../../src/prepare.ts'
import { listen } from '../../../src/server.ts'
import { TODAY } from '../record/county.ts'
import { startPostgres } from '../record/postgres-server.ts'
import { fill } from './fill.ts'
import { openStandingsTable, type StandingsTable } from './standings-table.ts'

/** The whole product over an installation in which everybody is rated, for the figures that stand on standings. */
export interface Ground extends Installation {
  readonly database: Database
  readonly clock: Clock
  readonly cadres: number
  /** The rules the first edition goes by. */
  readonly rater: Rater
  /** Of the first edition, hundredths, lowest first. */
  readonly scores: Int32Array
  /** Puts rules in force that nobody is rated by yet. */
  publish(ruleSet: RuleSet): Promise<void>
  /** PostgreSQL with the same standings under the same indexes. */
  postgres(): Promise<StandingsTable>
  /** The product listening. */
  url(): Promise<string>
}

const grounds = new Map<number, Promise<Ground>>()
const closings: (() => Promise<void>)[] = []

/** The ground of so many cadres; figures of one run share it. */
export function groundOf(cadres: number): Promise<Ground> {
  const known = grounds.get(cadres)
  if (known !== undefined) return known
  const made = open(cadres)
  grounds.set(cadres, made)
  return made
}

/** Closes every ground, and what hangs on it. */
export async function closeGrounds(): Promise<void> {
  for (const close of closings.splice(0).reverse()) await close()
  grounds.clear()
}

async function open(cadres: number): Promise<Ground> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sanse-bench-'))
  const env = { SANSE_DATA: dataFolder, SANSE_TODAY: TODAY, PORT: '0', NODE_ENV: 'production' }
  const config = readConfig({ ...env, MONGOD_BIN: process.env.MONGOD_BIN })
  const progress = (message: string): void => void process.stderr.write(`bench: ${message}\n`)
  const log = createLogger({ level: 'silent' })
  const { mongodBin } = config
  const database = await openDatabase({
    ...{ uri: null, dataFolder, mongodBin, name: 'sanse', production: false, log, progress },
  })
  closings.push(async () => {
    await database.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  progress(`filling an installation with ${cadres} cadres`)
  const rater = createRater(await defaultRuleSet())
  const scores = await fill(database, cadres, rater)
  const clock = steppedClock(TODAY)
  const product = compose({ config, database, clock, realClock: systemClock(), log })
  await prepare({ database, journal: product.journal })
  closings.push(() => product.journal.stop())
  const table = once(() => openTable(cadres, rater))
  const url = once(async () => {
    const server = await listen(await product.app(() => false), config)
    closings.push(() => server.drain(1000))
    return server.url
  })
  return {
    ...product,
    database,
    clock,
    cadres,
    rater,
    scores,
    publish: publisher(product, database),
    postgres: table,
    url,
  }
}

async function openTable(cadres: number, rater: Rater): Promise<StandingsTable> {
  const server = await startPostgres()
  closings.push(() => server.stop())
  const table = await openStandingsTable(server, cadres, rater)
  closings.push(() => table.close())
  return table
}

function publisher({ rules }: Installation, { db }: Database): Ground['publish'] {
  let versions = 0
  return async ruleSet => {
    versions += 1
    const own = { ...ruleSet, id: `bench-${versions}` }
    const published = db.collection<{ _id: string }>('rule_sets')
    const base = await published.findOne({ status: 'published' })
    // Of versions that begin on one day the one published last is in force.
    const publishedAt = new Date(Date.UTC(2022, 4, 30, 0, versions)).toISOString()
    const change = { _id: own.id, ruleSet: own, hash: digestOf(own), effectiveOn: TODAY, publishedAt }
    await published.insertOne({ ...base, ...change })
    rules.refresh()
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
