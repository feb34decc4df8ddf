import { expect } from 'chai'
import type { Action } from '../../src/domain/access/rights.ts'
import { roles } from '../../src/domain/access/roles.ts'
import { Forbidden, Invalid, NotFound } from '../../src/domain/errors.ts'
import { type Answer, download, json, page, redirect, type Visit } from '../../src/web/route.ts'
import type { Refusal } from '../../src/web/router.ts'
import { account, emptyForm, route, testApp } from './test-app.ts'

const show = (text: string) => async () => page('things/show', '题', { text })
const refusals: Refusal[] = []
const reads: string[] = []
let isAuditDown = false
const fail = (error: Error) => async (): Promise<Answer> => {
  throw error
}
/** How many reads were logged when its first bytes were written, and when it was through. */
const loggedAt: number[] = []
async function writeSlowly(out: NodeJS.WritableStream): Promise<void> {
  loggedAt.push(reads.length)
  out.write('a')
  await new Promise(resolve => setTimeout(resolve, 100))
  loggedAt.push(reads.length)
}

describe('a route', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    const written: string[] = []
    test = await testApp(
      [
        route({ path: '/', handle: show('home') }),
        route({ path: '/lists', right: 'lists.read', handle: show('lists') }),
        route({ path: '/audit', right: 'audit.read', logsRead: true, handle: show('log') }),
        ...Object.entries({
          missing: fail(new NotFound()),
          odd: fail(new Invalid({ day: '日期：须为日期。' })),
          closed: fail(new Forbidden()),
          broken: fail(new Error('secret')),
          unshown: async () => page('things/none', '题', {}),
          away: fail(Object.assign(new Error('no database'), { name: 'MongoServerSelectionError' })),
          unwritten: async () => download('a.csv', 'text/csv', fail(new Error('secret')) as () => Promise<never>),
          written: async () => download('a.csv', 'text/csv', writeSlowly),
        }).map(([name, handle]) => route({ path: `/logged/${name}`, audit: 'test.log', logsRead: true, handle })),
        route({ path: '/account/password', handle: show('change it') }),
        route({ path: '/api/v1/lists', right: 'lists.read', handle: async () => json({ written }) }),
        route({ method: 'POST', path: '/api/v1/lists', right: 'lists.read', handle: async v => json(v.body) }),
        route({ path: '/public', right: 'anyone', handle: async visit => json(visit.actor.name) }),
        route({ path: '/things/new', handle: async () => page('things/form', '新', emptyForm) }),
        route({ path: '/things/:id', handle: async visit => page('things/show', '题', { text: visit.params.id }) }),
        route({ path: '/elsewhere', handle: async () => redirect('//evil.example') }),
        route({
          path: '/gone',
          handle: async () => {
            throw new NotFound()
          },
        }),
      ],
      {
        recordRead: async (visit: Visit, { audit }, outcome) => {
          if (isAuditDown) throw new Error('no audit')
          reads.push(`${visit.actor.username} ${audit} ${outcome}`)
        },
        recordRefusal: async refusal => {
          refusals.push(refusal)
        },
        loadBearer: async token => (token === 'a-token-of-section' ? account('section') : null),
      },
    )
  })

  it('sends a visitor who is not signed in to the sign-in page, and remembers where to', async () => {
    const answer = await test.visitor().agent.get('/lists?unit=1').expect(303)
    expect(answer.headers.location).to.equal('/sign-in?next=%2Flists%3Funit%3D1')
  })

  it('sends a part of a page elsewhere as a whole', async () => {
    const answer = await test.visitor().agent.get('/lists').set('HX-Request', 'true').expect(200)
    expect(answer.headers['hx-redirect']).to.equal('/sign-in?next=%2Flists')
  })

  it('tells a program that it is not signed in', async () => {
    const { agent } = test.visitor()
    const api = await agent.get('/api/v1/lists').expect(401)
    expect(api.body.error.message).to.equal('请先登录。')
    await agent.get('/lists').set('Accept', 'application/json').expect(401)
  })

  for (const [path, right, open] of [
    ['/lists', 'lists.read', ['section', 'liaison']],
    ['/audit', 'audit.read', ['aud']],
  ] as const) {
    for (const role of ['section', 'liaison', 'cadre', 'sys', 'aud'] as const) {
      const isOpen = (open as readonly string[]).includes(role)
      it(`of the right ${right satisfies Action} ${isOpen ? 'opens' : 'stays shut'} to ${roles[role]}`, async () => {
        const visitor = await test.signedIn(role)
        await visitor.agent.get(path).expect(isOpen ? 200 : 403)
      })
    }
  }

  it('that stays shut is written to the audit log', async () => {
    refusals.length = 0
    const visitor = await test.signedIn('cadre')
    await visitor.agent.get('/lists?q=secret').expect(403)
    expect(refusals).to.have.length(1)
    expect(refusals[0]).to.include({ audit: 'test', path: '/lists' })
  })

  it('that logs its reads logs them, and shows nothing when it cannot', async () => {
    const visitor = await test.signedIn('aud')
    reads.length = 0
    await visitor.agent.get('/audit').expect(200)
    expect(reads).to.deep.equal(['aud test done'])
    isAuditDown = true
    const answer = await visitor.agent.get('/audit').expect(500)
    isAuditDown = false
    expect(answer.text).to.not.include('class="shown"')
  })

  for (const [name, status, told] of [
    ['missing', 404, ['aud test.log missing']],
    ['odd', 422, ['aud test.log invalid']],
    // Told by the entry of the refusal.
    ['closed', 403, []],
    ['broken', 500, ['aud test.log failed']],
    ['unshown', 500, ['aud test.log failed']],
    ['unwritten', 500, ['aud test.log failed']],
    // Nothing can be written then, and nothing was shown.
    ['away', 503, []],
  ] as const)
    it(`that logs its reads never calls a read done that ended in ${status} (${name})`, async () => {
      const visitor = await test.signedIn('aud')
      reads.length = 0
      refusals.length = 0
      await visitor.agent.get(`/logged/${name}`).expect(status)
      expect(reads).to.deep.equal(told)
      expect(refusals.map(({ audit }) => audit)).to.deep.equal(status === 403 ? ['test.log'] : [])
    })

  it('that logs its reads logs a file when there is something to send, and sends nothing when it cannot', async () => {
    const visitor = await test.signedIn('aud')
    reads.length = 0
    loggedAt.length = 0
    await visitor.agent.get('/logged/written').expect(200)
    expect(reads).to.deep.equal(['aud test.log done'])
    expect(loggedAt).to.deep.equal([0, 1])
    isAuditDown = true
    const answer = await visitor.agent.get('/logged/written').expect(500)
    isAuditDown = false
    expect(answer.headers).not.to.have.property('content-disposition')
  })

  it('is closed to one who must change the password, but for that', async () => {
    test.accounts.set('hr', account('hr', { mustChangePassword: true }))
    const visitor = await test.signedIn('hr')
    const answer = await visitor.agent.get('/lists').expect(303)
    expect(answer.headers.location).to.equal('/account/password')
    await visitor.agent.get('/api/v1/lists').expect(403)
    await visitor.agent.get('/account/password').expect(200)
    await visitor.post('/sign-out').expect(303)
  })

  it('with a word is asked before one with a name', async () => {
    const visitor = await test.signedIn('section')
    expect((await visitor.agent.get('/things/new')).text).to.include('<form')
    expect((await visitor.agent.get('/things/%3Cb%3E')).text).to.include('&lt;b&gt;')
  })

  it('never redirects to another site', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.agent.get('/elsewhere').expect(500)
    expect(answer.headers.location).to.equal(undefined)
  })

  it('for anyone cannot ask who it is when nobody is', async () => {
    await test.visitor().agent.get('/public').expect(500)
  })

  it('shows only what the rights open in the navigation', async () => {
    const visitor = await test.signedIn('section')
    const { text } = await visitor.agent.get('/lists')
    expect(text).to.include('<a href="/lists" aria-current="page">').and.not.include('/audit')
  })

  it('shows where a page belongs that stands outside the path of its navigation', async () => {
    const visitor = await test.signedIn('section')
    const { text } = await visitor.agent.get('/things/new')
    expect(text).to.include('<a href="/lists" aria-current="page">')
  })

  it('out of scope looks like one that does not exist', async () => {
    const visitor = await test.signedIn('section')
    const outside = await visitor.agent.get('/gone').expect(404)
    expect(outside.text).to.include('没有找到')
    await visitor.agent.get('/nowhere').expect(404)
    await visitor.post('/lists').expect(404)
  })

  it('of the API opens to a bearer token, without a cookie and without a form token', async () => {
    const { agent } = test.visitor()
    const bearer = { Authorization: 'Bearer a-token-of-section' }
    const answer = await agent.get('/api/v1/lists').set(bearer).expect(200)
    expect(answer.headers['set-cookie']).to.equal(undefined)
    await agent.post('/api/v1/lists').set(bearer).send({ a: 'b' }).expect(200, { a: 'b' })
    await agent.get('/api/v1/lists').set('Authorization', 'Bearer another-token-here').expect(401)
    await agent.get('/lists').set(bearer).expect(303)
  })
})
