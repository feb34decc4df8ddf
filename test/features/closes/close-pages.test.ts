import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { readWorkbook } from '../../../src/platform/workbook/index.ts'
import { actorOf } from '../../support/actor.ts'
import { installation, type TestInstallation, type Username } from '../../support/installation.ts'
import { faultsOf, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assess, recordFact, verify } from './support.ts'

/** Y4 holds since the month before was closed, with what was seen on both days and the limit. */
const Y4_BEGAN = 'Y4 由不成立变为成立：3 个月内本人或分管承担的 N4 0 件 → 1 件，“3 个月内本人或分管承担的 N4 达到 1 件”'

describe('The pages of the closes', function () {
  this.timeout(180_000)
  let at: TestInstallation
  let waiting: number
  const visitors = new Map<Username, Visitor>()
  const as = async (username: Username): Promise<Visitor> => {
    const visitor = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, visitor)
    return visitor
  }
  const open = async (username: Username, path: string) => (await as(username)).open(path)
  before(async () => {
    at = await installation()
    expect(wordsOf(await open('k1', '/closes'))).to.include('还没有月结')
    await assess(at, [9000, 7000, 8800])
    at.clock.set('2022-06-01', 9 * 3600)
    await at.closes.closeDue()
    at.clock.set('2022-06-13', 9 * 3600)
    waiting = await recordFact(at, { day: '2022-06-10', title: '等待核实的逾期' })
    await verify(at, await recordFact(at, { day: '2022-06-09', code: 'N4', title: '已核实的逾期' }))
    at.clock.set('2022-06-30', 9 * 3600)
  })
  after(() => at?.close())

  it('show before a close what waits, and ask for a reason', async () => {
    const form = await open('k1', '/closes/new')
    expect(wordsOf(form)).to.include('超期未核实的事实 1 件').and.include('等待核实的逾期')
    expect(pageOf(form)(`main a[href="/facts/${waiting}"]`).length).to.be.greaterThan(0)
    expect(wordsOf(form)).to.include('已超 8 个工作日 (2022-06-20 到期)')
    // One page, one form of a day.
    expect(wordsOf(form))
      .to.include('最迟 2022-07-05')
      .and.not.match(/月\d+日/)
    const refused = await (await as('k1')).post('/closes', { month: '2022-06', reason: '' })
    expect(refused.status).to.equal(422)
    expect(faultsOf(refused).join()).to.include('还有 1 件事实超期未核实')
    const early = await (await as('k1')).post('/closes', { month: '2022-07', reason: '早' })
    expect([early.status, faultsOf(early).join()]).to.deep.equal([422, '2022年7月还没有结束，2022-07-31 起可以月结。'])
  })

  it('offer the verification of what waits to who may verify it, and else the fact', async () => {
    const k2 = await at.database.db.collection<{ _id: string }>('users').findOne({ username: 'k2' })
    const by = actorOf(k2?._id ?? '')
    at.clock.set('2022-06-20', 9 * 3600)
    const own = await recordFact(at, { day: '2022-06-17', code: 'N4', title: '周科员录入的逾期' }, by)
    at.clock.set('2022-06-30', 9 * 3600)
    const offered = async (username: Username, title: string) => {
      const $ = pageOf(await open(username, '/closes/new'))
      const link = $('main tr')
        .filter((_, tr) => $(tr).text().includes(title))
        .find('td.do a')
      return [link.text(), link.attr('href')]
    }
    const other = '等待核实的逾期'
    expect(await offered('k2', other)).to.deep.equal(['核实', `/facts/${waiting}/verification`])
    expect(await offered('dep', other)).to.deep.equal(['查看', `/facts/${waiting}`])
    expect(await offered('k2', '周科员录入的逾期')).to.deep.equal(['查看', `/facts/${own}`])
    expect(await offered('k1', '周科员录入的逾期')).to.deep.equal(['核实', `/facts/${own}/verification`])
    await verify(at, own, 'false')
  })

  it('close once when two people ask, and tell the second who did it', async () => {
    await open('k1', '/closes/new')
    await open('dep', '/closes/new')
    const made = await (await as('k1')).post('/closes', { month: '2022-06', reason: '材料在外地' })
    expect([made.status, made.headers.location]).to.deep.equal([303, '/closes/2022-06'])
    await at.closes.settled()
    expect(pageOf(await open('k1', '/closes/2022-06'))('h1').text()).to.equal('2022年6月月结')
    const again = await (await as('dep')).post('/closes', { month: '2022-06', reason: '' })
    expect(again.status).to.equal(409)
    expect(again.text).to.include('已由李科员于 2022-06-30 09:00 月结；月结不能重做')
  })

  it('show how far one is until it is there, to whoever comes, and lead to it from everywhere', async () => {
    at.clock.set('2022-07-31', 9 * 3600)
    const path = '/closes/2022-07'
    expect((await open('k1', `${path}/progress`)).status).to.equal(404)
    // As a process leaves it that was killed while it worked.
    const orderedBy = { userId: 'k1', name: '李科员', role: 'section' }
    const order = {
      key: 'order-1',
      reason: '月底研究',
      orderedBy,
      orderedAt: at.clock.now(),
      requestId: 'r',
      address: '',
    }
    const orders = at.database.db.collection<{ _id: string }>('close_orders')
    await orders.insertOne({ _id: '2022-07', ...order, fault: null } as never)
    const running = await open('lead', path)
    expect(wordsOf(running))
      .to.include('正在月结')
      .and.include('已完成 0%')
      .and.include('李科员')
      .and.include('月底研究')
    expect(pageOf(running)('main [hx-get]').attr('hx-get')).to.equal(`${path}/progress`)
    expect(pageOf(running)('main noscript').html()).to.include('http-equiv="refresh"')
    expect((await open('k1', `${path}/progress`)).text).to.match(/^<section class="panel"/)
    expect(wordsOf(await open('u1', '/closes'))).to.include('2022年7月的月结正由李科员办理，查看')
    expect((await open('k1', '/closes/new')).headers.location).to.equal(path)
    await orders.updateOne({ _id: '2022-07' }, { $set: { fault: '系统出错，没有办成。请稍后再办。' } })
    expect(wordsOf(await open('k1', path)))
      .to.include('没有办成，什么也没有存下')
      .and.include('重新办理')
    expect(pageOf(await open('lead', path))('main a[href="/closes/new"]').length).to.equal(0)
    expect((await open('k1', '/closes/new')).status).to.equal(200)
    await orders.deleteOne({ _id: '2022-07' })
    at.clock.set('2022-06-30', 9 * 3600)
  })

  it('list the closes with their changes, and by whom', async () => {
    const list = await open('lead', '/closes')
    const rows = pageOf(list)('main tbody tr')
    expect(rows.length).to.equal(2)
    expect(rows.first().text()).to.match(/2022年6月[\s\S]*李科员 2022-06-30 09:00（手动）[\s\S]*材料在外地/)
    expect(rows.last().text()).to.include('系统 2022-06-01 09:00（自动）')
  })

  it('show of one who moved and why, what waited, and everybody by filter', async () => {
    const page = await open('lead', '/closes/2022-06')
    expect(wordsOf(page)).to.include('比 2022-05-31 有变化的').and.include('N4').and.include('等待核实的逾期')
    const rows = async (query: string) => pageOf(await open('lead', `/closes/2022-06?${query}`))('main table').last()
    expect((await rows('')).find('tbody tr').length).to.equal(24)
    expect((await rows('unit=u001')).find('tbody tr').length).to.equal(6)
    const moved = await rows('moved=yes')
    expect(moved.find('tbody tr').length).to.be.greaterThan(0).and.lessThan(24)
    expect(wordsOf(page)).to.include(Y4_BEGAN)
    expect(moved.text()).to.include('变化原因').and.include(Y4_BEGAN)
    const none = await open('lead', `/closes/2022-06?q=${encodeURIComponent('没有这个人')}`)
    expect(wordsOf(none)).to.include('没有符合这些条件的干部')
    expect((await open('lead', '/closes/2022-06?page=0')).status).to.equal(422)
    expect((await open('lead', '/closes/2022-04')).status).to.equal(404)
    expect((await open('lead', '/closes/__proto__')).status).to.equal(404)
  })

  it('say of a fact that it went to the next month, on its page and on the next close', async () => {
    expect(wordsOf(await open('k1', `/facts/${waiting}`))).to.include('2022年6月月结时超期未核实，转入下月')
    await verify(at, waiting)
    at.clock.set('2022-08-01', 9 * 3600)
    await at.closes.closeDue()
    expect(wordsOf(await open('k1', '/closes/2022-07'))).to.match(/由2022年6月转入的事实.*等待核实的逾期.*属实/)
  })

  it('name what waits past its clock in the order of the list of facts: the longest overdue first', async () => {
    at.clock.set('2022-08-08', 9 * 3600)
    const two = [
      await recordFact(at, { day: '2022-08-05', title: '等得最久的逾期' }),
      await recordFact(at, { day: '2022-08-04', code: 'N4', title: '后来的逾期' }),
    ]
    at.clock.set('2022-08-31', 9 * 3600)
    const factsOf = async (path: string): Promise<readonly number[]> => {
      const $ = pageOf(await open('k1', path))
      const ids = $('main tbody a[href^="/facts/"]')
        .toArray()
        .map(link => Number(String($(link).attr('href')).slice('/facts/'.length)))
      return [...new Set(ids)].filter(id => two.includes(id))
    }
    expect(await factsOf('/closes/new')).to.deep.equal(two)
    expect(await factsOf('/facts?state=waiting&order=oldest')).to.deep.equal(two)
  })

  it('close once when two people ask at the same moment', async () => {
    await open('k1', '/closes/new')
    await open('dep', '/closes/new')
    const [k1, dep] = [await as('k1'), await as('dep')]
    const answers = await Promise.all([k1, dep].map(one => one.post('/closes', { month: '2022-08', reason: '月底' })))
    await at.closes.settled()
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409])
    const refused = answers.find(({ status }) => status === 409)
    const [winner, other] = answers[0]?.status === 303 ? ['李科员', '王副部长'] : ['王副部长', '李科员']
    expect(refused?.text).to.include(winner)
    expect((await at.closes.header('2022-08'))?.closedBy.name)
      .to.equal(winner)
      .and.not.equal(other)
    expect(await at.database.db.collection('closes').countDocuments({ _id: '2022-08' } as object)).to.equal(1)
    expect(await at.database.db.collection('audit').countDocuments({ action: 'closes.order' })).to.equal(2)
  })

  it('show a liaison their own unit alone', async () => {
    const own = await open('u1', '/closes/2022-06')
    expect(wordsOf(own)).to.include('本单位干部').and.include('共 6 人').and.include('等待核实的逾期')
    expect(pageOf(own)('main table').last().find('tbody tr').length).to.equal(6)
    const other = await open('u2', '/closes/2022-06?unit=u001')
    expect(wordsOf(other)).not.to.include('等待核实的逾期')
    expect(pageOf(other)('main table').last().find('tbody tr').length).to.equal(6)
    expect(wordsOf(await open('u1', '/closes'))).to.include('人数为本单位')
    expect((await open('u1', '/closes/new')).status).to.equal(403)
    expect((await open('u1', '/exports/closes/2022-06.xlsx')).status).to.equal(403)
  })

  it('give it out as a workbook that says what it is', async () => {
    const file = await (await as('lead')).agent.get('/exports/closes/2022-06.xlsx').responseType('blob')
    expect(file.status).to.equal(200)
    const path = join(at.dataFolder, 'close.xlsx')
    await writeFile(path, file.body)
    const text = JSON.stringify(await readWorkbook(path), (_, value) => (value instanceof Map ? [...value] : value))
    for (const word of [
      '2022-06-30',
      '冯部长',
      '规则版本 V1',
      '账本第',
      '材料在外地',
      '汇总',
      '变化',
      '全部干部',
      '得分构成',
      '转入下月的事实',
      '等待核实的逾期',
    ])
      expect(text, word).to.include(word)
    const logged = await at.database.db.collection('audit').findOne({ action: 'exports.close' })
    expect(logged?.actor.name).to.equal('冯部长')
  })
})
