import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { promisify } from 'node:util'
import { expect } from 'chai'
import type { Request } from 'express'
import { Cookie, type SessionData, type Store } from 'express-session'
import { json, page } from '../../src/web/route.ts'
import { isOver } from '../../src/web/session-life.ts'
import { sessionStore } from '../../src/web/session-store.ts'
import { account, route, testApp } from './test-app.ts'

const minute = 60_000

describe('a session', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  const late = new EventEmitter()
  before(async () => {
    test = await testApp([
      route({ path: '/', handle: async () => page('things/show', '题', { text: 'home' }) }),
      route({
        path: '/slow',
        async handle(visit) {
          late.emit('begun')
          await once(late, 'end')
          visit.session.flash('late')
          return json('slow')
        },
      }),
    ])
  })
  const ids = () =>
    test.database.db
      .collection<{ _id: string }>('sessions')
      .find()
      .map(s => s._id)
      .toArray()

  it('is a cookie no script can read, sent by no other site', async () => {
    const visitor = test.visitor()
    const answer = await visitor.openForm('/sign-in')
    const [cookie = ''] = answer.get('Set-Cookie') ?? []
    expect(cookie).to.match(/^sid=/).and.include('HttpOnly').and.include('SameSite=Lax').and.include('Path=/')
    expect(cookie).to.not.include('Domain')
    expect(cookie).to.not.include('Secure')
  })

  it('is Secure and bound to the host under TLS', async () => {
    const secure = await testApp([], { security: { tls: true, trustProxy: ['loopback'] } })
    const answer = await secure.visitor().agent.get('/sign-in').set('X-Forwarded-Proto', 'https')
    const [cookie = ''] = answer.get('Set-Cookie') ?? []
    expect(cookie)
      .to.match(/^__Host-sid=/)
      .and.include('Secure')
      .and.include('Path=/')
    expect(answer.headers['strict-transport-security']).to.equal('max-age=31536000; includeSubDomains')
  })

  it('is known to the database only by the hash of its id', async () => {
    const visitor = test.visitor()
    const answer = await visitor.openForm('/sign-in')
    const cookie = decodeURIComponent(/^sid=([^;]+)/.exec(answer.get('Set-Cookie')?.[0] ?? '')?.[1] ?? '')
    const id = cookie.replace(/^s:/, '').split('.')[0] ?? ''
    expect(Buffer.from(id, 'base64url')).to.have.length(32)
    expect(await ids())
      .to.include(createHash('sha256').update(id).digest('hex'))
      .and.not.include(id)
  })

  it('takes a new id at sign-in', async () => {
    const visitor = test.visitor()
    const before = (await visitor.openForm('/sign-in')).get('Set-Cookie')?.[0]
    const after = (await visitor.post('/sign-in', { user: 'section' })).get('Set-Cookie')?.[0]
    expect(after).to.be.a('string').and.not.equal(before)
  })

  it('is not begun by an error, an asset or a program', async () => {
    const count = (await ids()).length
    const { agent } = test.visitor()
    for (const path of ['/nowhere', '/assets/css/page.css', '/assets/none', '/healthz', '/api/v1/none', '/']) {
      expect((await agent.get(path)).headers['set-cookie'], path).to.equal(undefined)
    }
    expect((await ids()).length).to.equal(count)
  })

  it('ends after 30 minutes without a request, or after nine hours', async () => {
    const visitor = await test.signedIn('section')
    for (let passed = 0; passed < 9 * 60 - 29; passed += 29) {
      test.clock.ms += 29 * minute
      await visitor.agent.get('/').expect(200)
    }
    test.clock.ms += 29 * minute
    await visitor.agent.get('/').expect(303)
    const idle = await test.signedIn('section')
    test.clock.ms += 31 * minute
    await idle.agent.get('/').expect(303)
  })

  it('of an administrator ends after 15 minutes, or after eight hours', () => {
    expect(isOver(0, 0, 'sys', 15 * minute)).to.equal(false)
    expect(isOver(0, 0, 'sys', 15 * minute + 1)).to.equal(true)
    expect(isOver(0, 480 * minute, 'aud', 480 * minute + 1)).to.equal(true)
    expect(isOver(0, 480 * minute, 'section', 480 * minute + 1)).to.equal(false)
  })

  it('of a disabled account is over at once', async () => {
    const visitor = await test.signedIn('liaison')
    test.accounts.delete('liaison')
    await visitor.agent.get('/').expect(303)
    test.accounts.set('liaison', account('liaison'))
    await visitor.agent.get('/').expect(303)
  })

  it('begun before the account changed is over', async () => {
    const visitor = await test.signedIn('cadre')
    test.accounts.set('cadre', account('cadre', { sessionsFrom: test.clock.ms + 1 }))
    await visitor.agent.get('/').expect(303)
  })

  it('that was signed out cannot be replayed, and the browser forgets it', async () => {
    const visitor = test.visitor()
    await visitor.openForm('/sign-in')
    const signedIn = await visitor.post('/sign-in', { user: 'section' })
    const cookie = signedIn.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
    await visitor.openForm('/sign-in')
    const answer = await visitor.post('/sign-out').expect(303)
    expect(answer.headers['clear-site-data']).to.equal('"cache", "storage"')
    await test.visitor().agent.get('/').set('Cookie', cookie).expect(303)
    expect((await visitor.agent.get('/sign-in')).text).to.include('<p class="flash">已退出。</p>')
    expect((await visitor.agent.get('/sign-in')).text).to.not.include('flash')
  })

  it('does not live again when a request outlasts the sign-out', async () => {
    const visitor = test.visitor()
    await visitor.openForm('/sign-in')
    const cookie = (await visitor.post('/sign-in', { user: 'section' })).get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
    await visitor.openForm('/sign-in')
    const begun = once(late, 'begun')
    const slow = test.visitor().agent.get('/slow').set('Cookie', cookie)
    const answered = slow.then(answer => answer.status)
    await begun
    await visitor.post('/sign-out').expect(303)
    late.emit('end')
    expect(await answered).to.equal(200)
    await test.visitor().agent.get('/').set('Cookie', cookie).expect(303)
  })

  it('that another process ended is over at once, and does not live again when it is saved after that', async () => {
    const [here, there] = [sessionStore(test.database.db), sessionStore(test.database.db)]
    const cookie = new Cookie()
    const get = (store: Store) =>
      new Promise<SessionData | null>((resolve, reject) =>
        store.get('an id', (error, found) => (error ? reject(error) : resolve(found ?? null))),
      )
    const set = promisify(here.set.bind(here))
    await set('an id', { cookie, userId: 'section' } as SessionData)
    const read = await get(here)
    expect(read?.userId).to.equal('section')
    const session = here.createSession({} as Request, read as SessionData)
    await promisify(there.destroy.bind(there))('an id')
    expect(await get(here)).to.equal(null)
    session.flash = 'late'
    await set('an id', session)
    expect(await get(here)).to.equal(null)
  })
})
