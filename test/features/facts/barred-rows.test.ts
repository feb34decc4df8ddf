import { expect } from 'chai'
import { migrations } from '../../../src/features/facts/index.ts'
import { actors, draft, type World, world } from './support.ts'

describe('Rows of facts from before they said who may not verify them', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  it('are told it by the ledger, once', async () => {
    const { facts, keys, database } = here
    const first = await facts.record(actors.k1, draft(), keys())
    await facts.record(actors.k2, draft({ channel: '信访', sameAs: first.id }), keys())
    await facts.record(actors.k2, draft({ title: '另一件' }), keys())
    const tolerated = await facts.record(actors.k1, draft({ title: '容错的一件' }), keys())
    await facts.verify(actors.k2, { factId: tolerated.id, finding: 'true', note: '' }, keys())
    await facts.tolerate(actors.j1, { factId: tolerated.id, documentNo: '〔2022〕8号', reason: '先行先试' }, keys())
    const rows = database.db.collection('facts')
    const written = await rows.find().sort({ _id: 1 }).toArray()
    expect(written.map(({ barred }) => [...barred].sort())).to.deep.equal([
      ['k1', 'k2'],
      ['k1', 'k2'],
      ['k2'],
      ['j1', 'k1'],
    ])
    await rows.updateMany({}, { $unset: { barred: '' } })
    await migrations.find(({ name }) => name.endsWith('barred'))?.up(database)
    const told = await rows.find().sort({ _id: 1 }).toArray()
    expect(told).to.deep.equal(written)
  })
})
