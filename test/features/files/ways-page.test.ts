import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { FoundWays } from '../../../src/features/files/ways-service.ts'
import { waysView } from '../../../src/features/files/ways-view.ts'
import { createRulesStore } from '../../../src/features/rules/index.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assess, assessedTown, recordFact, verify } from '../closes/support.ts'
import { limited } from '../ratings/other-rules.ts'

/** c00009 holds 8000 points and one fact that puts on yellow (N4) within three months. */
const YELLOW = 'c00009'
const PLAIN = 'c00010'

describe('怎样转出 of a file', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let k1: Visitor
  before(async () => {
    at = await assessedTown([8000])
    await verify(at, await recordFact(at, { code: 'N4', day: '2022-05-10', title: '督办件逾期未复' }))
    k1 = await at.signIn('k1')
  })
  after(() => at?.close())

  const waysOf = (answer: Answer): string[] => {
    const $ = pageOf(answer)
    return $('#ways li')
      .toArray()
      .map(item => $(item).text().trim())
  }

  it('is offered on the file, as a link without JavaScript and as a part that loads by itself', async () => {
    const $ = pageOf(await k1.open(`/files/${YELLOW}`))
    expect($(`main a[href="/files/${YELLOW}/ways-out"]`)).to.have.length(1)
    expect($('main [hx-get$="/ways-out/part"]').attr('hx-get')).to.equal(`/files/${YELLOW}/ways-out/part`)
  })

  it('names each way in a sentence, the fact by its day and title, and leads back to the file', async () => {
    const answer = await k1.open(`/files/${YELLOW}/ways-out`)
    const $ = pageOf(answer)
    expect($('h1').text()).to.include('怎样转出')
    expect(wordsOf(answer)).to.include('以下任一条都能使建议转为常态').and.include('由集体研究决定')
    expect(wordsOf(answer)).to.include('其间如有新的事实、排名、考核或名单变动，以届时为准')
    const ways = waysOf(answer)
    expect(ways).to.include('再过 71 天（2022-08-10）。')
    expect(ways.join()).to.include('2022-05-10 的“督办件逾期未复”（N4）经批准容错')
    expect($(`nav[aria-label=位置] a[href="/files/${YELLOW}"]`)).to.have.length(1)
  })

  it('says the same in the part, and nothing around it', async () => {
    const whole = waysOf(await k1.open(`/files/${YELLOW}/ways-out`))
    const part = await k1.open(`/files/${YELLOW}/ways-out/part`)
    expect(waysOf(part)).to.deep.equal(whole)
    expect(part.text).not.to.include('<html')
  })

  it('comes true: on the day it names the suggestion is no longer yellow', async () => {
    const suggested = async () => (await at.ratings.suggestion(YELLOW))?.suggestion.colour
    expect(await suggested()).to.equal('yellow')
    at.clock.set('2022-08-09', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-08-09')
    expect(await suggested()).to.equal('yellow')
    at.clock.set('2022-08-10', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-08-10')
    expect(await suggested()).to.equal('none')
  })

  it('of who is on no list tells what is missing for blue, and is not offered on a day of the past', async () => {
    const answer = await k1.open(`/files/${PLAIN}/ways-out`)
    expect(pageOf(answer)('h1').text()).to.include('还差什么')
    expect(pageOf(answer)('#ways li, #ways p.soft').length).to.be.above(0)
    expect((await k1.open(`/files/${YELLOW}?asOf=2022-06-30&known=then`)).text).not.to.include('ways-out')
  })

  it('asked for on a day of the past says that it is only of today, and leads there and back to the file of that day', async () => {
    const answer = await k1.open(`/files/${YELLOW}/ways-out?asOf=2022-06-30&known=then`)
    expect(wordsOf(answer)).to.include('截至 2022-06-30').and.include('只按今天')
    const $ = pageOf(answer)
    expect($('#ways li')).to.have.length(0)
    expect($(`main a.btn[href="/files/${YELLOW}/ways-out"]`)).to.have.length(1)
    expect($(`nav[aria-label=位置] a[href="/files/${YELLOW}?asOf=2022-06-30&known=then"]`)).to.have.length(1)
    expect((await k1.open(`/files/${YELLOW}/ways-out?asOf=2031-01-01`)).status).to.equal(422)
  })

  it('is for who may open the file', async () => {
    const u2 = await at.signIn('u2')
    expect((await u2.open(`/files/${YELLOW}/ways-out`)).status).to.equal(404)
    expect((await k1.open('/files/c09999/ways-out')).status).to.equal(404)
  })
})

describe('怎样转出 while other rules are published already', function () {
  this.timeout(120_000)
  let at: TestInstallation
  before(async () => {
    at = await installation()
    await assess(at, [7950])
    await verify(at, await recordFact(at, { code: 'N4', day: '2022-05-10', title: '督办件逾期未复' }))
    await publish('V2', '2022-06-01', limited(8000))
    await publish('V3', '2022-09-01', limited(7500))
  })
  after(() => at?.close())

  async function publish(id: string, effectiveOn: string, change: (ruleSet: RuleSet) => RuleSet): Promise<void> {
    const store = createRulesStore(at.database)
    const actor = { userId: 'k2', name: '周科员', role: 'section' }
    await at.journal.submit({
      action: 'test',
      actor,
      idempotencyKey: id,
      requestId: 'test',
      run: async work => {
        const [base] = await store.publishedIn(work)
        if (base === undefined) throw new Error('no rules')
        const ruleSet = { ...change(base.ruleSet), id }
        store.put(work, { ...base, _id: id, ruleSet, hash: digestOf(ruleSet), effectiveOn })
        return null
      },
    })
    at.rules.refresh()
  }

  it('names no day on which the rules of that day say otherwise, and says by which rules a day was asked', async () => {
    const k1 = await at.signIn('k1')
    const $ = pageOf(await k1.open(`/files/${YELLOW}/ways-out`))
    const ways = $('#ways li')
      .toArray()
      .map(item => $(item).text().trim())
    expect(ways.join()).not.to.match(/再过 71 天（[^）]*）。/)
    expect(ways).to.include('再过 93 天（2022-09-01，按 2022-09-01 起施行的 V3）。')
    expect(ways.join()).to.match(/N4）经批准容错（按 2022-06-01 起施行的 V2 则不够）。/)
  })
})

describe('怎样转出 of who need not leave', () => {
  const leadOf = (mark: string | null): string => {
    const file = { cadre: { id: 'c00001', name: '甲' }, entries: [], version: { ruleSet: ruleSetV1 }, view: {} }
    const ways = { towards: null, sets: [] }
    return waysView({ file: { ...file, suggestion: { mark } }, ways, coming: [] } as unknown as FoundWays).lead
  }

  it('says which of the two it is', () => {
    expect(leadOf(null)).to.equal('目前的建议就是蓝名单，不需要转出。')
    expect(leadOf('indeterminate')).to.equal('因不在岗过久，目前不定色，不试算。')
  })
})
