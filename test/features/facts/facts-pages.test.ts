import { expect } from 'chai'
import { load } from 'cheerio'
import type { EntryOf } from '../../../src/domain/evidence/entries.ts'
import { actors, draft, typedFact, type Visitor, type Who, type World, wordsOf, world } from './support.ts'

const typed = typedFact

describe('the pages of facts', function () {
  this.timeout(60_000)
  let here: World
  let k1: Visitor
  let k2: Visitor
  let j1: Visitor
  before(async () => {
    here = await world()
    k1 = await here.signedIn('k1')
    k2 = await here.signedIn('k2')
    j1 = await here.signedIn('j1')
  })
  after(() => here.close())

  const seenIn = (html: string): string => String(load(html)('[name=seen]').val())
  const facts = async () => (await here.entries()).filter((entry): entry is EntryOf<'fact'> => entry.kind === 'fact')

  /** Previews and then saves, as a browser without JavaScript does. */
  async function save(visitor: Visitor, more: Record<string, string> = {}) {
    await visitor.open('/facts/new')
    const preview = await visitor.post('/facts/preview', { ...typed, ...more })
    return visitor.post('/facts', { ...typed, ...more, seen: seenIn(preview.text) })
  }

  it('say that nothing is there yet, with the next step', async () => {
    expect(wordsOf(await k1.open('/facts')))
      .to.include('还没有录入事实')
      .and.include('录入第一件事实')
  })

  it('show to whom a fact falls before it is saved', async () => {
    await k1.open('/facts/new')
    const answer = await k1.post('/facts/preview', typed)
    expect(answer.status).to.equal(200)
    expect(wordsOf(answer))
      .to.include('本人孙委员 党工委委员−3.00')
      .and.include('分管钱副职 副主任−1.50')
      .and.include('主要负责人赵镇长 主任−1.00')
      .and.include('单位东村街道−3.00')
    expect(await facts()).to.have.length(0)
  })

  it('answer the preview alone to htmx', async () => {
    const answer = await k1.post('/facts/attribution', { ...typed, title: '' })
    expect(answer.text).to.include('孙委员').and.include('请用一句话写明事实').and.not.include('<html')
  })

  it('save nothing that was not shown', async () => {
    const unseen = await k1.post('/facts', typed)
    expect(unseen.status).to.equal(409)
    expect(wordsOf(unseen)).to.include('归属')
    const answer = await k1.post('/facts', { ...typed, seen: seenIn(unseen.text), field: '信访', unheld: '信访' })
    expect(answer.status).to.equal(409)
    expect(await facts()).to.have.length(0)
  })

  it('keep unit, channel and 文号 for the next fact', async () => {
    const answer = await save(k1)
    expect(answer.status).to.equal(303)
    const next = await k1.open(answer.headers.location ?? '')
    expect(wordsOf(next)).to.include('已提交核实：N2 重点项目逾期十二个工作日')
    const $ = load(next.text)
    expect($('[name=unitId]').val()).to.equal('u001')
    expect($('[name=channel]').val()).to.equal('督查通报')
    expect($('[name=documentNo]').val()).to.equal('海政督〔2022〕3号')
    expect($('[name=title]').val()).to.equal('')
    expect(await facts()).to.have.length(1)
  })

  it('say beside each field what to mend and keep what was typed', async () => {
    await k1.open('/facts/new')
    const answer = await k1.post('/facts', { ...typed, day: '2022-06-01', intent: '', persons: '诸葛亮' })
    expect(answer.status).to.equal(422)
    const $ = load(answer.text)
    expect($('#f-day-error').text()).to.include('不能晚于今天')
    expect($('#f-intent-error').text()).to.include('主观故意')
    expect($('#f-persons-error').text()).to.include('诸葛亮')
    expect($('.form-errors a').length).to.be.greaterThan(2)
    expect($('[name=title]').val()).to.equal(typed.title)
    const odd = await k1.post('/facts', { ...typed, day: '2022-02-30', title: '长'.repeat(101), power: '1' })
    expect(odd.status).to.equal(422)
    expect(wordsOf(odd)).to.include('不是有效的日期').and.include('不能超过 100 个字').and.include('未知字段')
  })

  it('find a person by pinyin at the unit, and ask when several are left', async () => {
    await k1.open('/facts/new')
    expect(wordsOf(await k1.post('/facts/preview', { ...typed, persons: 'sunweiyuan' }))).to.include('党工委委员')
    const both = wordsOf(await k1.post('/facts/preview', { ...typed, unitId: '', persons: '孙委员' }))
    expect(both).to.include('c00003').and.include('c00006')
    expect(wordsOf(await k1.post('/facts/preview', { ...typed, persons: '李书记' }))).to.include('当日不在该单位任职')
  })

  it('show what may be the same fact, and take it as a further channel', async () => {
    const [first] = await facts()
    await k1.open('/facts/new')
    const other = { ...typed, channel: '信访', documentNo: '', title: '来信反映项目逾期' }
    const preview = await k1.post('/facts/preview', other)
    expect(wordsOf(preview)).to.include('与已录事实为同一件').and.include(`第 ${first?.id} 号`)
    const again = await k1.post('/facts/preview', { ...other, sameAs: String(first?.id) })
    const saved = await k1.post('/facts', { ...other, sameAs: String(first?.id), seen: seenIn(again.text) })
    expect(saved.status).to.equal(303)
    expect((await facts()).at(-1)?.data.sameAs).to.equal(first?.id)
    const page = wordsOf(await k1.open(`/facts/${(await facts()).at(-1)?.id}`))
    expect(page).to.include(`第 ${first?.id} 号的另一渠道`)
  })

  it('ask for a tick when the same was recorded already', async () => {
    const answer = await save(k1)
    expect(answer.status).to.equal(422)
    expect(load(answer.text)('#f-different').length).to.equal(1)
    expect((await save(k1, { different: 'on' })).status).to.equal(303)
  })

  it('list them with state, clock and filters in the address', async () => {
    const all = wordsOf(await k1.open('/facts'))
    expect(all).to.include('待核实 3 件').and.include('5 个工作日 (至 2022-06-08)')
    expect(wordsOf(await k1.open('/facts?channel=信访')))
      .to.include('共 1 条')
      .and.include('渠道：信访')
    expect(wordsOf(await k1.open(`/facts?person=${encodeURIComponent('钱副职')}&order=day`))).to.include('共 3 条')
    expect(wordsOf(await k1.open('/facts?state=true'))).to.include('没有符合这些条件的事实')
    expect((await k1.open('/facts?state=odd')).status).to.equal(422)
  })

  it('let another account verify, then 容错 by a third, and reversal, each kept', async () => {
    const [first] = await facts()
    const path = `/facts/${first?.id}`
    expect((await k1.open(`${path}/verification`)).status).to.equal(403)
    await k2.open(`${path}/verification`)
    const bare = await k2.post(`${path}/verification`, { finding: 'partly', note: '' })
    expect(bare.status).to.equal(422)
    expect((await k2.post(`${path}/verification`, { finding: 'true', note: '已看调度表' })).status).to.equal(303)
    expect((await j1.open(`${path}/verification`)).status).to.equal(409)
    expect((await j1.post(`${path}/verification`, { finding: 'false', note: '再核' })).status).to.equal(409)
    expect((await j1.open(`${path}/tolerance`)).status).to.equal(200)
    const tolerance = { documentNo: '容〔2022〕1号', reason: '先行先试' }
    expect((await j1.post(`${path}/tolerance`, tolerance)).status).to.equal(303)
    const shown = wordsOf(await j1.open(path))
    expect(shown).to.include('容错').and.include('核实为属实').and.include('王科员').and.include('按 0 分计')
    const link = load((await j1.open(path)).text)('.do a').attr('href') ?? ''
    expect((await j1.open(link)).status).to.equal(200)
    const of = new URLSearchParams(link.split('?')[1]).get('of') ?? ''
    expect((await j1.post(`${path}/reversal`, { of, reason: '' })).status).to.equal(422)
    expect((await j1.post(`${path}/reversal`, { of, reason: '认定有误' })).status).to.equal(303)
    const after = wordsOf(await j1.open(path))
    expect(after).to.include('冲正第').and.include('认定有误').and.include('撤销冲正')
    expect((await k2.open(`${path}/reversal`)).status).to.equal(403)
  })

  it('verify several at once, leaving out what one may not', async () => {
    for (const title of ['第一件', '第二件', '第三件'])
      await here.facts.record(actors[title === '第三件' ? 'k2' : 'k1'], draft({ title }), here.keys())
    const ids = (await facts()).slice(-3).map(({ id }) => String(id))
    const form = await k2.open(`/facts/verifications?${ids.map(id => `id=${id}`).join('&')}`)
    expect(wordsOf(form)).to.include('核实以下 2 件').and.include('另有 1 件不在其中')
    const answer = await k2.post('/facts/verifications', { id: ids, note: '' })
    expect(answer.status).to.equal(303)
    expect(wordsOf(await k2.open('/facts'))).to.include('已核实 2 件为属实。另有 1 件未办')
    expect((await k2.post('/facts/verifications', { note: '' })).status).to.equal(422)
  })

  it('offer the verification to nobody whom the service would refuse, on each channel of a fact', async () => {
    const first = await here.facts.record(actors.k1, draft({ title: '两个渠道的一件事' }), here.keys())
    const offered = async (who: Who) => {
      const $ = load((await (await here.signedIn(who)).open('/facts?state=waiting')).text)
      const linked = (id: number) => $(`main a[href="/facts/${id}/verification"]`).length === 1
      return [first.id, second.id].map(linked)
    }
    let second = first
    expect(await offered('k2')).to.deep.equal([true, true])
    const further = draft({ title: '来信反映同一件事', channel: '信访', sameAs: first.id })
    second = await here.facts.record(actors.k2, further, here.keys())
    expect(await offered('k1')).to.deep.equal([false, false])
    expect(await offered('k2')).to.deep.equal([false, false])
    expect(await offered('j1')).to.deep.equal([true, true])
    const several = `/facts/verifications?id=${first.id}&id=${second.id}`
    expect(wordsOf(await (await here.signedIn('k2')).open(several))).to.include('核实以下 0 件')
  })

  it('offer the verification no more to who approved the 容错, also after the verification was taken back', async () => {
    const { id } = await here.facts.record(actors.k1, draft({ title: '容错后又冲正核实' }), here.keys())
    const verified = await here.facts.verify(actors.k2, { factId: id, finding: 'true', note: '' }, here.keys())
    await here.facts.tolerate(actors.j1, { factId: id, documentNo: '〔2022〕8号', reason: '先行先试' }, here.keys())
    await here.facts.reverse(actors.j2, { factId: id, of: verified.id, reason: '重新核实' }, here.keys())
    const link = `main a[href="/facts/${id}/verification"]`
    expect(load((await j1.open('/facts?state=waiting')).text)(link)).to.have.length(0)
    expect(load((await k2.open('/facts?state=waiting')).text)(link)).to.have.length(1)
  })

  it('open nothing of another unit to a liaison', async () => {
    const [first] = await facts()
    const u1 = await here.signedIn('u1')
    const u2 = await here.signedIn('u2')
    expect((await u1.open(`/facts/${first?.id}`)).status).to.equal(200)
    expect((await u2.open(`/facts/${first?.id}`)).status).to.equal(404)
    expect((await u2.open('/facts?unitId=u001')).status).to.equal(404)
    expect(wordsOf(await u2.open('/facts'))).to.include('还没有录入事实')
    expect(load((await u2.open('/facts/new')).text)('[name=unitId] option[value=u001]').length).to.equal(0)
    expect((await u2.post('/facts/preview', typed)).status).to.equal(404)
    expect((await u2.post('/facts', { ...typed, seen: 'x' })).status).to.equal(404)
    expect((await u1.open(`/facts/${first?.id}/verification`)).status).to.equal(403)
    const c1 = await here.signedIn('c1')
    expect((await c1.open('/facts')).status).to.equal(403)
    expect((await k1.open('/facts/999999')).status).to.equal(404)
    expect((await k1.open('/facts/abc')).status).to.equal(404)
  })

  it('record a talk, after which the same again counts double', async () => {
    await k1.open('/talks/new?cadre=c00003')
    expect((await k1.post('/talks', { cadreId: 'c00003', code: 'N2', day: '2022-06-02', note: '' })).status).to.equal(
      422,
    )
    const talk = { cadreId: 'c00003', code: 'N2', day: '2022-05-02', note: '当面提醒' }
    expect((await k1.post('/talks', talk)).status).to.equal(303)
    await k1.open('/facts/new')
    const preview = wordsOf(await k1.post('/facts/preview', typed))
    expect(preview).to.include('同类再犯，将按 2 倍计分（N10）').and.include('−6.00')
    expect((await k1.open('/talks/new?cadre=c404')).status).to.equal(404)
  })

  it('turn page by page in both directions', async () => {
    for (let i = 0; i < 60; i += 1)
      await here.facts.record(actors.k1, draft({ title: `批量 ${i}`, day: `2022-05-${10 + (i % 20)}` }), here.keys())
    for (const order of ['newest', 'oldest', 'day', 'day-oldest']) {
      const all: string[] = []
      let path: string | undefined = `/facts?order=${order}`
      while (path !== undefined) {
        const $ = load((await k1.open(path)).text)
        all.push(
          ...$('tbody td.num')
            .toArray()
            .map(cell => $(cell).text()),
        )
        path = $('a[rel=next]').attr('href')
        if (path === undefined) expect($('a[rel=prev]').length).to.equal(1)
      }
      expect(new Set(all).size).to.equal(all.length)
      expect(all.length).to.equal((await facts()).length)
    }
  })
})
