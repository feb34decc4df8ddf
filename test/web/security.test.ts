import { createServer } from 'node:http'
import { expect } from 'chai'
import { json, page } from '../../src/web/route.ts'
import { applyServerLimits } from '../../src/web/server-limits.ts'
import { route, testApp } from './test-app.ts'

const csp =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
  "form-action 'self';base-uri 'none';object-src 'none';frame-ancestors 'none'"

describe('every answer', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  let isReady = true
  before(async () => {
    test = await testApp(
      [
        route({ path: '/', handle: async () => page('things/show', '题', { text: 'x' }) }),
        route({ path: '/api/v1/x', handle: async () => json({}) }),
        route({ method: 'POST', path: '/forms', handle: async visit => json(Object.keys(visit.body).length) }),
      ],
      {
        readiness: async () => {
          if (!isReady) throw new Error('secret')
          return true
        },
      },
    )
  })

  for (const path of ['/', '/sign-in', '/api/v1/x', '/nowhere', '/assets/css/page.css', '/assets/none', '/healthz']) {
    it(`carries the headers of safety: ${path}`, async () => {
      const visitor = await test.signedIn('section')
      const { headers } = await visitor.agent.get(path).set('Origin', 'http://evil.example')
      expect(headers['content-security-policy']).to.equal(csp)
      expect(headers['x-content-type-options']).to.equal('nosniff')
      expect(headers['referrer-policy']).to.equal('no-referrer')
      expect(headers['x-powered-by']).to.equal(undefined)
      expect(headers.server).to.equal(undefined)
      expect(headers['content-type']).to.include('charset=utf-8')
      expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).to.deep.equal([])
      if (!path.startsWith('/assets/css')) expect(headers['cache-control']).to.equal('no-store')
    })
  }

  const hidden = [
    '/assets/.hidden',
    '/assets/../package.json',
    '/assets/..%2f..%2fapp.ts',
    '/assets/%2e%2e/views/layouts/main.hbs',
    '/assets/vendor/',
    '/assets/',
    '/assets/css',
    '/assets/vendor/..%2f..%2fpackage.json',
    '/assets/vendor/bootstrap.css',
    '/.env',
    '/.git/config',
    '/package.json',
    '/metrics',
    '/debug',
  ]
  for (const path of hidden) {
    it(`hides ${path}`, async () => {
      await test.visitor().agent.get(path).expect(404)
    })
  }

  for (const file of ['bootstrap.min.css', 'bootstrap.bundle.min.js', 'htmx.min.js', 'chart.umd.js']) {
    it(`of the vendor file ${file} comes from here`, async () => {
      const { agent } = test.visitor()
      const answer = await agent.get(`/assets/vendor/${file}?v=1`).expect(200)
      expect(answer.headers['cache-control']).to.equal('public, max-age=31536000, immutable')
      expect((await agent.get(`/assets/vendor/${file}`)).headers['cache-control']).to.equal('no-cache')
    })
  }

  it('of an asset is kept for a year under its version, else asked for anew', async () => {
    const { agent } = test.visitor()
    const kept = await agent.get('/assets/css/page.css?v=1').expect(200)
    expect(kept.headers['cache-control']).to.equal('public, max-age=31536000, immutable')
    const asked = await agent.get('/assets/css/page.css').expect(200)
    expect(asked.headers['cache-control']).to.equal('no-cache')
    await agent
      .get('/assets/css/page.css')
      .set('If-None-Match', asked.headers.etag ?? '')
      .expect(304)
  })

  it('about its health says no more than yes or no', async () => {
    const { agent } = test.visitor()
    await agent.get('/healthz').expect(200, { ok: true })
    await agent.get('/readyz').expect(200, { ok: true })
    isReady = false
    await agent.get('/readyz').expect(503, { ok: false })
    await agent.get('/healthz').expect(200)
    isReady = true
  })

  it('to a body too large or packed is a refusal', async () => {
    const visitor = await test.signedIn('section')
    const wide = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`grid.${i}`, '85.50']))
    await visitor.post('/forms', wide).expect(200, '1500')
    await visitor.post('/forms', { a: 'x'.repeat(100 * 1024) }).expect(413)
    await visitor.post('/forms', Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`f${i}`, '']))).expect(413)
    const token = { 'x-csrf-token': visitor.hidden._csrf }
    for (const encoding of ['gzip', 'br', 'zstd']) {
      await visitor.agent
        .post('/forms')
        .set(token)
        .type('form')
        .set('Content-Encoding', encoding)
        .send('a=1')
        .expect(415)
    }
  })

  it('comes from a server with limits', () => {
    const server = createServer()
    applyServerLimits(server)
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket, maxConnections } = server
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, maxRequestsPerSocket, maxConnections }).to.deep.equal({
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 5_000,
      maxRequestsPerSocket: 1_000,
      maxConnections: 500,
    })
  })
})
