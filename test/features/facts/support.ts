import { load } from 'cheerio'
import type { Express } from 'express'
import request from 'supertest'
import type { Actor, Role } from '../../../src/domain/access/roles.ts'
import type { Entry, NewEntry } from '../../../src/domain/evidence/entries.ts'
import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import type { Cadre } from '../../../src/domain/people/cadre.ts'
import type { Unit } from '../../../src/domain/people/unit.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { createFacts, type Facts, factsRoutes, migrations } from '../../../src/features/facts/index.ts'
import { type LedgerStore, ledgerMigrations, ledgerStore } from '../../../src/features/ledger/index.ts'
import { createPeople, migrations as peopleMigrations, spell } from '../../../src/features/people/index.ts'
import { createRules, createRulesStore, seedRules } from '../../../src/features/rules/index.ts'
import { createMoments } from '../../../src/features/viewpoints/index.ts'
import { type SteppedClock, steppedClock } from '../../../src/platform/clock.ts'
import { type Database, runMigrations } from '../../../src/platform/database/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { createJournal, type Journal, type Work } from '../../../src/platform/journal/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import { page, type Route, redirect } from '../../../src/web/route.ts'
import { emptyDatabase } from '../../support/database.ts'
import { pagesOver } from '../../support/pages.ts'
import { publish } from '../../support/publish.ts'

const actor = (userId: string, name: string, role: Role, unitId: string | null = null): Actor => ({
  userId,
  username: userId,
  name,
  role,
  unitId,
  cadreId: role === 'cadre' ? 'c00001' : null,
})

/** The accounts of these tests. k1, k2: 干部科; j1, j2: 干部监督科; dep: 分管副部长; u1, u2: liaisons of two units; c1: a cadre. */
export const actors = {
  k1: actor('k1', '李干部', 'section'),
  k2: actor('k2', '王科员', 'section'),
  j1: actor('j1', '周监督', 'supervision'),
  j2: actor('j2', '吴监督', 'supervision'),
  dep: actor('dep', '郑部长', 'deputy'),
  lead: actor('lead', '冯领导', 'leader'),
  u1: actor('u1', '陈联络', 'liaison', 'u001'),
  u2: actor('u2', '褚联络', 'liaison', 'u002'),
  c1: actor('c1', '赵镇长', 'cadre'),
} as const

export type Who = keyof typeof actors

/** The towns 东村 (u001) and 方圆 (u002); a department closed in 2022 (u003). */
const units: readonly Unit[] = [
  ['u001', '001.001', '东村街道', null],
  ['u002', '001.002', '方圆街道', null],
  ['u003', '001.003', '原招商局', '2022-03-01'],
].map(([id, code, name, until]) => ({
  id: String(id),
  code: String(code),
  name: String(name),
  shortName: String(name).slice(0, 2),
  kind: 'town',
  parentId: null,
  from: '2010-01-01',
  until: until ?? null,
}))

/** Of 东村: 赵 is 主要负责人, 钱 holds 分管 of 项目, 孙 is a member; of 方圆: 李; 王 came to 东村 on 2022-05-10, left it on 05-25. */
const cadres = [
  ['c00001', '赵镇长', 'u001', '主任', true],
  ['c00002', '钱副职', 'u001', '副主任', false],
  ['c00003', '孙委员', 'u001', '党工委委员', false],
  ['c00004', '李书记', 'u002', '书记', true],
  ['c00005', '王挂职', 'u001', '挂职副主任', false],
  ['c00006', '孙委员', 'u002', '委员', false],
] as const

export interface World {
  readonly app: Express
  readonly facts: Facts
  readonly database: Database
  readonly journal: Journal
  readonly ledger: LedgerStore
  readonly clock: SteppedClock
  /** Puts the newest rules, changed, into force from a day on. */
  publish(id: string, effectiveOn: string, change: (ruleSet: RuleSet) => RuleSet): Promise<void>
  keys(): { idempotencyKey: string; requestId: string }
  entries(): Promise<Entry[]>
  signedIn(who: Who): Promise<Visitor>
  close(): Promise<void>
}

