import { expect } from 'chai'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/domain/errors.ts'
import { everything } from '../../../src/features/assessments/index.ts'
import { allCells, ballots, content } from '../../domain/assessments/builders.ts'
import { failureOf, j1, j2, k1, k2, keys, lead, type World, world } from './support.ts'

describe('考察', () => {
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  const ledgerOf = async (cadreId: string) =>
    (await here.ledger.entriesOf(cadreId)).filter(({ kind }) => kind !== 'posting' && kind !== 'duty')

  it('counts once another person has verified it: one command, its entries on the last day of the period', async () => {
    const { assessments } = here
    const id = await assessments.enter(k1, content({ ballots: [ballots('staff', 8, 1, 1, 0)] }), keys())
    await assessments.submit(k1, id, { version: 1 }, keys())
    expect(await ledgerOf('c1')).to.deep.equal([])

    const ids = await assessments.verify(k2, id, keys(), 2)
    const entries = await ledgerOf('c1')
    expect(entries.map(entry => [entry.id, entry.kind, entry.effectiveOn, entry.recordedBy])).to.deep.equal([
      [ids.assessment, 'assessment', '2022-05-20', 'k2'],
      [ids.ballot, 'ballot', '2022-05-20', 'k2'],
    ])
    expect((await assessments.find(lead, id)).stage).to.deep.include({ state: 'counted', entryIds: ids })
    const audit = await here.database.db.collection('audit').find({ action: 'assessments.verify' }).toArray()
    expect(audit).to.have.length(1)
    expect(audit[0]?.object).to.deep.equal({ type: 'assessment', id })
  })

  it('is not verified by its author, nor in a version that was not seen, nor twice', async () => {
    const { assessments } = here
    const id = await assessments.enterAndSubmit(k1, content({ cadreId: 'c2' }), keys())
    expect(await failureOf(assessments.verify(k1, id, keys()))).to.be.instanceOf(Forbidden)
    expect(await failureOf(assessments.verify(lead, id, keys()))).to.be.instanceOf(Forbidden)
    expect(await failureOf(assessments.verify(j1, id, keys(), 1))).to.be.instanceOf(Conflict)
    await assessments.verify(j1, id, keys(), 2)
    expect(await failureOf(assessments.verify(j2, id, keys()))).to.be.instanceOf(Conflict)
    expect((await ledgerOf('c2')).map(entry => entry.kind)).to.deep.equal(['assessment'])
  })

  it('is not verified while it is a draft', async () => {
    const id = await here.assessments.enter(k1, content({ cadreId: 'c2', team: '' }), keys())
    expect((await failureOf(here.assessments.verify(k2, id, keys()))).message).to.contain('草稿')
  })

  it('goes back with a comment, is mended and submitted again', async () => {
    const { assessments } = here
    const id = await assessments.enterAndSubmit(k1, content({ cadreId: 'c3' }), keys())
    await assessments.sendBack(k2, id, '缺谈话记录', keys())
    const returned = await assessments.find(k1, id)
    expect(returned.stage).to.deep.include({ state: 'returned', comment: '缺谈话记录' })
    const mended = content({ cadreId: 'c3', note: '谈话 6 人' })
    await assessments.submit(j1, id, { version: returned.version, content: mended }, keys())
    expect(await failureOf(assessments.verify(j1, id, keys()))).to.be.instanceOf(Forbidden)
    await assessments.verify(k2, id, keys())
    expect((await ledgerOf('c3'))[0]?.data).to.deep.include({ note: '谈话 6 人' })
  })

  it('is taken back by reversals of both entries', async () => {
    const { assessments } = here
    const counted = content({
      cadreId: 'c3',
      from: '2022-05-21',
      to: '2022-05-31',
      ballots: [ballots('staff', 5, 1, 0, 0)],
    })
    const id = await assessments.enterAndSubmit(k1, counted, keys())
    const ids = await assessments.verify(k2, id, keys())
    expect(await failureOf(assessments.reverse(j1, id, '', keys()))).to.be.instanceOf(Invalid)
    await assessments.reverse(j1, id, '录到了别人名下', keys())
    const last = (await here.ledger.entriesOf('c3')).slice(-2)
    expect(last.map(entry => [entry.kind, entry.effectiveOn, entry.data])).to.deep.equal([
      ['reversal', '2022-05-31', { of: ids.assessment, reason: '录到了别人名下' }],
      ['reversal', '2022-05-31', { of: ids.ballot, reason: '录到了别人名下' }],
    ])
    expect(await failureOf(assessments.reverse(j1, id, '再来', keys()))).to.be.instanceOf(Conflict)
  })

  it('has bad ballots verified by somebody who neither wrote nor counted them', async () => {
    const { assessments } = here
    const bad = content({
      cadreId: 'c3',
      to: '2022-05-25',
      from: '2022-05-25',
      ballots: [ballots('staff', 2, 2, 2, 4)],
    })
    const id = await assessments.enterAndSubmit(k1, bad, keys())
    const ids = await assessments.verify(k2, id, keys())
    expect(await failureOf(assessments.verifyBallots(k1, id, 'true', '', keys()))).to.be.instanceOf(Forbidden)
    expect(await failureOf(assessments.verifyBallots(k2, id, 'true', '', keys()))).to.be.instanceOf(Forbidden)
    const entryId = await assessments.verifyBallots(j1, id, 'true', '回访 10 人', keys())
    expect(await here.ledger.entry(entryId)).to.deep.include({
      kind: 'verification',
      subjects: ['c3'],
      effectiveOn: '2022-05-25',
      data: { of: ids.ballot, finding: 'true', note: '回访 10 人' },
    })
    expect(await failureOf(assessments.verifyBallots(j2, id, 'false', '', keys()))).to.be.instanceOf(Conflict)
  })

  it('shows whoever saves an older version that there is a newer one', async () => {
    const { assessments } = here
    const id = await assessments.enter(k1, content(), keys())
    await assessments.save(k1, id, { version: 1, content: content({ note: '甲' }) }, keys())
    const saving = { version: 1, content: content({ note: '乙' }) }
    expect(await failureOf(assessments.save(j1, id, saving, keys()))).to.be.instanceOf(Conflict)
    expect((await assessments.find(k1, id)).content.note).to.equal('甲')
    await assessments.save(j1, id, { ...saving, version: 2 }, keys())
    expect((await assessments.find(k1, id)).editors).to.deep.equal(['k1', 'j1'])
  })

  it('keeps its person whatever the form says', async () => {
    const { assessments } = here
    const id = await assessments.enter(k1, content(), keys())
    await assessments.save(k1, id, { version: 1, content: content({ cadreId: 'c3' }) }, keys())
    expect((await assessments.find(k1, id)).content.cadreId).to.equal('c1')
  })

  it('asks for a reason when a part moves by 15 points from the last counted one', async () => {
    const failure = await failureOf(here.assessments.enterAndSubmit(k1, content({ cells: allCells(5000) }), keys()))
    expect(failure).to.be.instanceOf(Invalid)
    expect((failure as Invalid).fields).to.have.keys('reason')
  })

  it('refuses an unknown cadre, a date before the post and a role without the right', async () => {
    const { assessments } = here
    expect(await failureOf(assessments.enter(k1, content({ cadreId: 'c9' }), keys()))).to.be.instanceOf(NotFound)
    const early = await failureOf(assessments.enter(k1, content({ from: '2021-05-31', to: '2022-03-31' }), keys()))
    expect((early as Invalid).fields.from).to.contain('2021-06-01')
    expect(await failureOf(assessments.enter(lead, content(), keys()))).to.be.instanceOf(Forbidden)
    const self = { ...k1, cadreId: 'c1' }
    expect((await failureOf(assessments.enter(self, content(), keys()))).message).to.contain('本人')
  })

  it('answers a repeated submission with the same draft', async () => {
    const key = keys()
    const [first, again] = [
      await here.assessments.enter(k1, content(), key),
      await here.assessments.enter(k1, content(), key),
    ]
    expect(again).to.equal(first)
  })

  it('is listed by state, person, and what waits for whom', async () => {
    const { assessments } = here
    await assessments.enterAndSubmit(k1, content({ cadreId: 'c2', to: '2022-05-30' }), keys())
    const waiting = { ...everything, waitingFor: 'k2' }
    expect(await assessments.count(k2, waiting)).to.equal(1)
    expect(await assessments.count(k1, { ...everything, waitingFor: 'k1' })).to.equal(0)
    const counts = await assessments.counts(k1, { ...everything, cadreIds: ['c3'] })
    expect(Object.fromEntries(counts)).to.deep.equal({ counted: 2, reversed: 1 })
    const query = { filter: everything, sort: 'endsOn' as const, descending: true, after: null, before: null, limit: 2 }
    const first = await assessments.page(k1, query)
    expect(first.items[0]?.content.to).to.equal('2022-05-31')
    const last = first.items[1]!
    const next = await assessments.page(k1, { ...query, after: { value: last.content.to ?? '', id: last.id } })
    expect(next.items.map(item => item.id)).to.not.include.members(first.items.map(item => item.id))
    const head = next.items[0]!
    const back = await assessments.page(k1, { ...query, before: { value: head.content.to ?? '', id: head.id } })
    expect(back.items.map(item => item.id)).to.deep.equal(first.items.map(item => item.id))
  })
})
