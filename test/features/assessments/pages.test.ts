import { expect } from 'chai'
import { allCells, ballots, content } from '../../domain/assessments/builders.ts'
import { type Site, site, type Visitor } from './site.ts'
import { j1, k1, k2, keys } from './support.ts'

const typed = {
  type: '跟踪考察',
  methods: ['谈', '看'],
  team: '第一考察组',
  from: '2022-01-01',
  to: '2022-05-20',
  note: '谈话六人',
  'cell.solid-organization': '88.5',
  'cell.strict-people': '90',
}

describe('the pages of 考察', () => {
  let here: Site
  let clerk: Visitor
  let other: Visitor
  before(async () => {
    here = await site()
    clerk = await here.signedIn('k1')
    other = await here.signedIn('j1')
  })
  after(() => here.close())

  const idOf = (location: string | undefined) => String(location).split('/').at(-1) ?? ''
  const entered = async (fields = {}) => {
    await clerk.open('/assessments/new?cadre=c1')
    return idOf((await clerk.post('/assessments', { cadre: 'c1', ...typed, ...fields }).expect(303)).headers.location)
  }

  it('find the person first', async () => {
    const { $ } = await clerk.open('/assessments/new?q=林')
    expect($('main table a').first().attr('href')).to.equal('/assessments/new?cadre=c1')
    expect((await clerk.open('/assessments/new?cadre=c9')).answer.status).to.equal(404)
  })

  it('show the grid with the sums of its weights and each weight in the whole', async () => {
    const { $ } = await clerk.open('/assessments/new?cadre=c1')
    const text = $('main').text().replace(/\s+/g, ' ')
    expect($('[data-grid] input[name^="cell."]')).to.have.length(15)
    expect($('tr.total').text().replace(/\s+/g, ' ')).to.contain('合计40%35%25%100%')
    expect(text).to.contain('权重 5.25%').and.contain('占总分 11.11%').and.contain('至少 5 票')
    expect($('[data-save-shortcut]').text()).to.equal('保存草稿')
  })

  it('keep a draft, show it again and hand it on', async () => {
    const id = await entered()
    const { $ } = await clerk.open(`/assessments/${id}`)
    expect($('[name="cell.solid-organization"]').val()).to.equal('88.5')
    expect($('output[data-mean=result]').text()).to.equal('88.50')
    await clerk.post(`/assessments/${id}/submission`, { ...typed, version: '1', team: '第二考察组' }).expect(303)
    const seen = await clerk.open(`/assessments/${id}`)
    expect(seen.$('main').text()).to.contain('等待没有参与录入的另一人核实').and.contain('第二考察组')
    expect(seen.$('main').text()).to.not.contain('核实计入')
  })

  it('show errors beside the fields, at the top, and keep what was typed', async () => {
    await clerk.open('/assessments/new?cadre=c1')
    const wrong = { ...typed, cadre: 'c1', from: '2021-05-31', 'cell.fine-people': '100.5', note: '写了很多' }
    const format = clerk.keep(await clerk.post('/assessments', wrong).expect(422))
    expect(format.$('.form-errors').text()).to.contain('细·群众满意')
    expect(format.$('[name="cell.fine-people"]').attr('aria-invalid')).to.equal('true')
    expect(format.$('[name=note]').val()).to.equal('写了很多')
    const early = await clerk.post('/assessments', { ...wrong, 'cell.fine-people': '', to: '2022-04-01' }).expect(422)
    expect(clerk.keep(early).$('#f-from-error').text()).to.contain('2021-06-01')
    const bare = { ...typed, cadre: 'c1', team: '', 'ballot.staff.valid': '6', 'ballot.staff.mean': '80' }
    const missing = clerk.keep(await clerk.post('/assessments/submission', bare).expect(422))
    expect(missing.$('#f-team-error').text()).to.contain('请填写')
    expect(missing.$('.form-errors').text()).to.contain('优秀票')
  })

  it('mark a group of ballots that is too small, and take it', async () => {
    const small = { valid: '3', mean: '90', excellent: '3', fit: '0', basic: '0', unfit: '0' }
    const fields = Object.fromEntries(Object.entries(small).map(([name, value]) => [`ballot.people.${name}`, value]))
    const id = await entered(fields)
    expect((await clerk.open(`/assessments/${id}`)).$('main').text()).to.contain('少于 5 票，不计入')
  })

  it('show the second of two editors both versions, and save what was chosen field by field', async () => {
    const id = await entered()
    await other.open(`/assessments/${id}`)
    await clerk.open(`/assessments/${id}`)
    await clerk
      .post(`/assessments/${id}`, { ...typed, version: '1', team: '甲组', 'cell.solid-people': '70' })
      .expect(303)
    // An error in a field makes no later version of it: the other's words would be lost without a question.
    const wrong = clerk.keep(
      await clerk.post(`/assessments/${id}`, { ...typed, version: '1', 'cell.quick-people': '101' }).expect(422),
    )
    expect(wrong.$('[name=version]').val()).to.equal('1')
    const mine = { ...typed, version: '1', team: '乙组', note: '我的话', 'cell.quick-people': '66' }
    const { $ } = other.keep(await other.post(`/assessments/${id}`, mine).expect(409))
    const differing = $('tr.chosen th')
      .toArray()
      .map(th => $(th).find('b').text())
    expect(differing).to.have.members(['考察组', '考察情况', '快·群众满意', '实·群众满意'])
    expect($('main').text()).to.contain('甲组').and.contain('乙组')
    const fields: Record<string, string | string[]> = {}
    for (const input of $('main form input[type=hidden]').toArray()) {
      const name = String($(input).attr('name'))
      const value = String($(input).val())
      const before = fields[name]
      fields[name] = before === undefined ? value : [before, value].flat()
    }
    const picks = { 'pick.team': 'theirs', 'pick.note': 'mine', 'pick.cell.solid-people': 'theirs', merge: 'fields' }
    await other.post(`/assessments/${id}`, { ...fields, ...picks }).expect(303)
    const saved = await here.assessments.find(j1, id)
    expect(saved.content).to.deep.include({ team: '甲组', note: '我的话' })
    expect(saved.content.cells).to.deep.include({ 'solid-people': 7000, 'quick-people': 6600 })
    expect(saved.content.methods).to.deep.equal(['谈', '看'])
  })

  it('let the second editor keep their own, or take the other one', async () => {
    const id = await entered()
    await here.assessments.save(k2, id, { version: 1, content: content({ team: '对方' }) }, keys())
    await clerk.open(`/assessments/${id}`)
    await clerk.post(`/assessments/${id}`, { ...typed, version: '2', team: '我方', merge: 'mine' }).expect(303)
    expect((await here.assessments.find(k1, id)).content.team).to.equal('我方')
    await clerk.post(`/assessments/${id}`, { ...typed, version: '3', team: '再改', merge: 'theirs' }).expect(303)
    expect((await here.assessments.find(k1, id)).content.team).to.equal('我方')
  })

  it('verify, return, take back and verify ballots', async () => {
    const bad = content({ cadreId: 'c3', ballots: [ballots('staff', 2, 2, 2, 4)] })
    const id = await here.assessments.enterAndSubmit(k1, bad, keys())
    const { $ } = await other.open(`/assessments/${id}`)
    expect($('main').text()).to.contain('须核实：R5').and.contain('核实计入')
    await other.open(`/assessments/${id}/return`)
    await other.post(`/assessments/${id}/return`, { comment: '' }).expect(422)
    await other.post(`/assessments/${id}/return`, { comment: '票数有误' }).expect(303)
    expect((await clerk.open(`/assessments/${id}`)).$('.notice').text()).to.contain('票数有误')
    await clerk.open(`/assessments/${id}/submission`)
    await clerk.post(`/assessments/${id}/submission`, { version: '3' }).expect(303)
    await other.open(`/assessments/${id}/verification`)
    await other.post(`/assessments/${id}/verification`, { version: '4' }).expect(303)
    const third = await here.signedIn('j2')
    await third.open(`/assessments/${id}/ballot-verification`)
    await third.post(`/assessments/${id}/ballot-verification`, { finding: 'true', note: '已复核' }).expect(303)
    await third.open(`/assessments/${id}/reversal`)
    await third.post(`/assessments/${id}/reversal`, { reason: '录错' }).expect(303)
    const text = (await other.open(`/assessments/${id}`)).$('main').text()
    expect(text).to.contain('已冲正').and.contain('核实：属实，已复核').and.contain('录错')
  })

  it('refuse a verification of one’s own entry', async () => {
    const id = await here.assessments.enterAndSubmit(k1, content({ cadreId: 'c2' }), keys())
    await clerk.open(`/assessments/${id}/verification`)
    await clerk.post(`/assessments/${id}/verification`, { version: '2' }).expect(403)
  })

  it('list, filter and count, with what waits for me', async () => {
    const { $ } = await other.open('/assessments?mine=1')
    expect($('main tbody tr')).to.have.length.at.least(1)
    expect($('main tbody .do a').first().text()).to.equal('核实')
    const tabs = $('.tabs').text()
    expect(tabs).to.contain('草稿').and.contain('待我核实')
    const filtered = await other.open('/assessments?person=白石溪&unit=u2&state=reversed')
    expect(filtered.$('main tbody tr')).to.have.length(1)
    expect(filtered.$('.chips').text()).to.contain('白石溪')
    expect((await other.open('/assessments?type=没有')).answer.status).to.equal(422)
    expect((await other.open('/assessments?person=无此人')).$('.empty').text()).to.contain('没有符合这些条件')
  })

  it('page by fifty', async () => {
    const all = content({ cadreId: 'c2', cells: allCells(8600) })
    await Promise.all(Array.from({ length: 52 }, () => here.assessments.enter(k1, all, keys())))
    const first = await other.open('/assessments?person=苏砚田&state=draft')
    expect(first.$('main tbody tr')).to.have.length(50)
    const next = await other.open(String(first.$('a[rel=next]').attr('href')))
    expect(next.$('main tbody tr')).to.have.length(2)
    const back = await other.open(String(next.$('a[rel=prev]').attr('href')))
    expect(back.$('main tbody tr')).to.have.length(50)
  })

  it('are closed to who has no right', async () => {
    const liaison = await here.signedIn('u1')
    expect((await liaison.open('/assessments')).answer.status).to.equal(403)
    const leader = await here.signedIn('lead')
    expect((await leader.open('/assessments')).answer.status).to.equal(200)
    expect((await leader.open('/assessments/new')).answer.status).to.equal(403)
  })
})
