import { expect } from 'chai'
import { newId } from '../../../src/platform/ids.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assessedTown, recordFact, second, verify } from '../closes/support.ts'

/** The cadre of the account c1, 主要负责人 of unit 1, where nobody is recorded for 12345. */
const OWN = '/files/c00001'

/** The units of 镇街 with that of the cadre first, and last. */
const FIRST = ['u001', 'u002', 'u003', 'u004']
const LAST = ['u002', 'u003', 'u004', 'u001']

describe('The records behind a colour', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let c1: Visitor
  let k1: Visitor
  let factId: number
  const keys = () => ({ idempotencyKey: newId('key'), requestId: 'test' })

  /** Publishes where the four units of 镇街 came in a month; `order`: theirs from the first place. */
  const rank = (month: string, on: string, order: readonly string[]) =>
    at.evidence.ranking(
      second,
      { month, group: '镇街', on, positions: order.map((unitId, i) => ({ unitId, position: i + 1 })) },
      keys(),
    )

  /** What each record named in 为什么 leads to, by its label. */
  const ledTo = ($: ReturnType<typeof pageOf>): [string, string | undefined][] =>
    $('.condition-records > *')
      .toArray()
      .map(one => [$(one).text(), $(one).attr('href')])

  before(async () => {
    at = await assessedTown([8000])
    const persons = ['c00001']
    factId = await recordFact(at, {
      persons,
      code: 'N2',
      title: '重点项目逾期十二个工作日',
      documentNo: '海督〔2022〕9号',
    })
    await verify(at, factId)
    for (const month of ['2022-02', '2022-03', '2022-04']) {
      await rank(month, `${month.slice(0, 5)}0${Number(month.slice(6)) + 1}-10`, LAST)
    }
    ;[c1, k1] = await Promise.all([at.signIn('c1'), at.signIn('k1')])
  })
  after(() => at?.close())

  it('name no assessor to the person concerned, nor what an office noted', async () => {
    const note = '信访件正在核查'
    await at.evidence.opinion(
      second,
      { cadreId: 'c00001', office: '信访', on: '2022-05-20', objection: true, note },
      keys(),
    )
    expect(wordsOf(await k1.open(OWN)))
      .to.include('第一组，已计入')
      .and.to.include(note)
    const own = wordsOf(await c1.open(OWN))
    expect(own).to.include('有异议怎么办').and.to.include('书面申请复核')
    expect(wordsOf(await k1.open(OWN))).not.to.include('有异议怎么办')
    expect(own).to.include('已计入').and.to.include('信访：有异议')
    expect(own).not.to.include('第一组')
    expect(own).not.to.include(note)
  })

  it('lead the person concerned to their place among what happened, which says what is behind it', async () => {
    const answer = await c1.open(OWN)
    const $ = pageOf(answer)
    const led = ledTo($)
    expect(led.map(([label]) => label)).to.include(`记录 ${factId}`)
    for (const [label, href] of led) {
      expect(href, label).to.match(/^#e-\d+$/)
      expect($(href ?? '').length, label).to.equal(1)
    }
    const told = $(`#e-${factId}`).text()
    for (const word of [
      '2022-05-20',
      '事实',
      'N2 重点项目逾期十二个工作日',
      '海督〔2022〕9号',
      '计 −3.00 分',
      `记录 ${factId}`,
    ])
      expect(told, word).to.include(word)
    expect($(`.data-table a[href="#e-${factId}"]`).text()).to.include('N2')
    expect($('main a[href^="/facts/"]').length).to.equal(0)
  })

  it('do not name to the person who recorded or verified them', async () => {
    const words = wordsOf(await c1.open(OWN))
    for (const name of ['李科员', '周科员']) expect(words).not.to.include(name)
  })

  it('lead who may open facts to the fact itself, and of other records to their place', async () => {
    const $ = pageOf(await k1.open(OWN))
    const led = new Map(ledTo($))
    expect(led.get(`记录 ${factId}`)).to.equal(`/facts/${factId}`)
    for (const href of led.values()) if (href?.startsWith('#')) expect($(href).length, href).to.equal(1)
    expect([...led.values()]).not.to.include(undefined)
  })

  it('are there too when they speak of units: a ranking tells the place of the own unit alone', async () => {
    const answer = await k1.open(OWN)
    const $ = pageOf(answer)
    const told = $('.moment')
      .toArray()
      .map(moment => $(moment).text().replace(/\s+/g, ' '))
      .filter(text => text.includes('排名'))
    expect(told).to.have.length(3)
    expect(told[0]).to.include('2022年4月镇街 12345 排名').and.include('第 4 名（共 4 个）')
  })

  it('say what they are also when they moved somebody once and are looked at no more', async () => {
    // Six months among the last make the chief yellow; the next takes that away, and what it rested on is long past then.
    for (const [month, on, order] of [
      ['2022-01', '2022-02-10', LAST],
      ['2021-12', '2022-01-10', LAST],
      ['2021-11', '2021-12-10', LAST],
      ['2022-05', '2022-05-31', FIRST],
    ] as const)
      await rank(month, on, order)
    const $ = pageOf(await k1.open(OWN))
    const moved = $('.moment')
      .toArray()
      .map(moment => $(moment).text().replace(/\s+/g, ' '))
      .filter(text => text.includes('建议转为'))
    expect(moved.filter(text => text.includes('Y2'))).to.have.length(2)
    expect(moved[0]).to.include('建议转为 ○常常态')
    const named = moved.flatMap(text => text.match(/记录 \d+./g) ?? [])
    for (const name of named) expect(name).to.match(/（$/)
    expect(moved[0]).to.include('12345 排名')
    expect(moved[1]).to.include('12345 排名')
  })
})
