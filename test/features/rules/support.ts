import { load } from 'cheerio'
import type { Express } from 'express'
import request from 'supertest'
import { reviewMark } from '../../../src/domain/rules/review.ts'
import type { Day } from '../../../src/domain/time/days.ts'
import { ledgerStore } from '../../../src/features/ledger/index.ts'
import {
  createRuleDrafts,
  createRuleReviews,
  createRules,
  createRulesStore,
  type RuleDrafts,
  type RuleReviews,
  type Rules,
  type RulesStore,
  rulesRoutes,
  seedRules,
  type TrialGate,
} from '../../../src/features/rules/index.ts'
import { steppedClock } from '../../../src/platform/clock.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { createJournal, type Journal } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { systemActor } from '../../../src/platform/system-actor.ts'
import { type Route, redirect } from '../../../src/web/route.ts'
import { actorOf } from '../../support/actor.ts'
import { emptyDatabase } from '../../support/database.ts'
import { pagesOver } from '../../support/pages.ts'

/** The cast: two of 干部科, a 分管副部长, 干部监督科, a liaison, a cadre, an administrator. */
export const people = {
  k1: actorOf('k1', 'section', { name: '李甲' }),
  k2: actorOf('k2', 'section', { name: '王乙' }),
  dep: actorOf('dep', 'deputy', { name: '陈丙' }),
  j1: actorOf('j1', 'supervision', { name: '赵丁' }),
  u1: actorOf('u1', 'liaison', { name: '周联络', unitId: 'unit-1' }),
  c1: actorOf('c1', 'cadre', { name: '吴本人', cadreId: 'cadre-1' }),
  sys: actorOf('sys', 'sys', { name: '钱系统' }),
}
type Name = keyof typeof people

const signIn: Route = {
  method: 'GET',
  path: '/as/:who',
  right: 'anyone',
  audit: 'tests.sign-in',
  async handle({ params, session }) {
    await session.signIn(params.who ?? '')
    return redirect('/rules')
  },
}

export interface World {
  readonly app: Express
  readonly database: Database
  readonly journal: Journal
  readonly store: RulesStore
  readonly rules: Rules
  readonly drafts: RuleDrafts
  readonly reviews: RuleReviews
  /** Hands a draft in as k1 and approves it as dep. */
  approve(path: string): Promise<void>
  readonly clock: ReturnType<typeof steppedClock>
  /** The draft a path leads to, as it is stored. */
  draftAt(path: unknown): Promise<NonNullable<Awaited<ReturnType<RulesStore['document']>>>>
  visitor(who: Name): Promise<Visitor>
  close(): Promise<void>
}

/** The pages of the rules, alone, with V1 in force. */
export async function world(today: Day = '2022-05-31'): Promise<World> {
  const database = await emptyDatabase()
  const clock = steppedClock(today)
  const log = createLogger({ level: 'silent' })
  const journal = createJournal({ database, clock, realClock: clock, log })
  await journal.start()
  const store = createRulesStore(database)
  const rules = createRules(store)
  const command = { action: 'rules.seed', actor: systemActor, idempotencyKey: 'seed', requestId: 'seed' }
  await journal.submit({ ...command, run: async work => seedRules(work, store) })
  // Every text was tried; trials themselves are proven where they are run.
  const trial = { id: 'trial-1', basis: '今天', day: today, endedAt: clock.now(), moved: 3, remarked: 0 }
  const trials: TrialGate = { latest: async () => trial, failing: async () => [] }
  const reviews = createRuleReviews({ store, journal, trials })
  const drafts = createRuleDrafts({ store, rules, journal, trials })
  const app = await pagesOver({
    database,
    clock,
    routes: [...rulesRoutes({ drafts, reviews, rules, store, clock, ledger: ledgerStore(database) }), signIn],
    loadActor: async id =>
      Object.hasOwn(people, id) ? { actor: people[id as Name], mustChangePassword: false } : null,
    navigation: [
      {
        label: '规则',
        items: [
          { label: '现行规则', path: '/rules', right: 'rules.read' },
          { label: '规则草案', path: '/rules/drafts', right: 'rules.review' },
        ],
      },
    ],
  })
  return {
    app,
    database,
    journal,
    store,
    rules,
    drafts,
    reviews,
    async approve(path) {
      const id = idOf(path)
      const version = (await store.document(id))?.version ?? 0
      const asked = (key: string) => ({ idempotencyKey: `${key}-${id}-${version}`, requestId: 'r', address: '' })
      await reviews.submit(people.k1, id, { version, note: '' }, asked('submit'))
      const seen = reviewMark((await store.document(id))?.review ?? null)
      const decision = { version, seen, decision: 'approve' as const, comment: '', reasons: new Map() }
      await reviews.decide(people.dep, id, decision, asked('decide'))
    },
    clock,
    async draftAt(path) {
      const found = await store.document(idOf(path))
      if (found === null) throw new Error('no draft')
      return found
    },
    async visitor(who) {
      const visitor = new Visitor(app)
      await visitor.agent.get(`/as/${who}`)
      return visitor
    },
    async close() {
      await journal.stop()
      await database.close()
    },
  }
}

