import { expect } from 'chai'
import { json, page } from '../../src/web/route.ts'
import { emptyForm, route, testApp } from './test-app.ts'

let done = 0

describe('a submission', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    test = await testApp([
      route({ path: '/things', handle: async () => page('things/form', '题', emptyForm) }),
      route({ method: 'POST', path: '/things', handle: async visit => json({ done: ++done, body: visit.body }) }),
      route({ method: 'POST', path: '/api/v1/things', handle: async () => json({ done: ++done }) }),
    ])
  })
  beforeEach(() => {
    done = 0
  })
  afterEach(function () {
    if (this.currentTest?.title.startsWith('is refused')) expect(done, 'what was refused was done').to.equal(0)
  })

  const section = () => test.signedIn('section')

  it('with the token of the session is taken, and the handler sees neither token nor key', async () => {
    const visitor = await section()
    const { body } = await visitor.post('/things', { day: '1' }).expect(200)
    expect(body).to.deep.equal({ done: 1, body: { day: '1' } })
  })

  it('may carry the token in a header', async () => {
    const visitor = await section()
    await visitor.agent.post('/things').set('x-csrf-token', visitor.hidden._csrf).expect(200)
    const json = visitor.agent.post('/api/v1/things').set('x-csrf-token', visitor.hidden._csrf)
    await json.send({ a: 'b' }).expect(200)
  })

  it('from a page with the policy no-referrer is taken', async () => {
    const visitor = await section()
    await visitor.post('/things').set('Origin', 'null').set('Sec-Fetch-Site', 'same-origin').expect(200)
  })

  it('from our own origin is taken, whatever the port', async () => {
    const visitor = await section()
    await visitor.post('/things').set('Host', 'sanse.test:3000').set('Origin', 'http://sanse.test:3000').expect(200)
    await visitor.post('/things').set('Host', 'sanse.test:3000').set('Origin', 'http://sanse.test:4000').expect(403)
  })

  const headers: readonly [string, Record<string, string>][] = [
    ['another origin', { Origin: 'http://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['an origin that is none', { Origin: 'evil' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another site that says it is a frame of ours', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ]
  for (const [what, header] of headers) {
    it(`is refused from ${what}, token or not`, async () => {
      const visitor = await section()
      await visitor.post('/things').set(header).expect(403)
    })
  }

  it('is refused without a token', async () => {
    const visitor = await section()
    await visitor.agent.post('/things').type('form').send({ day: '1' }).expect(403)
    await visitor.agent.post('/things').type('form').send({ _csrf: '' }).expect(403)
    await visitor.agent.post('/api/v1/things').send({ day: '1' }).expect(403)
  })

  it('is refused with the token of another session', async () => {
    const [visitor, other] = [await section(), await section()]
    await visitor.agent.post('/things').type('form').send({ _csrf: other.hidden._csrf }).expect(403)
  })

  it('is refused with the token the session had before sign-in', async () => {
    const visitor = test.visitor()
    await visitor.openForm('/sign-in')
    const before = visitor.hidden
    await visitor.signIn('section')
    await visitor.agent.post('/things').type('form').send(before).expect(403)
  })

  it('is refused as plain text', async () => {
    const visitor = await section()
    await visitor.agent.post('/things').type('text/plain').send(`_csrf=${visitor.hidden._csrf}`).expect(403)
  })

  it('is refused in a format that is not understood', async () => {
    const visitor = await section()
    const token = { 'x-csrf-token': visitor.hidden._csrf }
    await visitor.agent.post('/things').set(token).type('text/plain').send('a=b').expect(415)
    await visitor.agent.post('/things').set(token).send({ a: 'b' }).expect(415)
    await visitor.agent.post('/api/v1/things').set(token).type('form').send({ a: 'b' }).expect(415)
    await visitor.agent.post('/things').set(token).field('a', 'b').expect(415)
  })

  it('is refused as a sign-in from another site', async () => {
    await test.visitor().agent.post('/sign-in').type('form').send({ user: 'section' }).expect(403)
  })

  it('is refused when nobody is signed in', async () => {
    await test.visitor().agent.post('/things').type('form').send({ day: '1' }).expect(401)
  })
})
