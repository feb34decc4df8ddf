import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { load } from 'cheerio'
import { Store } from 'express-session'
import { Conflict, Invalid, NotFound } from '../../src/domain/errors.ts'
import { field } from '../../src/web/form.ts'
import { page, type Route, type Visit } from '../../src/web/route.ts'
import { route, testApp } from './test-app.ts'

const secret = 'E11000 dup key 370687198001010011 at /srv/secret/path.ts'

async function fail(error: Error): Promise<never> {
  throw error
}

const away = Object.assign(new Error(secret), { name: 'MongoServerSelectionError' })
const form = (visit: Visit, errors: Readonly<Record<string, string>>) =>
  page('things/form', '新', { day: field('day', '日期', visit.body, errors), errors })

const refusing = (path: string, error: Error, again: boolean): Route =>
  route({
    method: 'POST',
    path,
    handle: () => fail(error),
    ...(again ? { again: async (visit: Visit, fields: Readonly<Record<string, string>>) => form(visit, fields) } : {}),
  })

describe('an error', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  before(async () => {
    test = await testApp([
      route({ path: '/fault', handle: () => fail(new Error(secret)) }),
      route({ path: '/api/v1/fault', handle: () => fail(new Error(secret)) }),
      route({ path: '/api/v1/invalid', handle: () => fail(new Invalid({ day: '日期：请填写。' })) }),
      route({ path: '/picked', handle: () => fail(new Invalid({ day: '日期：不是有效的日期。' })) }),
      route({ path: '/away', handle: () => fail(away) }),
      route({ path: '/template', handle: async () => page('things/show', '题', {}) }),
      route({ path: '/no-view', handle: async () => page('things/none', '题', {}) }),
      route({ path: '/foreign', handle: () => fail(Object.assign(new Error(secret), { status: 404 })) }),
      route({ path: '/things/:id', handle: async () => page('things/show', '题', { text: '' }) }),
      route({ path: '/things/:id/shut', handle: () => fail(new Conflict('已经核实过了。')) }),
      route({ path: '/things/:id/gone', handle: () => fail(new NotFound('没有这条。')) }),
      route({
        path: '/audit/entries',
        right: 'audit.read',
        handle: async () => page('things/show', '题', { text: '' }),
      }),
      refusing('/things/:id/verification', new Conflict('已经核实过了。'), false),
      refusing('/again/invalid', new Invalid({ day: '日期：不是有效的日期。' }), true),
      refusing('/again/conflict', new Conflict('已经核实过了。'), true),
      refusing('/again/fault', new Error(secret), true),
      refusing('/plain/invalid', new Invalid({ day: '日期：不是有效的日期。' }), false),
      refusing('/plain/conflict', new Conflict('已经核实过了。'), false),
    ])
  })

  const faults: readonly [string, string, number][] = [
    ['a fault of ours', '/fault', 500],
    ['a fault of ours in the API', '/api/v1/fault', 500],
    ['a value missing in a template', '/template', 500],
    ['a view that is not there', '/no-view', 500],
    ['an error with a status of its own', '/foreign', 500],
    ['a database that is away', '/away', 503],
    ['an address that cannot be read', '/things/%E0%A4%A', 400],
    ['a page that is not there', '/nowhere/secret/path.ts', 404],
  ]
  for (const [what, path, status] of faults) {
    it(`by ${what} is a ${status} that says nothing but its id`, async () => {
      const visitor = await test.signedIn('section')
      const answer = await visitor.agent.get(path).expect(status)
      const id = answer.headers['x-request-id']
      expect(answer.text).to.include(id)
      expect(answer.text).to.not.match(/secret|E11000|path\.ts|stack|node_modules|Error/)
      expect(answer.headers['content-security-policy']).to.include("default-src 'none'")
      expect(answer.headers['cache-control']).to.equal('no-store')
    })
  }

  it('is logged with its id, without an id number, a query or a token', async () => {
    const visitor = await test.signedIn('section')
    test.lines.length = 0
    const answer = await visitor.agent.get('/fault?name=张三').expect(500)
    await visitor.agent.get('/things/one-time-token-1')
    const log = test.lines.join('')
    expect(log).to.include(answer.headers['x-request-id']).and.include('E11000').and.include('"route":"/things/:id"')
    expect(log).to.not.match(/370687198001010011|张三|%E5|one-time-token/)
  })

  it('asks to come back when the database is away', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.agent.get('/away').expect(503)
    expect(answer.headers['retry-after']).to.equal('5')
  })

  it('of the input names its fields to a program', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.agent.get('/api/v1/invalid').expect(422)
    expect(answer.body.error).to.include({ status: 422, message: '日期：请填写。' })
    expect(answer.body.error.fields).to.deep.equal({ day: '日期：请填写。' })
  })

  it('of the input shows the form again with what was typed, escaped', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.post('/again/invalid', { day: '"><script>1</script>' }).expect(422)
    expect(answer.text).to.include('日期：不是有效的日期。').and.include('&quot;&gt;&lt;script&gt;')
    expect(answer.text).to.not.include('<script')
    expect(answer.text).to.include(visitor.hidden._csrf).and.not.include(visitor.hidden._key)
  })

  it('of the state of things shows the form again and says what has changed', async () => {
    const visitor = await test.signedIn('section')
    const answer = await visitor.post('/again/conflict', { day: '2022-05-31' }).expect(409)
    expect(answer.text).to.include('已经核实过了。').and.include('value="2022-05-31"')
  })

  it('of what an address asks of a page leads back to the page without it', async () => {
    const visitor = await test.signedIn('section')
    const { text } = await visitor.agent.get('/picked?day=x').expect(422)
    expect(text).to.include('<a class="back" href="/picked">')
    expect((await visitor.agent.get('/picked').expect(422)).text).to.not.include('class="back"')
  })

  /** The link an error page offers first, and its words. */
  const backOf = async (answer: PromiseLike<{ readonly text: string }>): Promise<string> => {
    const link = load((await answer).text)('a.back')
    return link.length === 0 ? '' : `${link.text()} ${link.attr('href')}`
  }

  it('of a form leads back to the page it stood on, and to no other site', async () => {
    const visitor = await test.signedIn('section')
    const send = (from: string) => visitor.post('/things/1/verification', { _from: from }).expect(409)
    expect(await backOf(send('/things/1?tab=2'))).to.equal('返回刚才的页面 /things/1?tab=2')
    for (const from of [
      '',
      '//elsewhere.example/x',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      'javascript:1',
    ])
      expect(await backOf(send(from)), from).to.equal('返回上一级 /things/1')
    const { text } = await visitor.post('/again/conflict', { _from: '/things/1' }).expect(409)
    expect(load(text)('[name=_from]').val()).to.equal('/things/1')
    expect(load((await visitor.openForm('/sign-in?next=%2Fx')).text)('[name=_from]').val()).to.equal(
      '/sign-in?next=%2Fx',
    )
  })

  it('of a page leads to the nearest one above it that the visitor may open, else to its place in the navigation', async () => {
    const section = await test.signedIn('section')
    expect(await backOf(section.agent.get('/things/1/shut').expect(409))).to.equal('返回上一级 /things/1')
    expect(await backOf(section.agent.get('/things/1/gone').expect(404))).to.equal('返回“名单” /lists')
    expect(await backOf(section.agent.get('/audit/entries').expect(403))).to.equal('')
    expect(await backOf(section.agent.get('/nowhere').expect(404))).to.equal('')
  })

  it('of ours does not show the form again', async () => {
    const visitor = await test.signedIn('section')
    await visitor.post('/again/fault').expect(500)
  })

  it('without a form to show is a page that says the same', async () => {
    const visitor = await test.signedIn('section')
    expect((await visitor.post('/plain/invalid').expect(422)).text).to.include('不是有效的日期')
    expect((await visitor.post('/plain/conflict').expect(409)).text).to.include('已经核实过了')
  })

  it('of the error page itself still says the id', async () => {
    const page = () => {
      throw new Error(secret)
    }
    const routes = [route({ path: '/x', right: 'anyone', handle: () => fail(new Error(secret)) })]
    const broken = await testApp(routes, { views: { page, fragment: page, stamp: () => '' } })
    const answer = await broken.visitor().agent.get('/x').expect(500)
    expect(answer.text).to.include(answer.headers['x-request-id']).and.not.include('E11000')
  })

  it('of the session store is a 503, not a way around signing in', async () => {
    class Away extends Store {
      override get = (_id: string, done: (error: unknown) => void) => done(away)
      override set = (_id: string, _data: unknown, done?: (error: unknown) => void) => done?.(away)
      override destroy = (_id: string, done?: (error: unknown) => void) => done?.(away)
    }
    const session = { store: new Away() as never, secret: 'a secret of tests', now: Date.now }
    const broken = await testApp([], { session })
    const signature = createHmac('sha256', 'a secret of tests').update('x').digest('base64').replace(/=+$/, '')
    const signed = `s:x.${signature}`
    await broken
      .visitor()
      .agent.get('/sign-in')
      .set('Cookie', `sid=${encodeURIComponent(signed)}`)
      .expect(503)
  })
})
