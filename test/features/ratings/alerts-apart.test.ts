import { expect } from 'chai'
import { migrations } from '../../../src/features/ratings/index.ts'
import { assessment, posting } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

describe('Alerts beside the standings', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld('2022-05-31')
    const ids = ['c1', 'c2', 'c3', 'c4']
    await world.record(...ids.map(id => posting(id, 'u001', '2021-01-01')))
    await world.record(
      ...(await Promise.all(ids.map((id, i) => assessment(id, [7600, 7400, 8300, 7450][i] ?? 0, '2022-05-20')))),
    )
  })
  afterEach(() => world.close())

  const kept = async () => [...(await world.ratings.alerts.all({ number: 1, base: 1 })).values()]

  it('go with the last of them, with their cadre, and come again', async () => {
    expect((await kept()).map(({ cadreId, alerts }) => `${cadreId} ${Object.keys(alerts)}`)).to.deep.equal([
      'c1 down',
      'c2 up',
      'c4 up',
    ])
    await world.record(await assessment('c1', 9000, '2022-05-31'))
    expect((await kept()).map(({ cadreId }) => cadreId)).to.deep.equal(['c2', 'c4'])
    await world.record(await assessment('c1', 6200, '2022-05-31'))
    expect((await kept()).length).to.equal(3)
    const [of = 0] = await world.record(posting('c5', 'u001', '2021-01-01'), await assessment('c5', 7400, '2022-05-31'))
    expect((await kept()).length).to.equal(4)
    const data = { of, reason: '退休' }
    await world.record({ kind: 'end', subjects: ['c5', 'u001'], effectiveOn: '2022-05-31', data })
    expect((await kept()).length).to.equal(3)
    expect(await world.ratings.replay('2022-05-31')).to.deep.equal([])
  })

  it('are moved out of standings of before, which had them in themselves', async () => {
    const { db } = world.database
    const before = await kept()
    for (const { cadreId, alerts } of before)
      await db.collection('standings').updateOne({ cadreId }, { $set: { alerts } })
    await db.collection('standings').updateOne({ cadreId: 'c3' }, { $set: { alerts: {} } })
    await db.collection('standings').createIndex({ 'alerts.up.key': 1, cadreId: 1 })
    await db.collection('standing_alerts').drop()
    for (let times = 0; times < 2; times += 1)
      for (const { name, up } of migrations) if (name === 'ratings-11-alerts') await up(world.database)
    expect(await kept()).to.deep.equal(before)
    expect(await db.collection('standings').countDocuments({ alerts: { $exists: true } })).to.equal(0)
    const names = (await db.collection('standings').indexes()).map(({ name }) => name)
    expect(names.filter(name => name?.startsWith('alerts'))).to.deep.equal([])
    expect(await world.ratings.replay('2022-05-31')).to.deep.equal([])
  })
})
