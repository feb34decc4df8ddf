import { expect } from 'chai'
import { load } from 'cheerio'
import { cast, errorsOf, type Visitor, type World, wordsOf, world } from './support.ts'

describe('giving accounts', function () {
  this.timeout(60_000)
  let here: World
  let sys: Visitor
  let sec: Visitor
  let passwords: Map<string, string>
  before(async () => {
    here = await world()
    passwords = await cast(here.accounts, ['sys', 'sec', 'aud', 'section'])
    sys = await signedIn('sys')
    sec = await signedIn('sec')
  })
  after(() => here.close())

  async function signedIn(username: string): Promise<Visitor> {
    const visitor = here.visitor()
    await visitor.signIn(username, passwords.get(username) ?? '')
    return visitor
  }
  const users = () => here.database.db.collection<{ _id: string; username: string }>('users')
  const idOf = async (username: string) => (await users().findOne({ username }))?._id ?? ''
  const create = async (username: string, name: string) => {
    await sys.open('/users/new')
    expect((await sys.post('/users', { username, name })).status).to.equal(303)
    return idOf(username)
  }
  const propose = async (visitor: Visitor, id: string, fields: Record<string, string>) => {
    await visitor.open(`/users/${id}/grants/new?kind=${fields.kind}`)
    return visitor.post(`/users/${id}/grants`, { reason: '工作需要', ...fields })
  }
  const openGrant = async (id: string) => {
    const grants = here.database.db.collection<{ _id: string; userId: string }>('grants')
    return (await grants.findOne({ userId: id, state: 'proposed' }))?._id ?? ''
  }
  const confirm = async (visitor: Visitor, grant: string) => {
    await visitor.open(`/grants/${grant}`)
    return visitor.post(`/grants/${grant}/confirmation`)
  }

  it('lets nobody in before a role is proposed by one and confirmed by another', async () => {
    const id = await create('zhouliu', '周六')
    expect((await propose(sec, id, { kind: 'role', role: 'section' })).status).to.equal(303)
    expect(await here.accounts.loadActor(id)).to.equal(null)
    const shown = await confirm(sys, await openGrant(id))
    expect(shown.status).to.equal(200)
    const password = load(shown.text)('.one-time').text()
    expect(password).to.match(/^(\w{4}-){3}\w{4}$/)
    expect(JSON.stringify(await here.audit())).not.to.include(password)

    const zhou = here.visitor()
    expect((await zhou.signIn('zhouliu', password)).status).to.equal(303)
    expect((await zhou.open('/')).headers.location).to.equal('/account/password')
    await zhou.open('/account/password')
    await zhou.post('/account/password', { old: password, fresh: 'Amber-Lantern-77', repeated: 'Amber-Lantern-77' })
    expect((await zhou.open('/')).status).to.equal(200)
  })

  it('says the one-time password once', async () => {
    const id = await create('once', '吴一次')
    await propose(sec, id, { kind: 'role', role: 'section' })
    const grant = await openGrant(id)
    await sys.open(`/grants/${grant}`)
    const key = { ...sys.hidden }
    const first = await sys.post(`/grants/${grant}/confirmation`)
    sys.hidden = key
    const second = await sys.post(`/grants/${grant}/confirmation`)
    expect(load(first.text)('.one-time').text()).not.to.equal('')
    expect(second.status).to.equal(303)
  })

  it('ends a one-time password after a week', async () => {
    const id = await create('late', '郑晚')
    await propose(sec, id, { kind: 'role', role: 'section' })
    const password = load((await confirm(sys, await openGrant(id))).text)('.one-time').text()
    await users().updateOne({ _id: id }, { $set: { oneTimeUntil: Date.parse(here.clock.now()) } })
    expect((await here.visitor().signIn('late', password)).status).to.equal(422)
  })

  it('lets the proposer confirm nothing, nor anybody what is for themselves', async () => {
    const id = await create('wangqi', '王七')
    await propose(sec, id, { kind: 'role', role: 'section' })
    const grant = await openGrant(id)
    await sec.open(`/grants/${grant}`)
    expect((await sec.post(`/grants/${grant}/confirmation`)).status).to.equal(403)
    expect((await propose(sec, await idOf('sec'), { kind: 'role', role: 'section' })).status).to.equal(403)
    expect((await propose(sys, id, { kind: 'reset' })).status).to.equal(403)
    await propose(sec, await idOf('sys'), { kind: 'reset' })
    expect((await confirm(sys, await openGrant(await idOf('sys')))).status).to.equal(403)
    expect(await here.accounts.loadActor(id)).to.equal(null)
  })

  it('keeps the three administrators apart from each other and from the business', async () => {
    const change = await propose(sec, await idOf('aud'), { kind: 'role', role: 'section' })
    expect(errorsOf(change)[0]).to.include('三员的账号不能改作他用')
    const business = await propose(sec, await idOf('k1'), { kind: 'role', role: 'aud' })
    expect(errorsOf(business)[0]).to.include('不能改任三员')
    const second = await create('sun2', '孙 审计')
    const joined = await propose(sec, second, { kind: 'role', role: 'section' })
    expect(errorsOf(joined)[0]).to.include('一人不能兼任三员')
    expect(joined.text).to.include('工作需要')
    const stolen = await users()
      .insertOne({ _id: 'x', username: 'x', person: '孙审计', administrator: true, disabled: false } as never)
      .catch(error => error)
    expect(stolen).to.have.property('code', 11000)
  })

  it('wants the unit of a liaison and the file of a cadre', async () => {
    const id = await create('lian', '冯联络')
    expect(errorsOf(await propose(sec, id, { kind: 'role', role: 'liaison' }))[0]).to.include('所联系的单位')
    expect(errorsOf(await propose(sec, id, { kind: 'role', role: 'cadre', cadreId: 'x' }))[0]).to.include('干部编号')
    await propose(sec, id, { kind: 'role', role: 'liaison', unitId: 'unit-2' })
    await confirm(sys, await openGrant(id))
    expect((await here.accounts.loadActor(id))?.actor).to.include({ role: 'liaison', unitId: 'unit-2', cadreId: null })
    expect(wordsOf(await sec.open(`/users/${id}`))).to.include('方圆街道')
  })

  it('refuses a proposal with its reason, and takes no second of a kind while one waits', async () => {
    const id = await create('chenba', '陈八')
    await propose(sec, id, { kind: 'role', role: 'section' })
    expect((await propose(sec, id, { kind: 'role', role: 'hr' })).status).to.equal(409)
    const grant = await openGrant(id)
    await sys.open(`/grants/${grant}`)
    expect((await sys.post(`/grants/${grant}/refusal`, { note: '' })).status).to.equal(422)
    expect((await sys.post(`/grants/${grant}/refusal`, { note: '未见批件' })).status).to.equal(303)
    expect(wordsOf(await sec.open(`/grants/${grant}`))).to.include('未见批件')
    expect((await confirm(sys, grant)).status).to.equal(409)
  })

  it('resets a password by two persons, ends the sessions and a lock', async () => {
    const id = await idOf('k1')
    const k1 = await signedIn('k1')
    here.later(1)
    for (let i = 0; i < 5; i++) await here.visitor().signIn('k1', 'Wrong-Wrong-Wrong1')
    await propose(sec, id, { kind: 'reset' })
    expect((await k1.open('/account')).status).to.equal(200)
    const password = load((await confirm(sys, await openGrant(id))).text)('.one-time').text()
    expect((await k1.open('/account')).headers.location).to.match(/^\/sign-in/)
    expect((await here.visitor().signIn('k1', passwords.get('k1') ?? '')).status).to.equal(422)
    expect((await here.visitor().signIn('k1', password)).status).to.equal(303)
  })

  it('unlocks by the security administrator only, and writes it down', async () => {
    const id = await idOf('lian')
    for (let i = 0; i < 5; i++) await here.visitor().signIn('lian', 'Wrong-Wrong-Wrong1')
    expect(wordsOf(await sec.open(`/users/${id}`))).to.include('已锁定至')
    await sys.open(`/users/${id}`)
    await sys.open('/users/new')
    expect((await sys.post(`/users/${id}/unlocking`)).status).to.equal(403)
    await sec.open(`/users/${id}`)
    expect((await sec.post(`/users/${id}/unlocking`)).status).to.equal(303)
    expect((await here.audit()).at(-1)).to.deep.include({ action: 'users.unlock', object: { type: 'user', id } })
    expect(wordsOf(await sec.open(`/users/${id}`))).not.to.include('已锁定至')
  })

  it('disables at once, opens again by two persons, and never the last of the three', async () => {
    const id = await idOf('lian')
    await sec.open(`/users/${id}/disabling`)
    expect((await sec.post(`/users/${id}/disabling`, { reason: '调离' })).status).to.equal(303)
    expect(await here.accounts.loadActor(id)).to.equal(null)
    await propose(sec, id, { kind: 'enable' })
    expect((await confirm(sys, await openGrant(id))).status).to.equal(303)
    expect((await here.accounts.loadActor(id))?.actor.role).to.equal('liaison')
    const aud = await idOf('aud')
    await sec.open(`/users/${aud}/disabling`)
    const answer = await sec.post(`/users/${aud}/disabling`, { reason: '调离' })
    expect(answer.status).to.equal(409)
    expect(errorsOf(answer)[0]).to.include('三员缺位')
  })

  it('creates no account of a taken or odd username', async () => {
    await sys.open('/users/new')
    expect(errorsOf(await sys.post('/users', { username: 'K1', name: '某人' }))[0]).to.include('已有人使用')
    expect(errorsOf(await sys.post('/users', { username: 'k 1', name: '某人' }))[0]).to.include('小写字母')
    expect(errorsOf(await sys.post('/users', { username: 'k9', name: '某人', role: 'sys' }))).to.deep.equal([
      '未知字段：role。',
    ])
  })

  it('lists accounts and proposals with their filters', async () => {
    expect(wordsOf(await sec.open('/users?q=联络')))
      .to.include('共 1 个账号')
      .and.include('冯联络')
    expect(wordsOf(await sec.open('/users?role=none'))).to.include('未授予角色')
    expect(wordsOf(await sec.open('/users?q=没有的人'))).to.include('没有符合这些条件的账号')
    expect(wordsOf(await sys.open('/grants?state=refused'))).to.include('共 1 件')
  })
})