/** The product's facts, alone, on a database of their own, on 2022-05-31. */
export async function world(): Promise<World> {
  const database = await emptyDatabase()
  await runMigrations(database, [...ledgerMigrations, ...peopleMigrations, ...migrations])
  const clock = steppedClock('2022-05-31')
  const log = createLogger({ level: process.env.LOG_LEVEL ?? 'silent' })
  const journal = createJournal({ database, clock, realClock: clock, log })
  await journal.start()
  const people = createPeople({ database })
  const rulesStore = createRulesStore(database)
  const rules = createRules(rulesStore)
  const ledger = ledgerStore(database)
  const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })
  await journal.submit({
    action: 'tests.begin',
    actor: actors.k1,
    ...keys(),
    run: async work => {
      await seedRules(work, rulesStore)
      for (const unit of units) people.writeUnit(work, unit)
      for (const [id, name, unitId, title, head] of cadres) {
        people.writeCadre(work, cadre(id, name, unitId, title, head))
        const since = id === 'c00005' ? '2022-05-10' : '2020-01-01'
        const post = work.record(posting(id, unitId, title, head, since))
        if (id === 'c00005') work.record(end(post.id, [id, unitId], '2022-05-25'))
      }
      duty(work, 'c00001', 'u001', '全面工作', 'chief')
      duty(work, 'c00002', 'u001', '项目', 'charge')
      duty(work, 'c00004', 'u002', '全面工作', 'chief')
      return null
    },
  })
  const names = new Map(Object.values(actors).map(({ userId, name }) => [userId, name]))
  const accountNames = async (ids: readonly string[]) =>
    new Map(ids.flatMap(id => [[id, names.get(id) ?? id] as const]))
  const facts = createFacts({
    database,
    journal,
    ledger,
    people,
    rules,
    clock,
    accountNames,
    carriedOver: async () => [],
  })
  const moments = createMoments({ rules, ledger, people, clock })
  const issuer = { organization: '示例市委组织部', sample: () => true }
  const app = await pagesOver({
    database,
    clock,
    routes: [...factsRoutes({ facts, people, rules, clock, moments, ...issuer }), signIn, signInForm, home],
    loadActor: async id => ({ actor: actors[id as Who], mustChangePassword: false }),
    navigation: [{ label: '事实', items: [{ label: '事实', path: '/facts', right: 'facts.read' }] }],
  })
  return {
    app,
    facts,
    database,
    journal,
    ledger,
    clock,
    publish: (id, effectiveOn, change) => publish({ database, journal, rules }, id, effectiveOn, change),
    keys,
    entries: async () => {
      const found: Entry[] = []
      for await (const entry of ledger.all()) found.push(entry)
      return found
    },
    signedIn: async who => {
      const visitor = new Visitor(app)
      await visitor.signIn(who)
      return visitor
    },
    close: async () => {
      await journal.stop()
      await database.close()
    },
  }
}

/** A fact of 东村 nothing can be said against. */
export function draft(more: Partial<FactDraft> = {}): FactDraft {
  return {
    code: 'N2',
    day: '2022-05-20',
    unitId: 'u001',
    field: '项目',
    unheld: null,
    persons: ['c00003'],
    title: '重点项目逾期十二个工作日',
    channel: '督查通报',
    documentNo: '',
    proof: '调度表第 3 页',
    intent: false,
    grade: null,
    honour: null,
    sameAs: null,
    different: false,
    ...more,
  }
}

/** What a promise is rejected with. */
export const failureOf = (promise: Promise<unknown>): Promise<Error & { fields?: Record<string, string> }> =>
  promise.then(
    value => {
      throw new Error(`fulfilled with ${JSON.stringify(value)}`)
    },
    error => error,
  )

