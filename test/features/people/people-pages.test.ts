import { expect } from 'chai'
import { load } from 'cheerio'
import { actorOf } from '../../support/actor.ts'
import { clerk } from '../roster/installation.ts'
import { dutyRow, fileOf, nameOf, postRow, wholeRoster } from '../roster/made-up-roster.ts'
import { site } from '../roster/site.ts'

type Site = Awaited<ReturnType<typeof site>>

describe('The pages of cadres and units', () => {
  let at: Site
  let section: Awaited<ReturnType<Site['visitor']>>
  const page = async (path: string, who = section) => load((await who.get(path).expect(200)).text)
  const names = ($: ReturnType<typeof load>) =>
    $('.data-table tbody tr td:first-child')
      .map((_, cell) => $(cell).text().trim())
      .get()

  before(async () => {
    at = await site()
    const rows = wholeRoster(20, 120)
    const moved = postRow(rows.A01[25]!, { 任职机构名称: '示例2镇', 职务名称: '副书记', 任职时间: '20220401' })
    await at.roster.importFile(await fileOf(rows), clerk, { effectiveOn: '2018-01-01' })
    await at.roster.importFile(
      await fileOf({ A02: [moved], A03: [dutyRow(rows.A01[25]!, { 机构: '示例2镇', 领域: '信访', 起: '20220401' })] }),
      clerk,
    )
    at.actors.set('liaison', actorOf('liaison', 'liaison', { unitId: 'u002' }))
    section = await at.visitor('section')
  })
  after(() => at.close())

  it('list cadres by pinyin, fifty a page, and turn the pages both ways', async () => {
    const first = await page('/cadres')
    expect(first('.list-bar').text()).to.include('共 120 人')
    const second = await page(String(first('[rel=next]').attr('href')))
    const third = await page(String(second('[rel=next]').attr('href')))
    expect([names(first), names(second), names(third)].map(({ length }) => length)).to.deep.equal([50, 50, 20])
    const back = await page(String(third('[rel=prev]').attr('href')))
    expect(names(back)).to.deep.equal(names(second))
    expect(third('[rel=next]')).to.have.length(0)
  })

  it('narrow the list by unit, class, level and spelling', async () => {
    expect(names(await page('/cadres?unit=u001'))).to.have.length(6)
    expect(names(await page('/cadres?class=town-head'))).to.have.length(18)
    expect(names(await page('/cadres?class=town-head&unit=u001'))).to.deep.equal([nameOf(1)])
    expect(names(await page('/cadres?q=zh&class=town-head')).every(name => /^[赵周郑朱]/.test(name))).to.equal(true)
    const none = await page('/cadres?level=科员')
    expect(none('.empty').text()).to.include('没有符合这些条件的干部')
  })

  it('find a person by name, pinyin or initials, and go straight to the only one', async () => {
    const only = nameOf(1)
    const { headers } = await section.get(`/search?q=${encodeURIComponent(only)}`).expect(303)
    expect(headers.location).to.equal('/files/c00001')
    const pinyin = await page('/search?q=QIAN')
    expect(names(pinyin).every(name => name.startsWith('钱'))).to.equal(true)
    expect((await page('/search?q=zzzz'))('.empty').text()).to.include('没有查到')
  })

  it('show who had which duty on which day', async () => {
    const dutyOf = async (day: string) => (await page(`/units/u002?asOf=${day}&known=now`))('.two').text()
    expect(await dutyOf('2022-03-31')).not.to.include('信访')
    expect(await dutyOf('2022-04-01'))
      .to.include('信访')
      .and.include('副书记')
    await section.get('/units/u002?asOf=2017-01-01&known=now').expect(422)
    expect((await page('/units/u006?asOf=2022-03-31&known=now'))('.two').text()).to.include(nameOf(26))
    expect((await page('/units/u006?asOf=2022-04-01&known=now'))('.two').text()).not.to.include(nameOf(26))
  })

  it('show the units with their heads against the posts approved', async () => {
    const $ = await page('/units')
    const row = $('tbody tr').first().text()
    expect(row).to.include(nameOf(1)).and.include('1 / 2')
  })

  it('keep a liaison to the own unit', async () => {
    const liaison = await at.visitor('liaison')
    expect(names(await page('/units', liaison))).to.deep.equal(['示例2镇'])
    expect(names(await page('/cadres', liaison))).to.have.length(7)
    expect(names(await page('/cadres?unit=u001', liaison))).to.have.length(0)
    await liaison.get('/units/u001').expect(404)
    await liaison.get('/units/u002').expect(200)
    expect((await page(`/search?q=${encodeURIComponent(nameOf(1))}`, liaison))('.empty').text()).to.include('没有查到')
    await liaison.get('/cadres/c00001/leave').expect(403)
  })

  it('give no link to files to who may not open them', async () => {
    const hr = await at.visitor('hr')
    expect((await page('/cadres', hr))('a[href^="/files/"]')).to.have.length(0)
  })

  it('record an absence and its end', async () => {
    const path = '/cadres/c00001/leave'
    expect((await section.post(path, { reason: '病假', from: '2022-03-01', lastDay: '' }, path)).status).to.equal(303)
    const clash = await section.post(path, { reason: '事假', from: '2022-04-01', lastDay: '' }, path)
    expect(clash.status).to.equal(422)
    expect(load(clash.text)('#f-from-error').text()).to.include('重叠')
    expect(load(clash.text)('#f-from').val()).to.equal('2022-04-01')
    const $ = await page(path)
    const end = String($('form[action$="/end"]').attr('action'))
    expect((await section.post(end, { firstDay: '2022-03-01' }, path)).status).to.equal(422)
    expect((await section.post(end, { firstDay: '2022-05-01' }, path)).status).to.equal(303)
    expect((await page(path))('tbody').text()).to.include('2022-04-30')
    expect((await section.post('/cadres/c00001/leave/1/end', { firstDay: '2022-05-01' }, path)).status).to.equal(404)
  })

  it('record grades once a period, and correct them only with a reason', async () => {
    const path = '/cadres/c00002/grades'
    const quarter = { period: '2022Q1', grade: '好', givenOn: '2022-04-10', reason: '' }
    const to = '/cadres/c00002/quarter-grades'
    expect((await section.post(to, quarter, path)).status).to.equal(303)
    expect((await section.post(to, quarter, path)).status).to.equal(422)
    const other = await section.post(to, { ...quarter, grade: '一般' }, path)
    expect(load(other.text)('.form-errors').text()).to.include('请写明原因')
    expect((await section.post(to, { ...quarter, grade: '一般', reason: '复核' }, path)).status).to.equal(303)
    const annual = { period: '2021', grade: '优秀', givenOn: '2021-12-01', reason: '复核' }
    expect((await section.post('/cadres/c00002/annual-grades', annual, path)).status).to.equal(422)
    expect(
      (await section.post('/cadres/c00002/annual-grades', { ...annual, givenOn: '2022-02-01' }, path)).status,
    ).to.equal(303)
    const text = (await page(path))('main').text()
    expect(text).to.include('一般').and.include('优秀')
  })

  it('answer the same for a cadre who is not there and for a unit that is not', async () => {
    await section.get('/cadres/c99999/grades').expect(404)
    await section.get('/units/u999').expect(404)
  })
})
