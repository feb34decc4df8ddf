import { expect } from 'chai'
import { load } from 'cheerio'
import { draftOf, idOf, type World, wordsOf, world } from './support.ts'

describe('the comparison of rules', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  it('puts a draft beside the version it is based on, by the parts of the page', async () => {
    const path = await draftOf(here, { 'conditions.R1.1': '58', 'quotas.class': '8' })
    const k1 = await here.visitor('k1')
    const answer = await k1.open(`${path}/comparison`)
    expect(answer.status).to.equal(200)
    expect(wordsOf(answer))
      .to.include('共 2 处不同')
      .and.to.match(/条件 R1 得分（低于） 60 分 58 分/)
    const $ = load(answer.text)
    expect($('tbody tr.total').text()).to.equal('条件标注、名额与意见')
    expect($('select[name=with] option[selected]').val()).to.equal('V1')
    expect(wordsOf(await k1.open(path))).to.include('比较')
  })

  it('puts a draft beside another draft, and says when nothing differs', async () => {
    const [one, other] = [
      await draftOf(here, { 'conditions.R1.1': '58' }),
      await draftOf(here, { 'conditions.R1.1': '57' }),
    ]
    const dep = await here.visitor('dep')
    const answer = await dep.open(`${other}/comparison?with=${idOf(one)}`)
    expect(wordsOf(answer)).to.match(/条件 R1 得分（低于） 58 分 57 分/)
    expect(
      load(answer.text)('thead a')
        .toArray()
        .map(link => load(link).root().find('a').attr('href')),
    ).to.deep.equal([one, other])
    expect(wordsOf(await dep.open('/rules/V1/comparison'))).to.include('两份规则的内容完全相同')
  })

  it('shows a draft to nobody who may not see one, and knows nothing that is not there', async () => {
    const path = await draftOf(here, {})
    const c1 = await here.visitor('c1')
    const k1 = await here.visitor('k1')
    expect((await c1.open(`${path}/comparison`)).status).to.equal(403)
    expect((await c1.open(`/rules/V1/comparison?with=${idOf(path)}`)).status).to.equal(404)
    expect((await k1.open(`${path}/comparison?with=V9`)).status).to.equal(404)
    expect((await k1.open(`/rules/${idOf(path)}/comparison`)).status).to.equal(404)
  })
})
