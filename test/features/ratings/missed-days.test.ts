import { expect } from 'chai'
import { addDays } from '../../../src/domain/time/days.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { limited } from './other-rules.ts'
import { openWorld, type World } from './ratings-world.ts'

const FIRST = '2022-05-31'
const LAST = '2022-09-12'
const CADRES = 12
const id = (n: number): string => `c${String(n).padStart(3, '0')}`

/** Facts whose window ends on a day of its own for each, some between two limits, and other rules in between. */
async function begun(): Promise<World> {
  const world = await openWorld(FIRST)
  for (let n = 0; n < CADRES; n += 1) {
    const day = addDays('2022-05-02', n * 2)
    await world.record(
      posting(id(n), 'u001', '2020-01-01'),
      await assessment(id(n), n % 4 === 3 ? 7600 : 8000 + n * 60, '2022-05-20'),
    )
    if (n % 4 === 3) continue
    const [of = 0] = await world.record(fact(id(n), 'N4', day))
    await world.record(verification(of, id(n), 'true', day))
  }
  await world.publish('V2', '2022-07-01', limited(7800))
  return world
}

const told = async (world: World) =>
  (await world.ratings.store.movements({ limit: 1000 })).map(({ cadreId, on, from, to, cause }) => ({
    cadreId,
    on,
    from,
    to,
    cause,
  }))

const kept = async (world: World) =>
  (await world.ratings.store.all()).map(({ cadreId, suggested, mark, since, score, nextChangeOn }) => {
    return { cadreId, suggested, mark, since, score, nextChangeOn }
  })

describe('Days on which nobody looked', function () {
  this.timeout(300_000)
  let daily: World
  let late: World
  before(async () => {
    daily = await begun()
    late = await begun()
    for (let day = addDays(FIRST, 1); day <= LAST; day = addDays(day, 1)) {
      daily.clock.set(day, 9 * 3600)
      await daily.ratings.dailyPass(daily.journal, day)
    }
    late.clock.set(LAST, 9 * 3600)
  })
  after(async () => {
    await daily?.close()
    await late?.close()
  })

  it('are said to be missing until they are made up for', async () => {
    expect((await late.ratings.edition(LAST)).preparing).to.deep.equal({ upTo: FIRST })
    await late.ratings.dailyPass(late.journal, LAST)
    expect((await late.ratings.edition(LAST)).preparing).to.equal(null)
  })

  it('are made up for one by one: everybody moves on their own day, as by a pass every day', async () => {
    const moves = await told(daily)
    expect(new Set(moves.map(({ on }) => on)).size).to.be.greaterThan(4)
    expect(moves.map(({ cause }) => cause)).to.include.members(['time', 'rules'])
    expect(await told(late)).to.deep.equal(moves)
    expect(await kept(late)).to.deep.equal(await kept(daily))
    expect(await late.ratings.replay(LAST)).to.deep.equal([])
  })

  it('leave who was moved by a record meanwhile as that record says', async () => {
    const before = await late.ratings.store.all()
    const day = addDays(LAST, 90)
    late.clock.set(day, 9 * 3600)
    const [of = 0] = await late.record(fact(id(3), 'N4', day))
    await late.record(verification(of, id(3), 'true', day))
    await late.publish('V3', addDays(LAST, 30), limited(7400))
    await late.ratings.dailyPass(late.journal, day)
    expect(await late.ratings.replay(day)).to.deep.equal([])
    expect(await late.ratings.store.all()).to.have.length(before.length)
  })

  it('are not missing again when the clock was set back for a while', async () => {
    const [day, earlier] = [addDays(LAST, 90), addDays(LAST, 81)]
    late.clock.set(earlier, 9 * 3600)
    await late.ratings.dailyPass(late.journal, earlier)
    late.clock.set(day, 9 * 3600)
    expect((await late.ratings.edition(day)).preparing).to.equal(null)
  })
})
