import { expect } from 'chai'
import { page, redirect } from '../../src/web/route.ts'
import { account, route, testApp, type Visitor } from './test-app.ts'

describe('a page that says what it is made of', () => {
  let test: Awaited<ReturnType<typeof testApp>>
  const shown = { basis: 'g1', times: 0 }
  let logged = 0
  let today = '2022-05-31'
  before(async () => {
    const show = async () => {
      shown.times += 1
      return page('things/show', '题', { text: shown.basis })
    }
    test = await testApp(
      [
        route({ path: '/', handle: visit => visit.whenChanged([shown.basis], show) }),
        route({ path: '/logged', logsRead: true, handle: visit => visit.whenChanged([shown.basis], show) }),
        route({ path: '/plain', handle: show }),
        route({ path: '/open', right: 'anyone', handle: visit => visit.whenChanged([shown.basis], show) }),
        route({
          method: 'POST',
          path: '/say',
          handle: async visit => {
            visit.session.flash('已保存。')
            return redirect('/')
          },
        }),
      ],
      {
        recordRead: async () => {
          logged += 1
        },
        frameBase: () => ({ organization: '组织部', sample: false, fixedDay: null, today }),
      },
    )
  })

  const tagAt = async (visitor: Visitor, path = '/'): Promise<string> =>
    (await visitor.agent.get(path).expect(200)).headers.etag ?? ''
  const again = (visitor: Visitor, tag: string, path = '/') => visitor.agent.get(path).set('If-None-Match', tag)

  it('is unchanged as long as that is, and is not made anew', async () => {
    const visitor = await test.signedIn('section')
    const tag = await tagAt(visitor)
    const before = shown.times
    const answer = await again(visitor, tag).expect(304)
    expect(answer.text).to.equal('')
    await again(visitor, `"x", W/${tag}`).expect(304)
    expect(shown.times).to.equal(before)
  })

  it('has by its head alone the length and the tag it has whole', async () => {
    const visitor = await test.signedIn('section')
    const whole = await visitor.agent.get('/').expect(200)
    expect(whole.text).to.include('<a class="print" href="/?print&#x3D;1">')
    const head = await visitor.agent.head('/').expect(200)
    for (const name of ['content-length', 'content-type', 'etag'])
      expect(head.headers[name], name).to.equal(whole.headers[name])
  })

  it('may be kept for this session only, and has the headers of safety when unchanged', async () => {
    const visitor = await test.signedIn('section')
    const whole = await visitor.agent.get('/').expect(200)
    const { headers } = await again(visitor, whole.headers.etag ?? '').expect(304)
    const names = Object.keys(whole.headers).filter(name => !/^(content-(type|length)|date|x-request-id)$/.test(name))
    for (const name of names) expect(headers[name], name).to.equal(whole.headers[name])
    expect(headers).to.include({ 'cache-control': 'private, no-cache', vary: 'Cookie', etag: whole.headers.etag })
    expect(headers['content-security-policy']).to.include("default-src 'none'")
  })

  it('is another one on another basis, day or address, and for a changed account', async () => {
    const visitor = await test.signedIn('section')
    const tag = await tagAt(visitor)
    shown.basis = 'g2'
    const next = (await again(visitor, tag).expect(200)).headers.etag ?? ''
    expect(next).not.to.equal(tag)
    await again(visitor, next, '/?filter=1').expect(200)
    today = '2022-06-01'
    await again(visitor, next).expect(200)
    today = '2022-05-31'
    await again(visitor, next).expect(304)
    const { actor } = account('section')
    test.accounts.set('section', account('section', { actor: { ...actor, unitId: 'unit-2' } }))
    await again(visitor, next).expect(200)
    test.accounts.set('section', account('section'))
    await again(visitor, next).expect(304)
  })

  it('is never unchanged in another session, nor when the account may not see it', async () => {
    const [one, other] = [await test.signedIn('liaison'), await test.signedIn('liaison')]
    const tag = await tagAt(one)
    await again(other, tag).expect(200)
    await again(await test.signedIn('section'), tag).expect(200)
    await again(test.visitor(), tag).expect(303)
    test.accounts.delete('liaison')
    await again(one, tag).expect(303)
    test.accounts.set('liaison', account('liaison'))
  })

  it('shows a message once, and is not kept with it', async () => {
    const visitor = await test.signedIn('section')
    const tag = await tagAt(visitor)
    await visitor.post('/say').expect(303)
    const told = await again(visitor, tag).expect(200)
    expect(told.text).to.include('已保存。')
    expect(told.headers).not.to.have.any.keys('etag', 'vary')
    expect(told.headers['cache-control']).to.equal('no-store')
    await again(visitor, tag).expect(304)
    expect((await visitor.agent.get('/')).text).not.to.include('已保存。')
  })

  it('is logged as read also when unchanged', async () => {
    const visitor = await test.signedIn('section')
    const tag = await tagAt(visitor, '/logged')
    const before = logged
    await again(visitor, tag, '/logged').expect(304)
    expect(logged).to.equal(before + 1)
  })

  it('has no tag when it is nobody’s, and no other page has one', async () => {
    const visitor = await test.signedIn('section')
    for (const { headers } of [await visitor.agent.get('/plain'), await test.visitor().agent.get('/open')]) {
      expect(headers.etag).to.equal(undefined)
      expect(headers['cache-control']).to.equal('no-store')
    }
  })
})
