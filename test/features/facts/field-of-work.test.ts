import { expect } from 'chai'
import { load } from 'cheerio'
import type { EntryOf } from '../../../src/domain/evidence/entries.ts'
import { actors, draft, failureOf, typedFact, type Visitor, type World, world } from './support.ts'

const typed = { ...typedFact, documentNo: '', field: '项目建社' }

describe('The field of work of a fact', function () {
  this.timeout(60_000)
  let here: World
  let k1: Visitor
  before(async () => {
    here = await world()
    k1 = await here.signedIn('k1')
  })
  after(() => here.close())

  const seenIn = (html: string): string => String(load(html)('[name=seen]').val())
  const offered = (html: string): string[] =>
    load(html)('#duty-fields option')
      .toArray()
      .map(option => String(load(option)('option').attr('value')))
  const facts = async () => (await here.entries()).filter((entry): entry is EntryOf<'fact'> => entry.kind === 'fact')

  it('is offered as soon as the unit is known, of those somebody is in charge of', async () => {
    expect(offered((await k1.open('/facts/new?unitId=u001')).text)).to.deep.equal(['项目'])
    const part = await k1.post('/facts/attribution', { ...typed, field: '', day: '', code: '' })
    expect(offered(part.text)).to.deep.equal(['项目'])
    expect(offered((await (await here.signedIn('u1')).open('/facts/new')).text)).to.deep.equal(['项目'])
  })

  it('is refused beside the field where nobody was in charge of it, with those somebody was', async () => {
    await k1.open('/facts/new')
    const preview = await k1.post('/facts/preview', typed)
    const $ = load(preview.text)
    expect($('#f-field-error').text()).to.include('当日东村街道没有人分管“项目建社”').and.include('项目')
    expect($('[name=field]').attr('aria-invalid')).to.equal('true')
    expect($('main').text()).to.include('有人分管的是：项目')
    const stops = $('main form').find('input:not([type=hidden]), select, textarea').toArray()
    const names = stops.map(stop => $(stop).attr('name'))
    expect(names[names.indexOf('field') + 1], 'the next stop of the keyboard').to.equal('unheld')
    const sent = await k1.post('/facts', { ...typed, seen: seenIn(preview.text) })
    expect(sent.status).to.equal(422)
    expect(load(sent.text)('#f-field-error').length).to.equal(1)
    expect(await facts()).to.have.length(0)
  })

  it('is told while one types, before anything is sent', async () => {
    const $ = load((await k1.post('/facts/attribution', typed)).text)
    expect($.root().text()).to.include('当日东村街道没有人分管“项目建社”')
    expect($('#unheld[hx-swap-oob] [name=unheld]')).to.have.length(1)
  })

  it('is recorded when one says that nobody was, of this field alone', async () => {
    await k1.open('/facts/new')
    const preview = await k1.post('/facts/preview', { ...typed, unheld: typed.field })
    expect(load(preview.text)('#f-field-error').length).to.equal(0)
    expect(load(preview.text)('[name=unheld]').attr('checked')).to.equal('checked')
    const other = await k1.post('/facts', { ...typed, field: '别的', unheld: typed.field, seen: seenIn(preview.text) })
    expect(other.status).to.equal(422)
    const sent = await k1.post('/facts', { ...typed, unheld: typed.field, seen: seenIn(preview.text) })
    expect(sent.status).to.equal(303)
    const [fact] = await facts()
    expect(fact?.data.field).to.equal('项目建社')
    expect(fact?.data).to.not.have.property('unheld')
    expect(fact?.data.attributions.map(({ role }) => role)).to.not.include('charge')
  })

  it('asks nothing of a field somebody is in charge of, and takes back what it asked', async () => {
    const $ = load((await k1.post('/facts/attribution', { ...typed, field: '项目' })).text)
    expect($('#unheld[hx-swap-oob]').text().trim()).to.equal('')
    expect(load((await k1.open('/facts/new')).text)('#unheld')).to.have.length(1)
  })

  it('may be left out, and is not asked for again by a further channel', async () => {
    const bare = await here.facts.record(actors.k1, draft({ field: '', title: '没有领域' }), here.keys())
    const [first] = await facts()
    const further = draft({ title: '来信反映', channel: '信访', sameAs: first?.id ?? 0, field: '随便' })
    await here.facts.record(actors.k2, further, here.keys())
    expect(bare.id).to.be.greaterThan(0)
  })

  it('is asked for on whatever road a fact comes', async () => {
    const failure = await failureOf(
      here.facts.record(actors.k1, draft({ field: '信访', title: '另一条路' }), here.keys()),
    )
    expect(failure.fields?.field).to.include('没有人分管“信访”')
  })
})
