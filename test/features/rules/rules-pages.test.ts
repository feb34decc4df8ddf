import { expect } from 'chai'
import { load } from 'cheerio'
import { draftOf, type World, wordsOf, world } from './support.ts'

describe('the pages of the rules', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  it('show the version in force to everybody whose work or file it rules, not to administrators', async () => {
    for (const who of ['k1', 'dep', 'j1', 'u1', 'c1'] as const) {
      const answer = await (await here.visitor(who)).open('/rules')
      expect(answer.status, who).to.equal(200)
      const words = wordsOf(answer)
      expect(words).to.include('执行力三色规则 第一版（V1）')
      expect(words).to.include('S = 50% 结果 R + 30% 过程 P + 20% 评价 E + 事件分 A')
      expect(words).to.include('核对一致')
    }
    expect((await (await here.visitor('sys')).open('/rules')).status).to.equal(403)
  })

  it('tell who may draft to begin below, and others by whom it is done, while there is no draft', async () => {
    expect(wordsOf(await (await here.visitor('k1')).open('/rules/drafts')))
      .to.include('在下面新起草一份')
      .and.not.include('请由干部科起草')
    expect(wordsOf(await (await here.visitor('dep')).open('/rules/drafts'))).to.include('请由干部科起草')
  })

  it("show each cell's weight and its effective weight in S, with sums that total 80", async () => {
    const $ = load((await (await here.visitor('c1')).open('/rules')).text)
    const grid = $('h2:contains("二、指标")').parent()
    const row = (label: string) =>
      grid
        .find('tr')
        .filter((_, tr) => $(tr).find('th').first().text().startsWith(label))
        .find('td.num')
        .toArray()
        .map(cell => $(cell).text())
    const solid = ['10.00%', '11.11%', '8.75%', '9.72%', '6.25%', '6.94%', '25.00%', '27.78%']
    expect(row('实')).to.deep.equal(solid)
    expect(row('合计').slice(-2)).to.deep.equal(['100.00%', '80.00%'])
  })

  it('say every fact and every condition', async () => {
    const words = wordsOf(await (await here.visitor('c1')).open('/rules'))
    for (const text of [
      'P8',
      'N12',
      '一般 −2，较差 −5',
      '每季最多 −4',
      'B4',
      '得分低于 60 分，且依据覆盖率不低于 60%',
    ]) {
      expect(words).to.include(text)
    }
  })

  it('keep drafts from those who neither draft nor publish', async () => {
    const path = await draftOf(here, {})
    for (const who of ['c1', 'u1', 'j1'] as const) {
      const visitor = await here.visitor(who)
      expect((await visitor.open('/rules/drafts')).status).to.equal(403)
      expect((await visitor.open(path)).status).to.equal(403)
    }
    expect((await (await here.visitor('dep')).open(path)).status).to.equal(200)
  })

  it('answer 404 for a version that is not there, and never a draft as a version', async () => {
    const k1 = await here.visitor('k1')
    const draft = (await draftOf(here, {})).split('/').at(-1)
    for (const id of ['V9', '__proto__', 'constructor', draft]) {
      expect((await k1.open(`/rules/${id}`)).status).to.equal(404)
      expect((await k1.open(`/rules/${id}/comparison`)).status).to.equal(404)
    }
  })

  it('say so when a stored version was changed in the database', async () => {
    const rules = here.database.db.collection<{ _id: string }>('rule_sets')
    await rules.updateOne({ _id: 'V1' }, { $set: { 'ruleSet.marks.minCoverage': 1 } })
    expect(wordsOf(await (await here.visitor('k1')).open('/rules'))).to.include('核对不一致')
    await rules.updateOne({ _id: 'V1' }, { $set: { 'ruleSet.marks.minCoverage': 6000 } })
  })
})
