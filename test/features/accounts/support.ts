import { load } from 'cheerio'
import type { Express } from 'express'
import request from 'supertest'
import type { PasswordPolicy } from '../../../src/domain/access/password-policy.ts'
import type { Role } from '../../../src/domain/access/roles.ts'
import { type Accounts, createAccounts, migrations } from '../../../src/features/accounts/index.ts'
import { migrations as auditMigrations, createAudit } from '../../../src/features/audit/index.ts'
import { steppedClock } from '../../../src/platform/clock.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import { type AuditDocument, createJournal, type Journal } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { page, type Route } from '../../../src/web/route.ts'
import { emptyDatabase } from '../../support/database.ts'
import { pagesOver } from '../../support/pages.ts'

/** What the roster says in these tests. */
const people = {
  units: async () => [
    { id: 'unit-1', name: '东村街道' },
    { id: 'unit-2', name: '方圆街道' },
  ],
  hasCadre: async (id: string) => id === 'cadre-1',
}

const home: Route = {
  method: 'GET',
  path: '/',
  right: 'signed-in',
  audit: 'home.read',
  handle: async ({ actor }) =>
    page('errors/error', actor.name, {
      status: 200,
      heading: actor.name,
      message: actor.role,
      advice: null,
      requestId: '',
    }),
}

export interface World {
  readonly app: Express
  readonly accounts: Accounts
  readonly database: Database
  readonly journal: Journal
  /** Real time, set by hand. */
  readonly clock: ReturnType<typeof steppedClock>
  /** Moves real time on. */
  later(minutes: number): void
  visitor(): Visitor
  /** A new process over the same database. */
  restart(): Promise<World>
  audit(): Promise<AuditDocument[]>
  close(): Promise<void>
}

/** The product's accounts and audit pages, alone, on a database of their own. */
export async function world(policy: PasswordPolicy = 'dengbao'): Promise<World> {
  return open(await emptyDatabase(), policy, steppedClock('2026-11-24'))
}

async function open(
  database: Database,
  policy: PasswordPolicy,
  clock: ReturnType<typeof steppedClock>,
): Promise<World> {
  await runMigrations(database, [...migrations, ...auditMigrations])
  const log = createLogger({ level: process.env.LOG_LEVEL ?? 'silent' })
  const journal = createJournal({ database, clock, realClock: clock, log })
  await journal.start()
  const accounts = createAccounts({ database, journal, realClock: clock, policy, people })
  const audit = createAudit({ database, journal, accounts: accounts.names })
  const app = await pagesOver({
    database,
    clock,
    routes: [...accounts.routes, ...audit.routes, home],
    loadActor: accounts.loadActor,
    recordRead: audit.recordRead,
    recordRefusal: audit.recordRefusal,
    navigation: [
      {
        label: '管理',
        items: [
          { label: '账号', path: '/users', right: 'users.read' },
          { label: '授权确认', path: '/grants', right: 'users.read' },
          { label: '审计日志', path: '/audit', right: 'audit.read' },
        ],
      },
    ],
  })
  return {
    app,
    accounts,
    database,
    journal,
    clock,
    later(minutes) {
      const moment = new Date(Date.parse(clock.now()) + minutes * 60_000 + 8 * 3_600_000)
      const midnight = Date.parse(`${moment.toISOString().slice(0, 10)}T00:00:00.000Z`)
      clock.set(moment.toISOString().slice(0, 10), (moment.getTime() - midnight) / 1000)
    },
    visitor: () => new Visitor(app),
    async restart() {
      await journal.stop()
      return open(database, policy, clock)
    },
    audit: () => database.db.collection<AuditDocument>('audit').find().sort({ _id: 1 }).toArray(),
    async close() {
      await journal.stop()
      await database.close()
    },
  }
}

/** Sample accounts of these roles, with their passwords by username: `sys sec aud k1 u1 c1`. */
export async function cast(accounts: Accounts, roles: readonly Role[]): Promise<Map<string, string>> {
  const specs = roles.map(role => specOf[role])
  const made = await accounts.createDemoAccounts(specs.filter(spec => spec !== undefined))
  return new Map(made.map(({ username, password }) => [username, password]))
}

const specOf: Partial<Record<Role, Parameters<Accounts['createDemoAccounts']>[0][number]>> = {
  sys: { role: 'sys', username: 'sys', name: '赵系统' },
  sec: { role: 'sec', username: 'sec', name: '钱安全' },
  aud: { role: 'aud', username: 'aud', name: '孙审计' },
  section: { role: 'section', username: 'k1', name: '李干部' },
  liaison: { role: 'liaison', username: 'u1', name: '周联络', unitId: 'unit-1' },
  cadre: { role: 'cadre', username: 'c1', name: '吴本人', cadreId: 'cadre-1' },
}

/** A browser with its cookies, and the token and key of the last form it saw. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  hidden: Record<string, string> = {}

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  /** Opens a page and keeps the hidden fields of its form. */
  async open(path: string): Promise<request.Response> {
    const answer = await this.agent.get(path)
    this.keep(answer.text)
    return answer
  }

  /** Sends the form of the page opened last, as a browser would. */
  async post(path: string, fields: Record<string, string> = {}): Promise<request.Response> {
    const answer = await this.agent
      .post(path)
      .type('form')
      .send({ ...this.hidden, ...fields })
    if (answer.text) this.keep(answer.text)
    return answer
  }

  async signIn(username: string, password: string): Promise<request.Response> {
    await this.open('/sign-in')
    return this.post('/sign-in', { username, password })
  }

  private keep(html: string): void {
    const $ = load(html)
    const form = $('main form').length > 0 ? $('main form') : $('form')
    const found = form
      .find('input[type=hidden]')
      .toArray()
      .map(input => [$(input).attr('name'), $(input).attr('value')])
    if (found.length > 0) this.hidden = Object.fromEntries(found)
  }
}

/** The words of a page's main part. */
export const wordsOf = (answer: request.Response): string => load(answer.text)('main').text().replace(/\s+/g, ' ')

/** The sentences of a refused form. */
export const errorsOf = (answer: request.Response): string[] => {
  const $ = load(answer.text)
  return $('.form-errors li')
    .toArray()
    .map(item => $(item).text().trim())
}
