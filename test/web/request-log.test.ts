import { expect } from 'chai'
import { page } from '../../src/web/route.ts'
import { emptyForm, route, testApp } from './test-app.ts'

type TestApp = Awaited<ReturnType<typeof testApp>>

describe('The log of requests', () => {
  let test: TestApp
  /** Lets the slow page be answered. */
  let goOn: () => void
  before(async () => {
    const slow = new Promise<void>(resolve => {
      goOn = resolve
    })
    test = await testApp([
      route({ path: '/things/:id', handle: async () => page('things/form', '事', emptyForm) }),
      route({
        path: '/slow',
        handle: async () => {
          await slow
          return page('things/form', '慢', emptyForm)
        },
      }),
    ])
  })
  after(() => test.database.close())

  const lines = (): Record<string, unknown>[] =>
    test.lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  const lineOf = async (isIt: (line: Record<string, unknown>) => boolean) => {
    for (let i = 0; i < 200; i += 1) {
      const found = lines().find(isIt)
      if (found !== undefined) return found
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    throw new Error(`no such line among ${test.lines.join('')}`)
  }

  it('has one line a request: its id, its route and not its address, what it was answered and how long it took', async () => {
    const visitor = await test.signedIn('section')
    test.lines.length = 0
    const { headers } = await visitor.agent.get('/things/张三?name=李四')
    const id = headers['x-request-id']
    const { requestId, method, route: pattern, status, ms, level, isCut } = await lineOf(one => one.requestId === id)
    expect({ method, pattern, status, level, isCut }).to.deep.equal({
      ...{ method: 'GET', pattern: '/things/:id', status: 200, level: 30, isCut: undefined },
    })
    expect(ms).to.be.a('number').within(0, 60_000)
    expect(lines().filter(one => one.requestId === requestId).length).to.equal(1)
    expect(test.lines.join('')).not.to.match(/张三|李四|%E5|%E6/)
  })

  it('has none for assets and for who only asks whether the program runs', async () => {
    const visitor = await test.signedIn('section')
    await lineOf(({ route: pattern }) => pattern === '/sign-in')
    test.lines.length = 0
    for (const path of ['/healthz', '/readyz', '/assets/nothing.css']) await visitor.agent.get(path)
    await visitor.agent.get('/nowhere')
    expect((await lineOf(({ status }) => status === 404)).route).to.equal('(none)')
    expect(lines().length).to.equal(1)
  })

  it('says when a visitor went away before the answer', async () => {
    const visitor = await test.signedIn('section')
    test.lines.length = 0
    await visitor.agent
      .get('/slow')
      .timeout({ response: 100 })
      .catch(() => {})
    const { route: pattern, isCut } = await lineOf(one => one.route === '/slow')
    expect([pattern, isCut]).to.deep.equal(['/slow', true])
    goOn()
  })
})
