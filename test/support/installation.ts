import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Express } from 'express'
import { compose, type Installation } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import type { Role } from '../../src/domain/access/roles.ts'
import type { DemoSpec } from '../../src/features/accounts/index.ts'
import { writeRoster } from '../../src/features/roster/index.ts'
import { type SteppedClock, steppedClock, systemClock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/index.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { prepare } from '../../src/prepare.ts'
import { listen } from '../../src/server.ts'
import { emptyDatabase } from './database.ts'
import { smallRoster } from './small-roster.ts'
import { Visitor } from './visitor.ts'

/** The accounts of the sample, by username. */
export const cast = {
  sys: { role: 'sys', name: '赵系统' },
  sec: { role: 'sec', name: '钱安全' },
  aud: { role: 'aud', name: '孙审计' },
  k1: { role: 'section', name: '李科员' },
  k2: { role: 'section', name: '周科员' },
  j1: { role: 'supervision', name: '吴监督' },
  j2: { role: 'supervision', name: '郑监督' },
  dep: { role: 'deputy', name: '王副部长' },
  lead: { role: 'leader', name: '冯部长' },
  hr: { role: 'hr', name: '陈人事' },
  u1: { role: 'liaison', name: '褚联络', unitId: 'u001' },
  u2: { role: 'liaison', name: '卫联络', unitId: 'u002' },
  c1: { role: 'cadre', name: '蒋本人', cadreId: 'c00001' },
} as const satisfies Record<string, Omit<DemoSpec, 'username'> & { readonly role: Role }>

export type Username = keyof typeof cast
export const usernames = Object.keys(cast) as Username[]

/** A whole installation that listens, on 2022-05-31, with what a test needs to look behind it. */
export interface TestInstallation extends Installation {
  readonly database: Database
  readonly clock: SteppedClock
  readonly dataFolder: string
  readonly express: Express
  readonly url: string
  readonly passwords: ReadonlyMap<Username, string>
  /** A visitor signed in to this account. */
  signIn(username: Username): Promise<Visitor>
  /** A visitor whom nobody knows. */
  anybody(): Visitor
  /** How many documents each collection of the business holds. */
  counts(): Promise<Readonly<Record<string, number>>>
  close(): Promise<void>
}

export interface InstallationWish {
  /** Puts the small roster in; without it u1, u2 and c1 have no account. */
  readonly roster?: boolean
  /** Fills the database before the product is prepared on it. */
  readonly fill?: (database: Database) => Promise<unknown>
  /** Makes the accounts; without them nobody can sign in, and it is there sooner. */
  readonly accounts?: boolean
}

/** For the many accounts and sign-ins of the tests; those of the accounts themselves hash as the product does. */
const cheap = { N: 2 ** 10, r: 8, p: 1 }

/** Everything that is not session, log or rate limit: what a request must not change by the way. */
const passing = /^(sessions|audit|audit_head|checkpoints|lease|limits?|sign_in|address|system\.|commands)/

/** The product as it is composed, over a database of its own. */
export async function installation({
  roster = true,
  accounts: withAccounts = true,
  fill,
}: InstallationWish = {}): Promise<TestInstallation> {
  const database = await emptyDatabase()
  await fill?.(database)
  const dataFolder = mkdtempSync(join(tmpdir(), 'sanse-installation-'))
  const config = readConfig({ NODE_ENV: 'production', SANSE_DATA: dataFolder, SANSE_TODAY: '2022-05-31', PORT: '0' })
  const clock = steppedClock('2022-05-31')
  const log = createLogger({ level: process.env.LOG_LEVEL ?? 'silent' })
  const product = compose({ config, database, clock, realClock: systemClock(), log, hashCost: cheap })
  await prepare({ database, journal: product.journal })
  if (roster) await importRoster(product, dataFolder)
  const there = withAccounts ? usernames.filter(username => roster || !['u1', 'u2', 'c1'].includes(username)) : []
  const accounts = await product.accounts.createDemoAccounts(there.map(username => ({ username, ...cast[username] })))
  const passwords = new Map(accounts.map(({ username, password }) => [username as Username, password]))
  const express = await product.app(() => false)
  const server = await listen(express, config)
  const anybody = () => new Visitor(server.url)
  return {
    ...product,
    database,
    clock,
    dataFolder,
    express,
    url: server.url,
    passwords,
    anybody,
    async signIn(username) {
      const visitor = anybody()
      await visitor.signIn(username, passwords.get(username) ?? '')
      return visitor
    },
    async counts() {
      const collections = await database.db.listCollections({}, { nameOnly: true }).toArray()
      const names = collections.map(({ name }) => name).filter(name => !passing.test(name))
      const counted = await Promise.all(names.sort().map(name => database.db.collection(name).countDocuments()))
      return Object.fromEntries(names.map((name, i) => [name, counted[i] ?? 0]))
    },
    async close() {
      await server.drain(1000)
      await product.journal.stop()
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The system itself, as it appears in the log of a test. */
const builder = { userId: 'test', name: '示例数据', role: 'section' }

async function importRoster({ roster }: Installation, folder: string): Promise<void> {
  const path = join(folder, '名册.xlsx')
  await writeRosterFile(path)
  const { status, report } = await roster.importFile(path, builder, { effectiveOn: '2021-01-01' })
  if (status !== 'done') throw new Error(`The roster of the tests was ${status}: ${JSON.stringify(report.issues)}`)
}

let roster: Promise<Buffer> | null = null

/** The small roster as a filled template; written once, which takes as long as everything else of an installation. */
export async function writeRosterFile(path: string): Promise<void> {
  roster ??= rosterBytes()
  await writeFile(path, await roster)
}

async function rosterBytes(): Promise<Buffer> {
  const out = new PassThrough()
  const bytes = buffer(out)
  await writeRoster({ sheets: smallRoster() }, out)
  return bytes
}