function cadre(id: string, name: string, unitId: string, title: string, head: boolean): Cadre {
  const blank = Object.fromEntries(
    ['ethnicity', 'nativePlace', 'birthPlace', 'health', 'politics', 'partySince', 'category', 'status'].map(key => [
      key,
      '',
    ]),
  )
  const more = [
    'management',
    'level',
    'levelSince',
    'grade',
    'gradeSince',
    'resume',
    'honours',
    'annualSummary',
    'note',
  ]
  return {
    ...blank,
    ...Object.fromEntries(more.map(key => [key, ''])),
    id,
    name,
    ...spell(name),
    idNumber: `3706991980010100${id.slice(-2)}`,
    sex: '男',
    birthMonth: '1980-01',
    workSince: '2002-07',
    post: { unitId, title, head, since: '2020-01-01' },
    version: 1,
  } as unknown as Cadre
}

const posting = (id: string, unitId: string, title: string, head: boolean, since: string): NewEntry => ({
  kind: 'posting',
  subjects: [id, unitId],
  effectiveOn: since,
  data: { unitId, unitKind: 'town', title, head, main: true },
})

const end = (of: number, subjects: string[], day: string): NewEntry => ({
  kind: 'end',
  subjects,
  effectiveOn: day,
  data: { of, reason: '免职' },
})

const duty = (work: Work, id: string, unitId: string, field: string, role: 'chief' | 'charge') =>
  work.record({ kind: 'duty', subjects: [id, unitId], effectiveOn: '2020-01-01', data: { unitId, field, role } })

const blankForm = { errors: {}, next: '', username: null, password: null }

const signIn: Route = {
  method: 'POST',
  path: '/sign-in',
  right: 'anyone',
  audit: 'test',
  handle: async visit => {
    await visit.session.signIn(String(visit.body.username))
    return redirect('/')
  },
}

const signInForm: Route = {
  method: 'GET',
  path: '/sign-in',
  right: 'anyone',
  audit: 'test',
  handle: async () => {
    const input = {
      name: 'username',
      id: 'f-username',
      label: '用户名',
      value: '',
      required: false,
      error: null,
      autocomplete: 'off',
    }
    return page('accounts/sign-in', '登录', { ...blankForm, username: input, password: { ...input, name: 'password' } })
  },
}

const home: Route = {
  method: 'GET',
  path: '/',
  right: 'signed-in',
  audit: 'test',
  handle: async () =>
    page('errors/error', '首页', { status: 200, heading: '首页', message: '', advice: null, requestId: '' }),
}

/** A browser with its cookies, and the token and key of the last form it saw. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>
  hidden: { _csrf: string; _key: string } = { _csrf: '', _key: '' }

  constructor(app: Express) {
    this.agent = request.agent(app)
  }

  async signIn(user: string): Promise<void> {
    await this.open('/sign-in')
    await this.post('/sign-in', { username: user }).expect(303)
  }

  async open(path: string): Promise<request.Response> {
    const answer = await this.agent.get(path)
    this.#keep(answer.text)
    return answer
  }

  /** Sends a form as a browser would, token and key included. */
  post(path: string, fields: Record<string, string | string[]> = {}): request.Test {
    return this.agent
      .post(path)
      .type('form')
      .send({ ...this.hidden, ...fields })
  }

  #keep(html: string): void {
    const $ = load(html)
    const csrf = $('main [name=_csrf]').val() ?? $('[name=_csrf]').val()
    if (csrf !== undefined) this.hidden = { _csrf: String(csrf), _key: String($('main [name=_key]').val()) }
  }
}

/** What a page says, in one line. */
export const wordsOf = (answer: request.Response): string => load(answer.text)('main').text().replace(/\s+/g, ' ')

/** The form of a fact as a clerk of the department fills it in. */
export const typedFact = {
  unitId: 'u001',
  channel: '督查通报',
  documentNo: '海政督〔2022〕3号',
  day: '2022-05-20',
  code: 'N2',
  field: '项目',
  persons: '孙委员',
  title: '重点项目逾期十二个工作日',
  proof: '调度表第 3 页',
  intent: 'no',
}
