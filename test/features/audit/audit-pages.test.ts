import { expect } from 'chai'
import { load } from 'cheerio'
import { cast, type Visitor, type World, wordsOf, world } from '../accounts/support.ts'

describe('the pages of the audit log', function () {
  this.timeout(60_000)
  let here: World
  let aud: Visitor
  let passwords: Map<string, string>
  before(async () => {
    here = await world()
    passwords = await cast(here.accounts, ['sys', 'sec', 'aud', 'section'])
    for (const [name, value] of [
      ['甲', 1],
      ['乙', 2],
    ] as const) {
      await here.journal.submit({
        action: 'facts.record',
        actor: { userId: 'k1', name: '李干部', role: 'section' },
        idempotencyKey: `fact-${value}`,
        requestId: 'r',
        reason: '补录',
        run: async work =>
          work.about({ type: 'fact', id: `f${value}` }, { after: { title: `${name}的事`, points: value } }),
      })
    }
    await here.visitor().signIn('k1', 'Wrong-Wrong-Wrong1')
    aud = here.visitor()
    await aud.signIn('aud', passwords.get('aud') ?? '')
  })
  after(() => here.close())

  const rows = async (path: string) => {
    const $ = load((await aud.open(path)).text)
    return $('tbody tr')
      .toArray()
      .map(row => $(row).text().replace(/\s+/g, ' ').trim())
  }

  it('says in words who did what, sign-ins and failures too, newest first', async () => {
    const lines = await rows('/audit')
    expect(lines[0]).to.include('孙审计').and.include('登录').and.include('账号 aud').and.include('办成')
    expect(lines[1]).to.include('登录，未成：口令不正确').and.include('未成')
    expect(lines[2]).to.include('李干部').and.include('录入事实').and.include('事实 f2')
  })

  it('filters by person, action, object, day and result, and shows what is filtered', async () => {
    const only = async (query: string) => (await rows(`/audit?${query}`)).length
    expect(await only('action=facts.record')).to.equal(2)
    expect(await only('object=f1')).to.equal(1)
    expect(await only('object=k1&result=refused')).to.equal(1)
    expect(await only(`person=${encodeURIComponent('李干部')}&result=refused`)).to.equal(1)
    expect(await only('from=2026-11-24&to=2026-11-24&action=facts.record')).to.equal(2)
    expect(await only('from=2026-11-25')).to.equal(0)
    expect(await only('to=2026-11-23')).to.equal(0)
    expect(wordsOf(await aud.open('/audit?object=f9')))
      .to.include('没有符合这些条件的记录')
      .and.include('对象：f9')
    expect((await aud.open('/audit?result=odd')).status).to.equal(422)
  })

  it('pages by key, both ways', async () => {
    for (let i = 0; i < 60; i++) {
      const run = async () => null
      const actor = { userId: 'k1', name: '翻页人', role: 'section' }
      await here.journal.submit({ action: 'facts.verify', actor, idempotencyKey: `page-${i}`, requestId: 'r', run })
    }
    const first = await aud.open('/audit?action=facts.verify')
    expect(load(first.text)('tbody tr').length).to.equal(50)
    const next = String(load(first.text)('a[rel=next]').attr('href'))
    const second = await aud.open(next)
    expect(load(second.text)('tbody tr').length).to.equal(10)
    const back = await aud.open(String(load(second.text)('a[rel=prev]').attr('href')))
    expect(load(back.text)('tbody').text()).to.equal(load(first.text)('tbody').text())
  })

  it('shows what changed of an account, but of personnel data only which fields', async () => {
    const all = await here.audit()
    const fact = all.find(entry => entry.object?.id === 'f1')?._id
    const shown = wordsOf(await aud.open(`/audit/${fact}`))
    expect(shown).to.include('录入事实').and.include('补录').and.include('标题')
    expect(shown).not.to.include('甲的事')
    const signIn = all.find(entry => entry.action === 'sign-ins.create')?._id
    expect(wordsOf(await aud.open(`/audit/${signIn}`))).to.include('近期输错次数')
    expect((await aud.open('/audit/999999')).status).to.equal(404)
    expect((await aud.open('/audit/x')).status).to.equal(404)
  })

  it('writes down each reading, and each 403', async () => {
    await aud.open('/audit?object=f1')
    expect((await here.audit()).at(-1)).to.deep.include({ action: 'audit.list', after: { object: 'f1' } })
    const sec = here.visitor()
    await sec.signIn('sec', passwords.get('sec') ?? '')
    expect((await sec.open('/audit')).status).to.equal(403)
    expect((await here.audit()).at(-1)).to.deep.include({ action: 'access.refuse', result: { refused: true } })
  })

  it('shows no name of a read from before names were left out', async () => {
    await here.journal.submit({
      action: 'exports.list',
      actor: { userId: 'k1', name: '李干部', role: 'section' },
      idempotencyKey: 'read-of-before',
      requestId: 'r',
      run: async work => {
        work.about({ type: 'page', id: 'red.xlsx' }, { after: { q: '王某某', class: 'head' } })
        return null
      },
    })
    const words = wordsOf(await aud.open(`/audit/${(await here.audit()).at(-1)?._id}`))
    expect(words).to.include('按姓名筛选').and.include('head').and.not.include('王某某')
  })

  it('says of a reading that came to nothing how it ended, and never that it was done', async () => {
    for (const [path, status, why, words] of [
      ['/audit/999998', 404, 'missing', '查阅一条审计日志，未成：未找到'],
      ['/audit?result=odd', 422, 'invalid', '查阅审计日志，未成：查询条件有误'],
    ] as const) {
      expect((await aud.open(path)).status).to.equal(status)
      const last = (await here.audit()).at(-1)
      expect(last?.result).to.deep.equal({ refused: true, why })
      expect(wordsOf(await aud.open(`/audit/${last?._id}`))).to.include(words)
      expect((await rows('/audit?result=refused'))[0])
        .to.include(words)
        .and.include('未成')
    }
  })

  it('opens for nobody else', async () => {
    for (const username of ['sys', 'k1']) {
      const visitor = here.visitor()
      await visitor.signIn(username, passwords.get(username) ?? '')
      expect((await visitor.open('/audit')).status, username).to.equal(403)
    }
  })
})
