import { expect } from 'chai'
import { cast, errorsOf, type World, wordsOf, world } from './support.ts'

describe("one's own password", function () {
  this.timeout(60_000)
  let here: World
  let password: string
  beforeEach(async () => {
    here = await world()
    password = (await cast(here.accounts, ['section'])).get('k1') ?? ''
  })
  afterEach(() => here.close())

  const fresh = 'Amber-Lantern-77'
  const change = async (old: string, next: string, repeated = next) => {
    const visitor = here.visitor()
    await visitor.signIn('k1', password)
    await visitor.open('/account/password')
    return { visitor, answer: await visitor.post('/account/password', { old, fresh: next, repeated }) }
  }

  it('changes with the old one, and ends every other session', async () => {
    const other = here.visitor()
    await other.signIn('k1', password)
    here.later(1)
    const { visitor, answer } = await change(password, fresh)
    expect(answer.headers.location).to.equal('/account')
    expect(wordsOf(await visitor.open('/account')))
      .to.include('口令已修改')
      .and.include('2026-11-24')
    expect((await other.open('/account')).headers.location).to.match(/^\/sign-in/)
    expect((await here.visitor().signIn('k1', password)).status).to.equal(422)
    expect((await here.visitor().signIn('k1', fresh)).status).to.equal(303)
    expect(JSON.stringify(await here.audit())).not.to.include(fresh)
  })

  it('does not change without the old one, with a wrong one, or when the two new ones differ', async () => {
    const blank = await change('', fresh)
    expect(errorsOf(blank.answer)).to.deep.equal(['原口令：请填写。'])
    expect(errorsOf((await change('Wrong-Wrong-Wrong1', fresh)).answer)).to.deep.equal(['原口令：不正确。'])
    const differing = await change(password, fresh, `${fresh}x`)
    expect(differing.answer.status).to.equal(422)
    expect(errorsOf(differing.answer)).to.deep.equal(['再输一次：两次输入的新口令不一致。'])
  })

  it('counts wrong old passwords as tries to sign in', async () => {
    const { visitor } = await change('Wrong-Wrong-Wrong0', fresh)
    for (let i = 1; i < 5; i++) {
      await visitor.open('/account/password')
      await visitor.post('/account/password', { old: `Wrong-Wrong-Wrong${i}`, fresh, repeated: fresh })
    }
    expect((await here.visitor().signIn('k1', password)).status).to.equal(422)
    await visitor.open('/account/password')
    const answer = await visitor.post('/account/password', { old: password, fresh, repeated: fresh })
    expect(errorsOf(answer)[0]).to.include('已锁定')
  })

  it('takes 64 and 128 characters, Chinese and spaces, whole', async () => {
    const long = `Lantern 灯塔 ${'océan 7 '.repeat(20)}`.slice(0, 128)
    expect((await change(password, long)).answer.status).to.equal(303)
    expect((await here.visitor().signIn('k1', long.slice(0, 72))).status).to.equal(422)
    expect((await here.visitor().signIn('k1', long)).status).to.equal(303)
    password = long
    expect((await change(long, `${long}xx`)).answer.status).to.equal(422)
  })

  it('must be changed after ninety days, and after nothing else opens', async () => {
    await here.database.db.collection('users').updateOne({ username: 'k1' }, { $set: { demo: false } })
    here.later(90 * 24 * 60)
    const visitor = here.visitor()
    await visitor.signIn('k1', password)
    expect((await visitor.open('/account')).headers.location).to.equal('/account/password')
    expect(wordsOf(await visitor.open('/account/password'))).to.include('改好之前不能办理其他事项')
  })
})

describe('the policy asvs', function () {
  this.timeout(60_000)
  it('asks for no change after any time', async () => {
    const here = await world('asvs')
    const password = (await cast(here.accounts, ['section'])).get('k1') ?? ''
    await here.database.db.collection('users').updateOne({ username: 'k1' }, { $set: { demo: false } })
    here.later(900 * 24 * 60)
    const visitor = here.visitor()
    await visitor.signIn('k1', password)
    expect((await visitor.open('/account')).status).to.equal(200)
    await here.close()
  })
})
