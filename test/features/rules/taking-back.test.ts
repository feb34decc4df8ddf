import { expect } from 'chai'
import { load } from 'cheerio'
import { draftOf, idOf, people, type World, wordsOf, world } from './support.ts'

const R1 = 'conditions.R1.1'
const asked = (key: string) => ({ idempotencyKey: key, requestId: 'r', address: '' })

/** V2 was published for 2022-07-01; the mistake is seen before that day. */
describe('A version found wrong before it begins', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
    const wrong = await draftOf(here, { [R1]: '36' })
    await here.approve(wrong)
    const publication = { version: 2, documentNo: '1号', effectiveOn: '2022-07-01' }
    await here.drafts.publish(people.dep, idOf(wrong), publication, asked('wrong'))
    here.clock.set('2022-06-20', 9 * 3600)
  })
  after(() => here.close())

  const stateOf = async (id: string): Promise<string> => {
    const $ = load((await (await here.visitor('k1')).open('/rules')).text)
    const row = $('tr').filter((_, tr) => $(tr).find(`a[href="/rules/${id}"]`).length > 0)
    return row.find('td').eq(2).text()
  }

  it('says on its page how another takes its place, and leads there those who draft', async () => {
    const k1 = await here.visitor('k1')
    const $ = load((await k1.open('/rules/V2')).text)
    expect($('.notice').text())
      .to.include('以此前版本（V1）的内容另起草案')
      .and.to.include('施行日期同选 2022-07-01，即整版取代 V2')
    const link = $('.notice a').attr('href') ?? ''
    const form = load((await k1.open(link)).text)
    expect(form('select[name=from]').val()).to.equal('V1')
    const u1 = load((await (await here.visitor('u1')).open('/rules/V2')).text)
    expect(u1('.notice a')).to.have.length(0)
    expect(load((await k1.open('/rules/V1')).text)('.notice').text()).not.to.include('另起草案')
  })

  it('gives way wholly to a version of the same first day, which the form offers and names', async () => {
    const k1 = await here.visitor('k1')
    await k1.open('/rules/drafts?from=V1')
    const path = String((await k1.send('/rules/drafts', { note: 'V2 的分数线写错了', from: 'V1' })).headers.location)
    await here.approve(path)
    const dep = await here.visitor('dep')
    const form = load((await dep.open(`${path}/publication`)).text)
    const options = form('select[name=effectiveOn] option').toArray()
    expect(options.slice(0, 3).map(one => form(one).text())).to.deep.equal([
      '请选择',
      '2022-07-01（取代尚未施行的 V2）',
      '2022-08-01',
    ])
    expect(form('select[name=effectiveOn]').val()).to.equal('')
    const answer = await dep.send(`${path}/publication`, { effectiveOn: '2022-07-01', documentNo: '2号' })
    expect(answer.headers.location).to.equal('/rules/V3')
    const V3 = await dep.open('/rules/V3')
    expect(wordsOf(V3)).to.include('与上一版比较')
    expect(load(V3.text)('a:contains("与上一版比较")').attr('href')).to.equal('/rules/V3/comparison?with=V1')
    expect((await here.rules.inForce('2022-06-30')).ruleSet.id).to.equal('V1')
    expect((await here.rules.inForce('2022-07-01')).ruleSet.id).to.equal('V3')
  })

  it('is told as replaced wherever versions are named, before that day and after it', async () => {
    const k1 = await here.visitor('k1')
    expect([await stateOf('V1'), await stateOf('V2'), await stateOf('V3')]).to.deep.equal([
      '现行',
      '未施行，由 V3 取代',
      '待施行',
    ])
    const coming = load((await k1.open('/rules')).text)('.notice').text()
    expect(coming).to.include('V3').and.not.include('V2')
    expect(load((await k1.open('/rules/V2')).text)('.notice').text()).to.equal('')
    expect(wordsOf(await k1.open('/rules/V3/comparison?with=V2'))).to.include('V2 未施行，由 V3 取代')
    here.clock.set('2022-07-02', 9 * 3600)
    expect([await stateOf('V1'), await stateOf('V2'), await stateOf('V3')]).to.deep.equal([
      '已停用',
      '未施行，由 V3 取代',
      '现行',
    ])
  })

  it('stays as it was published', async () => {
    const V2 = await here.store.document('V2')
    expect(V2).to.include({ status: 'published', effectiveOn: '2022-07-01', documentNo: '1号' })
  })
})
