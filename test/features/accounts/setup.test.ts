import { expect } from 'chai'
import { failureOf } from '../../platform/journal/support.ts'
import { cast, errorsOf, type World, world } from './support.ts'

describe('setting an installation up', function () {
  this.timeout(60_000)
  let here: World
  beforeEach(async () => {
    here = await world()
  })
  afterEach(() => here.close())

  const three = {
    'sys.name': '赵一',
    'sys.username': 'zhaoyi',
    'sys.password': 'Blue-Harbour-41',
    'sec.name': '钱二',
    'sec.username': 'qianer',
    'sec.password': 'Grey-Harbour-42',
    'aud.name': '孙三',
    'aud.username': 'sunsan',
    'aud.password': 'Pink-Harbour-43',
  }

  it('knows no account before, and no page without the code', async () => {
    for (const [username, password] of [
      ['admin', 'admin'],
      ['root', 'root'],
    ] as const) {
      expect((await here.visitor().signIn(username, password)).status).to.equal(422)
    }
    expect((await here.visitor().open('/setup')).status).to.equal(404)
    expect((await here.visitor().open('/setup?code=guess')).status).to.equal(404)
  })

  it('creates the three together, once; each must change the password at first', async () => {
    const code = await here.accounts.createSetupCode()
    const visitor = here.visitor()
    expect((await visitor.open(`/setup?code=${code}`)).status).to.equal(200)
    expect((await visitor.post('/setup', three)).headers.location).to.equal('/sign-in')
    expect((await here.visitor().open(`/setup?code=${code}`)).status).to.equal(404)
    expect((await visitor.post('/setup', { ...three, code })).status).to.equal(404)
    expect(await failureOf(here.accounts.createSetupCode()))
      .to.have.property('message')
      .that.includes('已有账号')

    const zhao = here.visitor()
    await zhao.signIn('zhaoyi', three['sys.password'])
    expect((await zhao.open('/users')).headers.location).to.equal('/account/password')
    await zhao.open('/account/password')
    const fields = { old: three['sys.password'], fresh: 'Amber-Lantern-77', repeated: 'Amber-Lantern-77' }
    expect((await zhao.post('/account/password', fields)).headers.location).to.equal('/account')
    expect((await zhao.open('/users')).status).to.equal(200)
    expect(JSON.stringify(await here.audit())).not.to.include('Harbour')
  })

  it('refuses the code after a day, and an older code once there is a newer one', async () => {
    const first = await here.accounts.createSetupCode()
    const second = await here.accounts.createSetupCode()
    expect((await here.visitor().open(`/setup?code=${first}`)).status).to.equal(404)
    const visitor = here.visitor()
    expect((await visitor.open(`/setup?code=${second}`)).status).to.equal(200)
    here.later(24 * 60)
    expect((await visitor.post('/setup', three)).status).to.equal(404)
    expect(await here.database.db.collection('users').countDocuments()).to.equal(0)
  })

  it('stores the code hashed', async () => {
    const code = await here.accounts.createSetupCode()
    expect(JSON.stringify(await here.database.db.collection('setup_codes').find().toArray())).not.to.include(code)
    expect(JSON.stringify(await here.audit())).not.to.include(code)
  })

  it('wants three persons, three usernames and three good passwords, and keeps what was typed', async () => {
    const code = await here.accounts.createSetupCode()
    const visitor = here.visitor()
    await visitor.open(`/setup?code=${code}`)
    const answer = await visitor.post('/setup', {
      ...three,
      'sec.name': '赵 一',
      'aud.username': '9',
      'sys.password': 'short',
    })
    expect(answer.status).to.equal(422)
    expect(errorsOf(answer)).to.have.members([
      '三员须由三个不同的人担任。',
      '系统管理员的口令至少 12 个字符。',
      '审计管理员的用户名：以小写字母开头，由小写字母、数字、点、横线、下划线组成，2 至 32 个字符。',
    ])
    expect(answer.text).to.include('value="zhaoyi"').and.not.include('Harbour')
  })

  it('is over where the sample has made accounts', async () => {
    const code = await here.accounts.createSetupCode()
    await cast(here.accounts, ['section'])
    expect((await here.visitor().open(`/setup?code=${code}`)).status).to.equal(404)
    expect(await here.accounts.hasAny()).to.equal(true)
  })
})
