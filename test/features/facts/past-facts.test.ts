import { expect } from 'chai'
import { load } from 'cheerio'
import { actors, draft, type Visitor, type World, world } from './support.ts'

const NINE = 9 * 3600

describe('Facts as of a past day', function () {
  this.timeout(60_000)
  let here: World
  let clerk: Visitor
  const ids = { early: 0, reversed: 0, late: 0 }
  const record = async (title: string, day: string) =>
    (await here.facts.record(actors.k1, draft({ title, day }), here.keys())).id
  const verify = (factId: number) =>
    here.facts.verify(actors.k2, { factId, finding: 'true', note: '已核' }, here.keys())

  before(async () => {
    here = await world()
    here.clock.set('2022-06-06', NINE)
    ids.early = await record('先录先核', '2022-06-01')
    ids.reversed = await record('后来冲正', '2022-06-02')
    here.clock.set('2022-06-07', NINE)
    await verify(ids.early)
    here.clock.set('2022-06-09', NINE)
    await here.facts.reverse(actors.j1, { factId: ids.reversed, of: ids.reversed, reason: '录错' }, here.keys())
    here.clock.set('2022-06-13', NINE)
    ids.late = await record('补录旧事', '2022-06-06')
    clerk = await here.signedIn('k1')
  })
  after(() => here.close())

  /** What a list says of each row: id → state. */
  async function rowsAt(query: string): Promise<Record<number, string>> {
    const $ = load((await clerk.open(`/facts?${query}`)).text)
    return Object.fromEntries(
      $('table.data-table tbody tr')
        .toArray()
        .map(row => {
          const path = $(row).find('a[href^="/facts/"]').first().attr('href') ?? ''
          const id = Number(/facts\/(\d+)/.exec(path)?.[1])
          const state = ['待核实', '属实', '冲正'].find(word => $(row).text().includes(word)) ?? $(row).text()
          return [id, state]
        }),
    )
  }

  it('stand where they stood by what was known then', async () => {
    expect(await rowsAt('asOf=2022-06-06&known=then')).to.deep.equal({
      [ids.early]: '待核实',
      [ids.reversed]: '待核实',
    })
    expect(await rowsAt('asOf=2022-06-08&known=then')).to.deep.equal({ [ids.early]: '属实', [ids.reversed]: '待核实' })
    expect(await rowsAt('asOf=2022-06-08&known=then&state=waiting')).to.deep.equal({ [ids.reversed]: '待核实' })
  })

  it('by what is known now include what was recorded afterwards about days before', async () => {
    const now = await rowsAt('asOf=2022-06-08&known=now')
    expect(Object.keys(now).map(Number)).to.have.members([ids.early, ids.reversed, ids.late])
    expect(now[ids.reversed]).to.equal('冲正')
    expect(Object.keys(await rowsAt('asOf=2022-06-01&known=now')).map(Number)).to.deep.equal([ids.early])
  })

  it('of yesterday by what is known now are those of today, since nothing happened today', async () => {
    expect(await rowsAt('asOf=2022-06-12&known=now')).to.deep.equal(await rowsAt(''))
  })

  it('say from when they look, lead on within it, and offer nothing to do', async () => {
    const $ = load((await clerk.open('/facts?asOf=2022-06-08&known=then')).text)
    expect($('main').text()).to.include('截至 2022-06-08').and.include('当时所知')
    expect($('a[href="/facts/new"]').length).to.equal(0)
    expect($('a[href*="/verification"]').length).to.equal(0)
    const link = $(`a[href^="/facts/${ids.reversed}"]`).attr('href') ?? ''
    expect(link).to.include('asOf=2022-06-08').and.include('known=then')
    const file = load((await clerk.open(link)).text)
    expect(file('main').text()).to.include('待核实').and.not.include('录错')
  })

  it('are not there before they were recorded, and not on a day to come', async () => {
    expect((await clerk.open(`/facts/${ids.late}?asOf=2022-06-08&known=then`)).status).to.equal(404)
    const future = await clerk.open('/facts?asOf=2022-06-20&known=then')
    expect(future.status).to.equal(422)
    expect(future.text).to.include('还没有到')
  })
})
