import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { json, page, type Upload } from '../../src/web/route.ts'
import { soon } from '../support/soon.ts'
import { emptyForm, route, testApp, type Visitor } from './test-app.ts'

const upload = { field: 'file', maxBytes: 1000 }
let seen: (Upload & { content: string }) | null = null
let keys: string[] = []

describe('an upload', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    test = await testApp([
      route({ path: '/imports', handle: async () => page('things/form', '题', emptyForm) }),
      route({
        method: 'POST',
        path: '/imports',
        upload,
        async handle(visit) {
          keys.push(visit.idempotencyKey)
          seen = visit.upload && { ...visit.upload, content: readFileSync(visit.upload.path, 'utf8') }
          if (visit.body.fails) throw new Error('secret')
          return json({ body: visit.body, size: visit.upload?.size ?? null })
        },
      }),
    ])
  })
  beforeEach(() => {
    seen = null
    keys = []
  })
  afterEach(allGone)

  /** An upload is deleted once the answer is sent; the test may have read that by then. */
  async function allGone() {
    for (let i = 0; i < 50 && test.uploads().length > 0; i++) await new Promise(resolve => setTimeout(resolve, 10))
    expect(test.uploads()).to.deep.equal([])
  }

  const send = (visitor: Visitor, content: string, name = 'a.xlsx', fields: Record<string, string> = {}) =>
    visitor.agent
      .post('/imports')
      .field({ ...visitor.hidden, ...fields })
      .attach('file', Buffer.from(content), name)

  it('is on disk while it is handled, and gone after', async () => {
    const visitor = await test.signedIn('section')
    const answer = await send(visitor, '内容', '名册.xlsx', { note: 'x' }).expect(200)
    expect(answer.body).to.deep.equal({ body: { note: 'x' }, size: 6 })
    expect(seen?.content).to.equal('内容')
    expect(seen?.name).to.equal('名册.xlsx')
    await allGone()
  })

  it('is gone too when the handler fails', async () => {
    const visitor = await test.signedIn('section')
    await send(visitor, 'x', 'a.xlsx', { fails: '1' }).expect(500)
  })

  it('may be left out', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.post('/imports', { note: 'x' }).expect(200)
    expect(answer.body.size).to.equal(null)
  })

  it('of the same content is the same submission, of another is not', async () => {
    const visitor = await test.signedIn('section')
    for (const content of ['a', 'a', 'b']) await send(visitor, content).expect(200)
    expect(keys[0]).to.equal(keys[1]).and.not.equal(keys[2])
  })

  for (const [name, shown] of [
    ['../../etc/x.xlsx', 'x.xlsx'],
    ['C:\\Users\\x.xlsx', 'x.xlsx'],
    ['a\u202egnp.xlsx', 'agnp.xlsx'],
    ['名'.repeat(300), '名'.repeat(120)],
  ] as const) {
    it(`named ${name.slice(0, 20)} is stored under a name of ours`, async () => {
      const visitor = await test.signedIn('section')
      await send(visitor, 'x', name).expect(200)
      expect(seen?.name).to.equal(shown)
      expect(seen?.path).to.match(/upload-\w{6}\/[0-9a-f]{32}$/)
    })
  }

  it('without the token is refused and not handled', async () => {
    const visitor = await test.signedIn('section')
    await visitor.agent.post('/imports').attach('file', Buffer.from('x'), 'a.xlsx').expect(403)
    expect(seen).to.equal(null)
  })

  it('of a visitor who is not signed in is not even read', async () => {
    const visitor = test.visitor()
    await visitor.agent.post('/imports').attach('file', Buffer.from('x'), 'a.xlsx').expect(401)
  })

  it('of one byte too many is refused', async () => {
    const visitor = await test.signedIn('section')
    await send(visitor, 'x'.repeat(1000)).expect(200)
    await send(visitor, 'x'.repeat(1001)).expect(413)
  })

  const tricks: readonly [string, (visitor: Visitor) => Promise<{ status: number }>][] = [
    ['two files', v => send(v, 'x').attach('file', Buffer.from('y'), 'b.xlsx')],
    [
      'a file under another name',
      v => v.agent.post('/imports').field(v.hidden).attach('other', Buffer.from('x'), 'a.xlsx'),
    ],
    ['an index without end', v => send(v, 'x', 'a', { 'a[4294967294]': '1', 'a[x]': '2' })],
    ['a name of 2,000 levels', v => send(v, 'x', 'a', { [`a${'[b]'.repeat(2000)}`]: '1' })],
    ['an operator', v => send(v, 'x', 'a', { 'day[$ne]': '1' })],
    ['a prototype', v => send(v, 'x', 'a', { '__proto__[polluted]': '1' })],
    ['eleven fields', v => send(v, 'x', 'a', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, '1'])))],
    ['a long field', v => send(v, 'x', 'a', { note: 'x'.repeat(8193) })],
    ['no boundary', v => v.agent.post('/imports').set('Content-Type', 'multipart/form-data').send('x')],
  ]
  for (const [what, trick] of tricks) {
    it(`with ${what} is refused quickly`, async () => {
      const visitor = await test.signedIn('section')
      const began = Date.now()
      const { status } = await trick(visitor)
      expect(status).to.be.oneOf([400, 413])
      expect(Date.now() - began).to.be.lessThan(soon(300))
      expect(seen).to.equal(null)
      expect(({} as { polluted?: string }).polluted).to.equal(undefined)
    })
  }

  it('without end is cut off', async () => {
    const visitor = await test.signedIn('section')
    const outcome = await endless(visitor, '/imports', 'multipart/form-data; boundary=b', [
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
    ])
    expect(outcome).to.equal(413)
  })

  it('dropped midway leaves nothing', async () => {
    const visitor = await test.signedIn('section')
    await Promise.all(Array.from({ length: 50 }, () => dropped(visitor)))
    await new Promise(resolve => setTimeout(resolve, 200))
  })

  async function open(visitor: Visitor, type: string) {
    const server = test.app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const Cookie = visitor.agent.jar
      .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
      .toValueString()
    const headers = { Cookie, 'Content-Type': type, 'x-csrf-token': visitor.hidden._csrf }
    const port = (server.address() as AddressInfo).port
    return { server, sending: request({ port, method: 'POST', path: '/imports', headers }) }
  }

  async function endless(visitor: Visitor, _path: string, type: string, start: string[]): Promise<number> {
    const { server, sending } = await open(visitor, type)
    const answered = once(sending, 'response')
    sending.on('error', () => {})
    for (const part of start) sending.write(part)
    const timer = setInterval(() => sending.write('x'.repeat(10_000)), 2)
    const [response] = await answered
    await once(sending, 'close')
    clearInterval(timer)
    server.close()
    return response.statusCode
  }

  async function dropped(visitor: Visitor): Promise<void> {
    const { server, sending } = await open(visitor, 'multipart/form-data; boundary=b')
    sending.on('error', () => {})
    sending.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf')
    await new Promise(resolve => setTimeout(resolve, 20))
    sending.destroy()
    server.close()
  }
})
