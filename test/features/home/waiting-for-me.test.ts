import { expect } from 'chai'
import { assessmentFields, factFields, recordFact } from '../../support/filled.ts'
import { installation, type TestInstallation, type Username } from '../../support/installation.ts'
import { pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'

describe('What waits for me on home', function () {
  this.timeout(120_000)
  let at: TestInstallation
  const visitors = new Map<Username, Visitor>()
  const as = async (username: Username): Promise<Visitor> => {
    const visitor = visitors.get(username) ?? (await at.signIn(username))
    visitors.set(username, visitor)
    return visitor
  }

  before(async () => {
    at = await installation()
    const k1 = await as('k1')
    await recordFact(k1, factFields({ code: 'N1', title: '李科员录的一件' }))
    await recordFact(k1, factFields({ title: '李科员录的又一件' }))
    await recordFact(await as('u1'), factFields({ code: 'N1', title: '联络员录的一件', day: '2022-05-11' }))
    await k1.open('/assessments/new?cadre=c00005')
    const sent = await k1.post('/assessments/submission', assessmentFields('88', { cadre: 'c00005' }))
    expect(sent.status).to.equal(303)
  })
  after(() => at?.close())

  /** Label, number and address of each, as home shows them. */
  const told = async (username: Username, path = '/'): Promise<string[]> => {
    const $ = pageOf(await (await as(username)).open(path))
    return $('main a[href*="mine=1"]')
      .toArray()
      .map(link => `${$(link).text().replace(/\s+/g, ' ').trim()} ${$(link).attr('href')}`)
  }
  const FACTS = '/facts?mine=1&order=oldest'

  it('is counted without what I recorded or wrote myself', async () => {
    expect(await told('k1')).to.deep.equal([`待我核实的事实 1 条 ${FACTS}`])
    const all = [`待我核实的事实 3 条 ${FACTS}`, '待我核实的考察 1 份 /assessments?mine=1']
    expect(await told('k2')).to.deep.equal(all)
    expect(await told('j1')).to.deep.equal(all)
  })

  it('is not spoken of to who verifies nothing, and not on a past day', async () => {
    expect(await told('lead')).to.deep.equal([])
    expect(await told('dep')).to.deep.equal([])
    expect(await told('k2', '/?asOf=2022-05-30&known=then')).to.deep.equal([])
  })

  it('leads to the list of just these', async () => {
    const facts = await (await as('k1')).open(FACTS)
    expect(wordsOf(facts)).to.include('共 1 条').and.include('联络员录的一件').and.not.include('李科员录的')
    const tab = pageOf(facts)('nav[aria-label="状态"] [aria-current]')
    expect(tab.text().replace(/\s+/g, '')).to.equal('待我核实1')
    expect(pageOf(facts)('main form [name=mine]').val()).to.equal('1')
    expect(wordsOf(await (await as('k2')).open(FACTS))).to.include('共 3 条')
    const assessments = await (await as('k2')).open('/assessments?mine=1')
    expect(wordsOf(assessments)).to.include('共 1 份')
  })

  it('is a tab of the list for those alone who verify', async () => {
    const tabs = async (username: Username) => wordsOf(await (await as(username)).open('/facts'))
    expect(await tabs('k2')).to.include('待我核实3')
    expect(await tabs('lead')).to.not.include('待我核实')
    expect(await tabs('u1')).to.not.include('待我核实')
  })

  it('is no more there once it is verified', async () => {
    const k2 = await as('k2')
    const path =
      pageOf(await k2.open(FACTS))('main a[href$="/verification"]')
        .first()
        .attr('href') ?? ''
    await k2.open(path)
    await k2.post(path, { finding: 'true', note: '' })
    expect(await told('k2')).to.include(`待我核实的事实 2 条 ${FACTS}`)
  })

  it('is led on to from the fact that was just verified, and not from one that waits for me itself', async () => {
    const [done, waiting] = await Promise.all(
      ['true', 'waiting'].map(state => at.database.db.collection('facts').findOne({ state })),
    )
    expect(await told('k2', `/facts/${done?._id}`)).to.deep.equal([`待我核实的还有 2 条 ${FACTS}`])
    expect(await told('k2', `/facts/${waiting?._id}`)).to.deep.equal([])
    expect(await told('k2', `/facts/${done?._id}?asOf=2022-05-30&known=now`)).to.deep.equal([])
    expect(await told('lead', `/facts/${done?._id}`)).to.deep.equal([])
  })

  it('is counted up to a thousand, without looking at more', async () => {
    const rows = at.database.db.collection<{ _id: number }>('facts')
    const row = await rows.findOne({ state: 'waiting', barred: { $ne: 'nobody' } })
    const { _id, ...rest } = row ?? { _id: 0 }
    await rows.insertMany(Array.from({ length: 3000 }, (_, i) => ({ ...rest, _id: 1_000_000 + i, barred: ['x'] })))
    const { db } = at.database
    await db.setProfilingLevel('all')
    expect(await told('k1')).to.deep.equal([`待我核实的事实 1,000 条以上 ${FACTS}`])
    await db.setProfilingLevel('off')
    const asked = await db
      .collection('system.profile')
      .find({ ns: /\.facts$/ })
      .toArray()
    const counts = asked.filter(({ command }) => JSON.stringify(command).includes('barred'))
    expect(counts).to.have.length(1)
    expect(counts[0]?.docsExamined).to.be.at.most(1010)
  })
})