/** A browser with its cookies, and the fields of the last form it saw. */
class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  fields: Record<string, string | string[]> = {}
  /** What the buttons that only change rows say. */
  buttons: string[] = []
  page = load('')

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  async open(path: string): Promise<request.Response> {
    const answer = await this.agent.get(path)
    this.keep(answer.text)
    return answer
  }

  /** Sends the form seen last with these changes, as a browser would. */
  async send(path: string, changes: Record<string, string | string[]> = {}): Promise<request.Response> {
    const answer = await this.agent
      .post(path)
      .type('form')
      .send({ ...this.fields, ...changes })
    if (answer.text) this.keep(answer.text)
    return answer
  }

  /** Sends these fields alone, with the token of the form seen last. */
  async sendOnly(path: string, { ...fields }: Record<string, string>): Promise<request.Response> {
    this.fields = { _csrf: this.fields._csrf ?? '', _key: this.fields._key ?? '' }
    return this.send(path, fields)
  }

  /** Presses a button of the form seen last that changes its rows: `up:colours.1`. */
  async press(
    path: string,
    button: string,
    changes: Record<string, string | string[]> = {},
  ): Promise<request.Response> {
    if (!this.buttons.includes(button)) throw new Error(`no button ${button}, but ${this.buttons.join(' ')}`)
    return this.send(path, { ...changes, do: button })
  }

  private keep(html: string): void {
    const $ = load(html)
    this.page = $
    const form = $('main form[method=post]')
    const controls = form.find('input, textarea, select').toArray()
    const sent = controls.filter(one => $(one).attr('type') !== 'checkbox' || $(one).is('[checked]'))
    if (controls.length === 0) return
    this.fields = {}
    for (const control of sent) {
      const name = $(control).attr('name') ?? ''
      const value = String($(control).val() ?? $(control).find('option').first().attr('value') ?? '')
      const before = this.fields[name]
      this.fields[name] = before === undefined ? value : [before, value].flat()
    }
    this.buttons = form
      .find('button[name=do]')
      .toArray()
      .map(button => $(button).attr('value') ?? '')
  }
}

export const wordsOf = (answer: request.Response): string =>
  load(answer.text.replaceAll('</td>', ' </td>'))('main').text().replace(/\s+/g, ' ')

/** The pages of the rules, and the path of a draft as k1 started it. */
export async function drafting(): Promise<{ readonly here: World; readonly path: string }> {
  const here = await world()
  return { here, path: await draftOf(here, {}) }
}

/** What a path ends with. */
export const idOf = (path: unknown): string => String(path).split('/').at(-1) ?? ''

/** Starts a draft as k1 and changes these numbers; answers its path. */
export async function draftOf(here: World, changes: Record<string, string>, note = '提高要求'): Promise<string> {
  const k1 = await here.visitor('k1')
  await k1.open('/rules/drafts')
  const path = String((await k1.send('/rules/drafts', { note })).headers.location)
  if (Object.keys(changes).length === 0) return path
  await k1.open(`${path}/numbers`)
  await k1.send(`${path}/numbers`, changes)
  return path
}
