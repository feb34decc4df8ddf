import { expect } from 'chai'
import { content } from '../../domain/assessments/builders.ts'
import { type Site, site, type Visitor } from './site.ts'
import { k1, k2, keys } from './support.ts'

const NINE = 9 * 3600

describe('考察 as of a past day', () => {
  let here: Site
  let clerk: Visitor
  const ids = { kept: '', counted: '', late: '' }

  before(async () => {
    here = await site()
    const { assessments, clock } = here
    clock.set('2022-06-06', NINE)
    ids.kept = await assessments.enter(k1, content({ to: '2022-05-20', team: '第一考察组' }), keys())
    ids.counted = await assessments.enterAndSubmit(k1, content({ cadreId: 'c2', to: '2022-05-31' }), keys())
    clock.set('2022-06-07', NINE)
    await assessments.save(
      k1,
      ids.kept,
      { version: 1, content: content({ to: '2022-05-20', team: '第二考察组' }) },
      keys(),
    )
    await assessments.verify(k2, ids.counted, keys())
    clock.set('2022-06-09', NINE)
    await assessments.reverse(k2, ids.counted, '录错', keys())
    clock.set('2022-06-13', NINE)
    ids.late = await assessments.enter(k1, content({ cadreId: 'c3', to: '2022-06-05' }), keys())
    clerk = await here.signedIn('k1')
  })
  after(() => here.close())

  /** What the list says of each row: id → state. */
  async function rowsAt(query: string): Promise<Record<string, string>> {
    const { $ } = await clerk.open(`/assessments?${query}`)
    return Object.fromEntries(
      $('table.data-table tbody tr')
        .toArray()
        .map(row => {
          const id = /assessments\/([^/?]+)/.exec($(row).find('a').first().attr('href') ?? '')?.[1] ?? ''
          const state = ['草稿', '待核实', '已计入', '已冲正'].find(word => $(row).text().includes(word))
          return [id, state ?? $(row).text()]
        }),
    )
  }

  it('stand where they stood by what was known then', async () => {
    expect(await rowsAt('asOf=2022-06-06&known=then')).to.deep.equal({ [ids.kept]: '草稿', [ids.counted]: '待核实' })
    expect(await rowsAt('asOf=2022-06-08&known=then')).to.deep.equal({ [ids.kept]: '草稿', [ids.counted]: '已计入' })
    expect(await rowsAt('asOf=2022-06-08&known=then&state=counted')).to.deep.equal({ [ids.counted]: '已计入' })
    expect(await rowsAt('asOf=2022-06-10&known=then')).to.deep.equal({ [ids.kept]: '草稿', [ids.counted]: '已冲正' })
  })

  it('count in the tabs what stood then', async () => {
    const { $ } = await clerk.open('/assessments?asOf=2022-06-08&known=then')
    const tabs = $('nav[aria-label="状态"]').text().replace(/\s+/g, ' ')
    expect(tabs)
      .to.match(/全部 ?2/)
      .and.match(/已计入 ?1/)
    expect(tabs).not.to.include('待我核实')
    expect($('main').text()).to.include('共 2 份')
  })

  it('by what is known now are those of the periods that had ended, as they are', async () => {
    expect(await rowsAt('asOf=2022-06-08&known=now')).to.deep.equal({
      [ids.kept]: '草稿',
      [ids.counted]: '已冲正',
      [ids.late]: '草稿',
    })
    expect(await rowsAt('asOf=2022-05-25&known=now')).to.deep.equal({ [ids.kept]: '草稿' })
  })

  it('say from when they look, lead on within it, and offer nothing to do', async () => {
    const { $ } = await clerk.open('/assessments?asOf=2022-06-06&known=then')
    expect($('main').text()).to.include('截至 2022-06-06 · 当时所知')
    expect($('main a[href="/assessments/new"]').length).to.equal(0)
    const link = $(`a[href^="/assessments/${ids.kept}"]`).attr('href') ?? ''
    expect(link).to.include('asOf=2022-06-06').and.include('known=then')
    const then = (await clerk.open(link)).$
    expect(then('main').text()).to.include('第一考察组').and.not.include('第二考察组')
    expect(then('main form[method=post]').length).to.equal(0)
    const waiting = (await clerk.open(`/assessments/${ids.counted}?asOf=2022-06-06&known=then`)).$
    expect(waiting('main').text()).to.include('待核实').and.not.include('核实计入').and.not.include('录错')
  })

  it('are not there before they were entered', async () => {
    const early = await clerk.open(`/assessments/${ids.late}?asOf=2022-06-08&known=then`)
    expect(early.answer.status).to.equal(404)
    expect((await clerk.open('/assessments?asOf=2022-06-20&known=then')).answer.status).to.equal(422)
  })

  it('page through what stood then in order', async () => {
    const query = 'asOf=2022-06-08&known=then&sort=-endsOn'
    expect(Object.keys(await rowsAt(query))).to.deep.equal([ids.counted, ids.kept])
    expect(Object.keys(await rowsAt(`${query}&after=2022-05-31~${ids.counted}`))).to.deep.equal([ids.kept])
    expect(Object.keys(await rowsAt(`${query}&before=2022-05-20~${ids.kept}`))).to.deep.equal([ids.counted])
  })

  it('say how many stood in a version that was changed before versions were kept', async () => {
    await here.database.db.collection('draft_versions').deleteMany({ of: ids.counted })
    const { $ } = await clerk.open('/assessments?asOf=2022-06-06&known=then')
    expect($('main').text()).to.include('另有 1 份当时已经建立')
    expect(Object.keys(await rowsAt('asOf=2022-06-06&known=then'))).to.deep.equal([ids.kept])
  })
})
