import { expect } from 'chai'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../src/domain/errors.ts'
import type { EntryOf } from '../../../src/domain/evidence/entries.ts'
import type { FactDraft } from '../../../src/domain/facts/fact-draft.ts'
import { factLife } from '../../../src/domain/facts/fact-life.ts'
import type { FactRow } from '../../../src/features/facts/fact-model.ts'
import { rowOf } from '../../../src/features/facts/fact-row.ts'
import { actors, draft, failureOf, type Who, type World, world } from './support.ts'

describe('facts, by the service', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  let titles = 0
  const record = (more: Partial<FactDraft> = {}, who: Who = 'k1') =>
    here.facts.record(actors[who], draft({ title: `事实 ${++titles}`, ...more }), here.keys())
  const verify = (factId: number, who: Who = 'k2', finding: 'true' | 'partly' | 'false' = 'true') =>
    here.facts.verify(actors[who], { factId, finding, note: '已核' }, here.keys())
  const tolerate = (factId: number, who: Who) =>
    here.facts.tolerate(actors[who], { factId, documentNo: '容〔2022〕1号', reason: '先行先试' }, here.keys())
  const reverse = (factId: number, of: number, who: Who = 'j1') =>
    here.facts.reverse(actors[who], { factId, of, reason: '录错' }, here.keys())
  const entry = async (id: number) => (await here.ledger.entry(id)) as EntryOf<'fact'>
  const stateOf = async (id: number) =>
    (await here.database.db.collection<FactRow>('facts').findOne({ _id: id }))?.state
  const faultsOf = async (more: Partial<FactDraft>) => {
    const error = await failureOf(record(more))
    expect(error).to.be.instanceOf(Invalid)
    return error.fields ?? {}
  }

  it('fall to the person, who held 分管 and who was 主要负责人 on their day, and the unit', async () => {
    const { id } = await record()
    const fact = await entry(id)
    expect(fact.data.attributions.map(({ role, subject }) => `${role} ${subject.id}`)).to.deep.equal([
      'person c00003',
      'charge c00002',
      'chief c00001',
      'unit u001',
    ])
    expect(fact.subjects).to.have.members(['c00003', 'c00002', 'c00001', 'u001'])
    expect(fact.data.late).to.equal(false)
    expect(await stateOf(id)).to.equal('waiting')
  })

  it('are marked 补录 when they come after ten working days', async () => {
    expect((await entry((await record({ day: '2022-05-16' })).id)).data.late).to.equal(true)
  })

  it('are refused beside the field', async () => {
    expect(await faultsOf({ day: '2022-06-01', unitId: 'u404' })).to.include.keys('day', 'unitId')
    expect((await faultsOf({ day: '2022-05-09', persons: ['c00005'] })).persons)
      .to.include('王挂职')
      .and.include('始于')
    expect((await faultsOf({ day: '2022-05-25', persons: ['c00005'] })).persons).to.include('结束')
    expect((await faultsOf({ persons: ['c00004'] })).persons).to.include('李书记')
    expect((await faultsOf({ persons: ['c99999'] })).persons).to.include('没有这名干部')
    expect(await faultsOf({ unitId: 'u003', persons: [] })).to.have.all.keys('unitId')
    expect(await faultsOf({ code: 'N10' })).to.have.all.keys('code')
    expect(await faultsOf({ code: 'P4' })).to.have.all.keys('documentNo')
  })

  it('are recorded twice only when said to be another', async () => {
    const { id } = await record({ title: '同名' })
    expect((await faultsOf({ title: '同名' })).different).to.include(`第 ${id} 号`)
    await record({ title: '同名', different: true })
  })

  it('are recorded once however often one submission arrives', async () => {
    const keys = here.keys()
    const once = draft({ title: '重复提交' })
    const first = await here.facts.record(actors.k1, once, keys)
    expect(await here.facts.record(actors.k1, once, keys)).to.deep.equal(first)
  })

  it('are verified by another account, once', async () => {
    const { id } = await record()
    expect(await failureOf(verify(id, 'k1'))).to.be.instanceOf(Forbidden)
    await verify(id)
    expect(await stateOf(id)).to.equal('true')
    expect(await failureOf(verify(id, 'j1'))).to.be.instanceOf(Conflict)
    const about = (await here.entries()).at(-1)
    expect(about).to.deep.include({ kind: 'verification', effectiveOn: '2022-05-20' })
    expect(about?.subjects).to.deep.equal((await entry(id)).subjects)
  })

  it('need a word where they are not wholly true', async () => {
    const { id } = await record()
    const bare = here.facts.verify(actors.k2, { factId: id, finding: 'partly', note: '' }, here.keys())
    expect((await failureOf(bare)).fields).to.have.all.keys('note')
  })

  it('are tolerated by another than their verifier, and come back when that is reversed', async () => {
    const { id } = await record()
    expect(await failureOf(tolerate(id, 'j1'))).to.be.instanceOf(Conflict)
    await verify(id, 'j1')
    expect(await failureOf(tolerate(id, 'j1'))).to.be.instanceOf(Forbidden)
    const tolerance = await tolerate(id, 'j2')
    expect(await stateOf(id)).to.equal('tolerated')
    const reversal = await reverse(id, tolerance.id)
    expect(await stateOf(id)).to.equal('true')
    await reverse(id, reversal.id)
    expect(await stateOf(id)).to.equal('tolerated')
  })

  it('are taken back by a counter-entry only, and restored by another', async () => {
    const { id } = await record()
    const reversal = await reverse(id, id)
    expect(await stateOf(id)).to.equal('reversed')
    expect(await failureOf(verify(id))).to.be.instanceOf(Conflict)
    expect(await failureOf(reverse(id, id))).to.be.instanceOf(Conflict)
    await reverse(id, reversal.id)
    expect(await stateOf(id)).to.equal('waiting')
    expect(await entry(id)).to.include({ recordedBy: 'k1' })
  })

  it('take further channels that share their verification', async () => {
    const { id } = await record()
    const second = await record({ sameAs: id, channel: '信访', day: '2022-05-22', persons: [], code: 'N1' })
    const third = await record({ sameAs: second.id, channel: '媒体' })
    expect((await entry(third.id)).data.sameAs).to.equal(id)
    expect(await entry(second.id)).to.deep.include({ effectiveOn: '2022-05-20' })
    expect((await entry(second.id)).data.attributions).to.deep.equal((await entry(id)).data.attributions)
    await verify(second.id)
    for (const each of [id, second.id, third.id]) expect(await stateOf(each)).to.equal('true')
    expect((await faultsOf({ sameAs: id, channel: '巡察', code: 'N6' })).sameAs).to.include('分值更高')
    expect((await faultsOf({ sameAs: id, channel: '信访' })).sameAs).to.include('已有这一渠道')
    expect((await faultsOf({ sameAs: 999_999 })).sameAs).to.include('没有找到')
  })

  it('of another unit are not there for a liaison', async () => {
    const { id } = await record({ unitId: 'u001' }, 'u1')
    expect(await failureOf(record({ unitId: 'u002', persons: [] }, 'u1'))).to.be.instanceOf(NotFound)
    expect(await failureOf(here.facts.read(actors.u2, id))).to.be.instanceOf(NotFound)
    expect(await failureOf(verify(id, 'u1'))).to.be.instanceOf(Forbidden)
    expect(await failureOf(verify(id, 'u2'))).to.be.instanceOf(NotFound)
    expect((await here.facts.read(actors.u1, id)).fact.id).to.equal(id)
    expect(await failureOf(here.facts.read(actors.c1, id))).to.be.instanceOf(NotFound)
  })

  it('say before they are saved what they would do, and again double after a talk', async () => {
    const before = await here.facts.preview(actors.k1, draft({ title: '预览' }))
    expect(before.falls.counting.falls.map(fall => fall.effect?.points ?? null)).to.deep.equal([-300, -150, -100, null])
    await here.facts.talk(
      actors.k1,
      { cadreId: 'c00003', code: 'N2', day: '2022-05-02', note: '当面提醒' },
      here.keys(),
    )
    const after = await here.facts.preview(actors.k1, draft({ title: '预览' }))
    expect(after.falls.counting.falls[0]).to.deep.include({ name: '孙委员', post: '党工委委员' })
    expect(after.falls.counting.falls[0]?.effect).to.include({ points: -600, repeated: true })
    const other = draft({ title: '预览', persons: [] })
    expect(await failureOf(here.facts.record(actors.k1, other, here.keys(), after.seen))).to.be.instanceOf(Conflict)
    await here.facts.record(actors.k1, draft({ title: '预览' }), here.keys(), after.seen)
  })

  it('are found by state, person, unit, code, day and channel, page by page', async () => {
    const all = {
      state: null,
      code: null,
      unitId: null,
      cadreIds: null,
      from: null,
      to: null,
      channel: null,
      late: null,
      waitingFor: null,
    }
    const place = { after: null, before: null, rows: 50 }
    const list = (more: object, who: Who = 'k1') => here.facts.list(actors[who], { ...all, ...more }, 'newest', place)
    const total = (await list({})).rows.length
    expect((await list({ state: 'waiting' })).rows.every(row => row.state === 'waiting')).to.equal(true)
    expect((await list({ cadreIds: ['c00002'] })).rows.length).to.be.greaterThan(0)
    expect((await list({ late: true })).rows.length).to.equal(1)
    expect((await list({ from: '2022-05-21' })).rows.length).to.equal(0)
    expect((await list({}, 'u2')).rows.length).to.equal(0)
    expect(await failureOf(list({ unitId: 'u001' }, 'u2'))).to.be.instanceOf(NotFound)
    const counted = [...(await list({})).counts.values()].reduce((sum, n) => sum + n, 0)
    expect(counted).to.equal(total)
    here.clock.set('2022-06-09', 9 * 3600)
    const late = await list({})
    expect(late.overdue).to.equal(late.counts.get('waiting'))
    here.clock.set('2022-06-08', 9 * 3600)
    expect((await list({})).overdue).to.equal(0)
    here.clock.set('2022-05-31', 9 * 3600)
  })

  it('stand in the list as the ledger says, whatever was done to them', async () => {
    const entries = await here.entries()
    const rows = await here.database.db.collection<FactRow>('facts').find().toArray()
    expect(rows.length).to.equal(entries.filter(one => one.kind === 'fact').length)
    for (const row of rows) {
      const life = factLife(row._id, entries)!
      expect(row).to.deep.equal(rowOf((await entry(row._id))!, life))
    }
  })
})
