import { expect } from 'chai'
import { load } from 'cheerio'
import { actors, draft, type Visitor, type World, wordsOf, world } from './support.ts'

describe('whoever verifies a fact', function () {
  this.timeout(60_000)
  let here: World
  let k2: Visitor
  before(async () => {
    here = await world()
    k2 = await here.signedIn('k2')
  })
  after(() => here.close())

  const record = async (more: Parameters<typeof draft>[0] = {}) =>
    (await here.facts.record(actors.k1, draft(more), here.keys())).id

  /** The rows of the table of to whom a fact falls. */
  const falls = (html: string): string[] => {
    const $ = load(html)
    return $('.falls tbody tr')
      .toArray()
      .map(row => $(row).text().replace(/\s+/g, ' ').trim())
  }

  it('sees beside the button whom it concerns and what it brings each, as on the page of the fact', async () => {
    const id = await record()
    const page = await k2.open(`/facts/${id}/verification`)
    const rows = falls(page.text)
    expect(rows.join('；'))
      .to.include('本人孙委员 党工委委员−3.00')
      .and.include('分管钱副职 副主任−1.50')
      .and.include('主要负责人赵镇长 主任−1.00')
      .and.include('单位东村街道−3.00')
    expect(rows).to.deep.equal(falls((await k2.open(`/facts/${id}`)).text))
    expect(wordsOf(page)).to.include('核实前不计分').and.include('部分属实按 50% 计，不实不计分')
    expect(load(page.text)('main .falls a[href="/files/c00003"]')).to.have.length(1)
  })

  it('sees what proves it and of which kind that must be, or that nothing was named', async () => {
    const id = await record({ title: '写了佐证的一件' })
    expect(wordsOf(await k2.open(`/facts/${id}/verification`))).to.include('佐证（调度表） 调度表第 3 页')
    const bare = await record({ title: '没有佐证的一件', proof: '' })
    expect(wordsOf(await k2.open(`/facts/${bare}/verification`))).to.include('佐证（调度表） 没有写明')
  })

  it('still sees it when the form comes back', async () => {
    const id = await record({ title: '退回的一件' })
    await k2.open(`/facts/${id}/verification`)
    const answer = await k2.post(`/facts/${id}/verification`, { finding: 'false', note: '' })
    expect(answer.status).to.equal(422)
    expect(falls(answer.text).join('；')).to.include('孙委员')
  })

  it('sees names, points and proof of each when several are verified at once', async () => {
    const ids = [await record({ title: '第一件' }), await record({ title: '第二件', field: '', proof: '' })]
    const $ = load((await k2.open(`/facts/verifications?${ids.map(id => `id=${id}`).join('&')}`)).text)
    const rows = $('main tbody tr')
      .toArray()
      .map(row => $(row).text().replace(/\s+/g, ' ').trim())
    expect(rows).to.have.length(2)
    expect(rows[0]).to.include('第一件').and.include('佐证：调度表第 3 页')
    expect(rows[0]).to.include('孙委员（本人） −3.00').and.include('钱副职（分管） −1.50')
    expect(rows[0]).to.include('赵镇长（主要负责人） −1.00').and.include('东村街道（单位） −3.00')
    expect(rows[1]).to.include('孙委员（本人） −3.00').and.include('没有写明').and.not.include('钱副职')
    expect($('main').text()).to.include('按现行规则 V1 计')
  })
})
