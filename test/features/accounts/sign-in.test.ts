import { expect } from 'chai'
import { errorsOf, type World, world } from './support.ts'

describe('signing in', function () {
  this.timeout(60_000)
  let here: World
  let count = 0
  let one: { username: string; password: string }
  before(async () => {
    here = await world()
  })
  after(() => here.close())
  beforeEach(async () => {
    one = await account()
    // Twenty failures a minute are soon reached by tests from one address.
    await here.database.db.collection('sign_in_limits').deleteMany({})
  })

  /** An account of its own for each test: locks stay apart. */
  async function account() {
    count += 1
    const [made] = await here.accounts.createDemoAccounts([{ role: 'section', username: `k${count}`, name: '李干部' }])
    return { username: made!.username, password: made!.password }
  }
  const wrong = 'Wrong-Wrong-Wrong1'
  const tryRight = async () => (await here.visitor().signIn(one.username, one.password)).status
  const fail = async (times: number) => {
    for (let i = 0; i < times; i++) await here.visitor().signIn(one.username, wrong)
  }
  const users = () => here.database.db.collection('users')
  const lastAudit = async () => (await here.audit()).at(-1)

  it('opens a session for the right password, whatever the case of the username, and writes it down', async () => {
    const visitor = here.visitor()
    const answer = await visitor.signIn(one.username.toUpperCase(), one.password)
    expect(answer.status).to.equal(303)
    expect(answer.headers.location).to.equal('/')
    expect((await visitor.open('/account')).text).to.include('李干部')
    expect(await lastAudit()).to.deep.include({ action: 'sign-ins.create', result: { refused: false, why: null } })
  })

  it('goes on to the page that was wanted, but never to another site', async () => {
    const visitor = here.visitor()
    const detour = await visitor.open('/account')
    expect(detour.headers.location).to.equal('/sign-in?next=%2Faccount')
    await visitor.open('/sign-in?next=/account')
    expect((await visitor.post('/sign-in', one)).headers.location).to.equal('/account')
    const other = here.visitor()
    await other.open('/sign-in?next=//evil.example/')
    expect((await other.post('/sign-in', one)).headers.location).to.equal('/')
  })

  it('answers an unknown, a wrong, a locked and a disabled account with the same words', async () => {
    await fail(5)
    const disabled = await account()
    await users().updateOne({ username: disabled.username }, { $set: { disabled: true } })
    const other = await account()
    const answers = []
    for (const [username, typed] of [
      ['nobody', wrong],
      [other.username, wrong],
      [one.username, one.password],
      [disabled.username, disabled.password],
    ] as const) {
      const answer = await here.visitor().signIn(username, typed)
      const { 'x-request-id': _id, date: _date, 'set-cookie': cookies, ...headers } = answer.headers
      const text = answer.text.replace(/name="_(csrf|key)" value="[^"]*"/g, '')
      answers.push({ status: answer.status, headers, text, cookies: cookies ?? null })
    }
    expect(answers[0]?.status).to.equal(422)
    for (const answer of answers) expect(answer).to.deep.equal(answers[0])
    const reasons = (await here.audit()).slice(-4).map(entry => (entry.result as { why: string }).why)
    expect(reasons).to.deep.equal(['unknown', 'wrong', 'locked', 'closed'])
  })

  it('locks after five wrong passwords for a quarter of an hour, over a restart, and twice as long the next time', async () => {
    await fail(5)
    expect(await tryRight()).to.equal(422)
    here = await here.restart()
    here.later(14)
    expect(await tryRight()).to.equal(422)
    here.later(2)
    await fail(5)
    here.later(16)
    expect(await tryRight()).to.equal(422)
    here.later(15)
    expect(await tryRight()).to.equal(303)
  })

  it('counts tries sent at once: the right one after five wrong ones is refused', async () => {
    const visitors = Array.from({ length: 9 }, () => here.visitor())
    const answers = await Promise.all(visitors.map(visitor => visitor.signIn(one.username, wrong)))
    expect(answers.map(answer => answer.status)).to.deep.equal(Array(9).fill(422))
    expect(await tryRight()).to.equal(422)
  })

  it('makes one address wait after twenty failures a minute, over all accounts', async () => {
    const statuses = []
    for (let i = 0; i < 21; i++) statuses.push((await here.visitor().signIn(`person${i}`, 'x')).status)
    expect(statuses).to.deep.equal([...Array(20).fill(422), 429])
    expect(errorsOf(await here.visitor().signIn(one.username, one.password))[0]).to.include('一分钟后再试')
  })

  it('says which field is blank, and keeps the username', async () => {
    const visitor = here.visitor()
    const answer = await visitor.signIn(one.username, '')
    expect(answer.status).to.equal(422)
    expect(errorsOf(answer)).to.deep.equal(['口令：请填写。'])
    expect(answer.text).to.include(`value="${one.username}"`)
  })

  it('takes text only', async () => {
    const visitor = here.visitor()
    await visitor.open('/sign-in')
    expect((await visitor.post('/sign-in', { 'username[$ne]': 'x', password: 'y' })).status).to.equal(400)
    const twice = await visitor.agent
      .post('/sign-in')
      .type('form')
      .send(`_csrf=${encodeURIComponent(visitor.hidden._csrf ?? '')}&username=k1&username=sys&password=x`)
    expect(twice.status).to.equal(422)
  })

  it('hashes with scrypt as said, and anew when an old hash had other parameters', async () => {
    const before = await users().findOne({ username: one.username })
    expect(before?.passwordHash).to.match(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    const { scryptSync, randomBytes } = await import('node:crypto')
    const salt = randomBytes(16)
    const old = scryptSync(one.password, salt, 32, { N: 2 ** 14, r: 8, p: 1 })
    const passwordHash = ['scrypt', 2 ** 14, 8, 1, salt.toString('base64url'), old.toString('base64url')].join('$')
    await users().updateOne({ username: one.username }, { $set: { passwordHash } })
    expect(await tryRight()).to.equal(303)
    expect((await users().findOne({ username: one.username }))?.passwordHash).to.match(/^scrypt\$32768\$8\$3\$/)
    expect(await tryRight()).to.equal(303)
  })

  it('signs out, and the cookie is worth nothing afterwards', async () => {
    const visitor = here.visitor()
    await visitor.signIn(one.username, one.password)
    await visitor.open('/account')
    const page = await visitor.agent.get('/account')
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    visitor.hidden = { _csrf: token }
    const answer = await visitor.post('/sign-out')
    expect(answer.headers.location).to.equal('/sign-in')
    expect(answer.headers['clear-site-data']).to.equal('"cache", "storage"')
    expect((await visitor.open('/account')).headers.location).to.match(/^\/sign-in/)
    expect(await lastAudit()).to.deep.include({ action: 'sign-outs.create' })
  })

  it('puts a disabled account out at the next request', async () => {
    const visitor = here.visitor()
    await visitor.signIn(one.username, one.password)
    await users().updateOne({ username: one.username }, { $set: { disabled: true } })
    expect((await visitor.open('/account')).headers.location).to.match(/^\/sign-in/)
  })

  it('keeps no password in the audit log', async () => {
    await here.visitor().signIn(one.password, 'x')
    await here.visitor().signIn(one.username, one.password)
    expect(JSON.stringify(await here.audit())).not.to.include(one.password)
  })
})
