import { expect } from 'chai'
import { scopeOf } from '../../src/domain/access/rights.ts'
import type { Route } from '../../src/web/route.ts'
import { type Filled, factFields, recordFact, sharedInstallation } from '../support/filled.ts'
import { cast, type Username, usernames } from '../support/installation.ts'
import type { Answer } from '../support/visitor.ts'

describe('Every form', function () {
  this.timeout(120_000)
  let at: Filled
  let posts: Route[]
  const addressOf = (route: Route): string =>
    route.path
      .replace('/facts/:id', `/facts/${at.ids.factWaiting}`)
      .replace('/assessments/:id', `/assessments/${at.ids.assessmentWaiting}`)
      .replace('/cadres/:id', '/cadres/c00005')
      .replace('/roster/import/:id', `/roster/import/${at.ids.rosterReady}`)
      .replace('/evidence/import/:id', `/evidence/import/${at.ids.evidenceReady}`)
      .replace('/rules/drafts/:id', `/rules/drafts/${at.ids.ruleDraft}`)
      .replace('/trials/cases/:id', `/trials/cases/${at.ids.trialCase}`)
      .replace('/trials/:id', `/trials/${at.ids.trial}`)
      .replace('/parts/:part', '/parts/conditions')
      .replace('/items/:item', '/items/R1')
      .replace('/users/:id', `/users/${at.ids.user}`)
      .replace('/grants/:id', `/grants/${at.ids.grant}`)
      .replace(/:\w+/g, '1')
  const mayUse = (username: Username, { right }: Route): boolean =>
    right === 'anyone' || right === 'signed-in' || scopeOf({ ...cast[username] } as never, right) !== null
  const userOf = (route: Route): Username => {
    const found = usernames.find(username => mayUse(username, route))
    if (found === undefined) throw new Error(`Nobody may use ${route.path}.`)
    return found
  }
  const agentOf = (route: Route) => at.as(userOf(route)).agent.post(addressOf(route)).redirects(0)

  before(async () => {
    at = await sharedInstallation()
    posts = at.routes.filter(({ method }) => method === 'POST')
    for (const username of usernames) await at.as(username).open('/account')
  })

  /** Sends to every route and expects these statuses, and that nothing of the business has moved. */
  async function refusedEverywhere(
    statuses: readonly number[],
    send: (route: Route) => PromiseLike<Answer>,
    among: readonly Route[] = posts,
  ) {
    const before = await at.counts()
    const wrong: string[] = []
    for (const route of among) {
      const { status } = await send(route)
      if (!statuses.includes(status)) wrong.push(`${route.path}: ${status}`)
    }
    expect(wrong).to.deep.equal([])
    expect(await at.counts()).to.deep.equal(before)
  }

  it('is refused without the token of the session', () =>
    refusedEverywhere([403], route => agentOf(route).type('form').send({ a: '1' })))

  it('is refused with the token of another session', async () => {
    const other = await at.signIn('k2')
    await refusedEverywhere([403], route => agentOf(route).type('form').send({ _csrf: other.hidden._csrf, a: '1' }))
  })

  it('is refused from the page of another site', () =>
    refusedEverywhere([403], route =>
      agentOf(route)
        .set('Origin', 'http://evil.example')
        .type('form')
        .send(at.as(userOf(route)).hidden),
    ))

  it('is refused when the browser says that another site sent it', () =>
    refusedEverywhere([403], route =>
      agentOf(route)
        .set('Sec-Fetch-Site', 'cross-site')
        .type('form')
        .send(at.as(userOf(route)).hidden),
    ))

  it('is refused as text, JSON or XML, even with the token', async () => {
    for (const type of ['text/plain', 'application/json', 'application/xml'])
      await refusedEverywhere([403, 415], route =>
        agentOf(route)
          .set('x-csrf-token', at.as(userOf(route)).hidden._csrf ?? '')
          .type(type)
          .send(`{"_csrf":"${at.as(userOf(route)).hidden._csrf}"}`),
      )
  })

  it('is refused to nobody', () =>
    refusedEverywhere(
      [401, 403],
      route => at.anybody().agent.post(addressOf(route)).redirects(0).type('form').send({ a: '1' }),
      posts.filter(({ right }) => right !== 'anyone'),
    ))

  for (const username of usernames)
    it(`is refused to ${username} without the right, whatever the token`, () =>
      refusedEverywhere(
        [403],
        route => at.as(username).agent.post(addressOf(route)).redirects(0).type('form').send(at.as(username).hidden),
        posts.filter(route => !mayUse(username, route)),
      ))

  // The part of a page that shows what is typed so far refuses nothing and saves nothing.
  it('refuses a field it does not know', () =>
    refusedEverywhere(
      [404, 409, 422, 403],
      route =>
        agentOf(route)
          .type('form')
          .send({ ...at.as(userOf(route)).hidden, isAdmin: '1' }),
      posts.filter(({ path }) => path !== '/sign-out' && path !== '/facts/attribution'),
    ))

  it('is refused to whoever recorded the thing that waits for a second person', async () => {
    const before = await at.counts()
    const assessment = `/assessments/${at.ids.assessmentWaiting}`
    const k1 = at.as('k1')
    await k1.open(assessment)
    expect((await k1.post(`${assessment}/verification`, { version: '2' })).status).to.equal(403)
    expect((await k1.post(`${assessment}/return`, { comment: '再看' })).status).to.equal(403)
    const own = await recordFact(k1, factFields({ unitId: 'u003', title: '自己录的' }))
    const afterOwn = await at.counts()
    await k1.open('/facts')
    expect((await k1.post(`/facts/${own}/verification`, { finding: 'true', note: '' })).status).to.equal(403)
    expect(await at.counts()).to.deep.equal(afterOwn)
    expect(afterOwn).to.deep.equal({ ...before, facts: before.facts! + 1, ledger: before.ledger! + 1 })
  })

  it('says so in the audit log when a right or a token was missing', async () => {
    const entries = await at.database.db.collection('audit').countDocuments({ result: { $ne: 'done' } })
    expect(entries).to.be.above(100)
  })
})
