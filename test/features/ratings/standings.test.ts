import { expect } from 'chai'
import { addDays } from '../../../src/domain/time/days.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

describe('standings', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld('2022-05-31')
  })
  afterEach(() => world.close())

  it('move in the transaction of the record that moves them', async () => {
    await world.record(posting('c1', 'u001', '2020-01-01'), await assessment('c1', 8000, '2022-05-01'))
    expect((await world.ratings.store.standing('c1'))?.suggested).to.equal('none')
    const [id = 0] = await world.record(fact('c1', 'N4', '2022-05-10'))
    expect((await world.ratings.store.standing('c1'))?.suggested).to.equal('none')
    await world.record(verification(id, 'c1', 'true', '2022-05-10'))
    expect((await world.ratings.store.standing('c1'))?.suggested).to.equal('yellow')
    const moved = await world.ratings.store.movements({ cadreId: 'c1', limit: 10 })
    expect(moved.map(movement => movement.to?.colour)).to.deep.equal(['yellow', 'none'])
  })

  it('fall back by time alone when the window has passed, on the day they said', async () => {
    await world.record(posting('c1', 'u001', '2020-01-01'), await assessment('c1', 8000, '2022-05-01'))
    const [id = 0] = await world.record(fact('c1', 'N4', '2022-05-10'))
    await world.record(verification(id, 'c1', 'true', '2022-05-10'))
    world.clock.set('2022-08-10', 9 * 3600)
    expect(await world.ratings.dailyPass(world.journal, '2022-08-10')).to.be.greaterThan(0)
    expect((await world.ratings.store.standing('c1'))?.suggested).to.equal('none')
    const [last] = await world.ratings.store.movements({ cadreId: 'c1', limit: 1 })
    expect(last).to.include({ cause: 'time', on: '2022-08-10' })
    expect(await world.ratings.replay('2022-08-10')).to.deep.equal([])
  })

  it('move by time alone on their own day: each day the pass of the due is a pass of all', async () => {
    world.clock.set('2022-01-01', 9 * 3600)
    await world.record(
      posting('c1', 'u001', '2021-08-15'), // six months in post on 02-15
      posting('c2', 'u001', '2020-01-01'),
      await assessment('c1', 5500, '2021-12-20'),
      await assessment('c2', 7600, '2021-12-20'),
    )
    const [bad = 0, good = 0] = await world.record(fact('c2', 'N4', '2021-12-01'), fact('c2', 'P5', '2021-08-20'))
    await world.record(verification(bad, 'c2', 'true', '2021-12-01'))
    await world.record(verification(good, 'c2', 'true', '2021-08-20'))
    const term = { decidedBy: '部务会', documentNo: '纪要1号', causes: [], observation: false }
    await world.record({
      kind: 'placement',
      subjects: ['c2'],
      effectiveOn: '2022-01-01',
      data: { colour: 'yellow', lastDay: '2022-02-10', ...term },
    })
    for (let day = '2022-01-02'; day <= '2022-07-10'; day = addDays(day, 1)) {
      world.clock.set(day, 9 * 3600)
      await world.ratings.dailyPass(world.journal, day)
      expect(await world.ratings.replay(day), day).to.deep.equal([])
    }
    const moved = await world.ratings.store.movements({ limit: 50 })
    const byTime = moved
      .filter(({ cause }) => cause === 'time')
      .map(({ on, cadreId, to }) => `${on} ${cadreId} ${to?.colour}`)
    expect(byTime).to.include.members(['2022-02-15 c1 red', '2022-06-01 c2 none'])
    const idle = (await world.ratings.alerts.all({ number: 1, base: 1 })).get('c1')?.alerts.idle
    expect(idle).to.deep.equal({ key: -6, since: '2022-03-20' })
  }).timeout(300_000)

  it('move on a leap day and in a new year of a cap on their own day', async () => {
    world.clock.set('2023-12-20', 9 * 3600)
    await world.record(
      posting('c1', 'u001', '2020-01-01'),
      posting('c2', 'u001', '2020-01-01'),
      posting('c3', 'u001', '2023-08-31'), // six months in post on a day that February has only in this year
      await assessment('c1', 7200, '2023-12-10'),
      await assessment('c2', 7200, '2023-12-10'),
      await assessment('c3', 5500, '2023-12-10'),
    )
    // Five points' worth of P6 are capped at four a year; c1's fade from the last day of February on.
    for (const [cadreId, day] of [
      ['c1', '2023-08-31'],
      ['c2', '2023-12-18'],
    ] as const) {
      const facts = Array.from({ length: 5 }, () => fact(cadreId, 'P6', day))
      for (const id of await world.record(...facts)) await world.record(verification(id, cadreId, 'true', day))
    }
    const scores: Record<string, (number | undefined)[]> = {}
    for (let day = '2023-12-21'; day <= '2024-03-02'; day = addDays(day, 1)) {
      world.clock.set(day, 9 * 3600)
      await world.ratings.dailyPass(world.journal, day)
      expect(await world.ratings.replay(day), day).to.deep.equal([])
      // In the new year there is room under the cap again.
      if (day === '2024-01-01') {
        const [id = 0] = await world.record(fact('c2', 'P6', day))
        await world.record(verification(id, 'c2', 'true', day))
      }
      const all = await world.ratings.store.all()
      scores[day] = ['c1', 'c2'].map(cadreId => all.find(standing => standing.cadreId === cadreId)?.score)
    }
    expect(scores['2023-12-31']).to.deep.equal([7600, 7600])
    expect(scores['2024-01-01']).to.deep.equal([7600, 7700])
    expect(scores['2024-02-28']?.[0]).to.equal(7600)
    expect(scores['2024-02-29']?.[0]).to.equal(7450)
    const byTime = (await world.ratings.store.movements({ limit: 50 })).filter(({ cause }) => cause === 'time')
    expect(byTime.map(({ on, cadreId, to }) => `${on} ${cadreId} ${to?.colour}`)).to.have.members([
      '2024-02-29 c1 yellow',
      '2024-02-29 c3 red',
    ])
  }).timeout(300_000)

  it('vanish when the last main posting ends', async () => {
    const [id = 0] = await world.record(posting('c1', 'u001', '2020-01-01'))
    await world.record({
      kind: 'end',
      subjects: ['c1', 'u001'],
      effectiveOn: '2022-05-31',
      data: { of: id, reason: '退休' },
    })
    expect(await world.ratings.store.standing('c1')).to.equal(null)
    expect(await world.ratings.replay('2022-05-31')).to.deep.equal([])
  })
})
