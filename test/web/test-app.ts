import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'cheerio'
import type { Express } from 'express'
import pino from 'pino'
import request from 'supertest'
import { type AppParts, createApp } from '../../src/app.ts'
import type { Actor, Role } from '../../src/domain/access/roles.ts'
import { page, type Route, redirect } from '../../src/web/route.ts'
import { sessionStore } from '../../src/web/session-store.ts'
import { loadViews } from '../../src/web/views.ts'
import type { Account } from '../../src/web/visitor.ts'
import { freshDatabase } from '../support/database.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

/** An account of a role, of unit 1. */
export function account(role: Role, more: Partial<Account> = {}): Account {
  const actor: Actor = { userId: role, username: role, name: `<${role}>`, role, unitId: 'unit-1', cadreId: null }
  return { actor, mustChangePassword: false, ...more }
}

/** A route open to the signed-in unless the test says otherwise. */
export function route(more: Partial<Route> & Pick<Route, 'path' | 'handle'>): Route {
  return { method: 'GET', right: 'signed-in', audit: 'test', ...more }
}

const signIn = route({
  method: 'POST',
  path: '/sign-in',
  right: 'anyone',
  async handle(visit) {
    await visit.session.signIn(String(visit.body.user))
    return redirect('/')
  },
})

const signInForm = route({
  path: '/sign-in',
  right: 'anyone',
  handle: async () => page('things/form', '登录', emptyForm),
})

const signOut = route({
  method: 'POST',
  path: '/sign-out',
  async handle(visit) {
    await visit.session.signOut()
    visit.session.flash('已退出。')
    return redirect('/sign-in')
  },
})

export const emptyForm = { day: { id: 'f-day', label: '日期', value: '', error: null }, errors: {} }

/** An app of these routes, with sign-in and sign-out, on the real database of the run. */
export async function testApp(routes: readonly Route[], more: Partial<AppParts> = {}) {
  const database = await freshDatabase()
  const accounts = new Map<string, Account>()
  for (const role of ['section', 'liaison', 'cadre', 'sys', 'aud'] as const) accounts.set(role, account(role))
  const clock = { ms: Date.now() }
  const lines: string[] = []
  const uploadFolder = mkdtempSync(join(tmpdir(), 'sanse-web-'))
  const parts: AppParts = {
    routes: [signIn, signInForm, signOut, ...routes],
    views: loadViews(join(fixtures, 'views')),
    assets: { folder: join(fixtures, 'public'), development: false },
    session: { store: sessionStore(database.db), secret: 'a secret of tests', now: () => clock.ms },
    security: { tls: false, trustProxy: false },
    loadActor: async id => accounts.get(id) ?? null,
    recordRead: async () => {},
    recordRefusal: async () => {},
    navigation: [
      {
        label: '名单',
        items: [
          { label: '名单', path: '/lists', right: 'lists.read', holds: ['/things'] },
          { label: '审计', path: '/audit', right: 'audit.read' },
        ],
      },
    ],
    searchRight: 'roster.read',
    frameBase: () => ({ organization: '组织部', sample: false, fixedDay: null, today: '2022-05-31' }),
    readiness: async () => true,
    log: pino({}, { write: line => lines.push(line) }),
    isUnavailable: error => error instanceof Error && error.name === 'MongoServerSelectionError',
    uploadFolder,
    ...more,
  }
  const app = createApp(parts)
  return {
    app,
    database,
    accounts,
    clock,
    lines,
    uploads: () => readdirSync(uploadFolder),
    visitor: () => new Visitor(app),
    signedIn: async (user: Role) => {
      const visitor = new Visitor(app)
      await visitor.signIn(user)
      return visitor
    },
  }
}

/** A browser with its cookies, and the token and key of the last form it saw. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  hidden: { _csrf: string; _key: string } = { _csrf: '', _key: '' }

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  async signIn(user: string): Promise<void> {
    await this.openForm('/sign-in')
    await this.post('/sign-in', { user }).expect(303)
    await this.openForm('/sign-in')
  }

  async openForm(path: string): Promise<request.Response> {
    const answer = await this.agent.get(path)
    const $ = load(answer.text)
    this.hidden = { _csrf: String($('[name=_csrf]').val()), _key: String($('[name=_key]').val()) }
    return answer
  }

  /** Sends a form as a browser would, token and key included. */
  post(path: string, fields: Record<string, string | string[]> = {}): request.Test {
    return this.agent
      .post(path)
      .type('form')
      .send({ ...this.hidden, ...fields })
  }
}
