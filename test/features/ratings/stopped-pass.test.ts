import { expect } from 'chai'
import type { Journal } from '../../../src/platform/journal/index.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { openWorld, type World } from './ratings-world.ts'

const CADRES = 240
/** The window of the facts ends: all of them are due. */
const DUE = '2022-08-10'
const EVE = '2022-08-09'
const id = (n: number): string => `c${String(n).padStart(3, '0')}`

describe('A daily pass that is stopped between two batches', function () {
  this.timeout(120_000)
  let world: World
  before(async () => {
    world = await openWorld('2022-05-31')
    for (let from = 0; from < CADRES; from += 40) {
      const ids = Array.from({ length: 40 }, (_, k) => id(from + k))
      await world.record(...ids.map(one => posting(one, 'u001', '2020-01-01')))
      await world.record(...(await Promise.all(ids.map(one => assessment(one, 8000, '2022-05-20')))))
      const facts = await world.record(...ids.map(one => fact(one, 'N4', '2022-05-10')))
      await world.record(...ids.map((one, k) => verification(facts[k] ?? 0, one, 'true', '2022-05-10')))
    }
    world.clock.set(EVE, 9 * 3600)
    await world.ratings.dailyPass(world.journal, EVE)
    world.clock.set(DUE, 9 * 3600)
  })
  after(() => world?.close())

  /** A journal whose process ends after so many commands. */
  const dying = (commands: number): Journal => {
    let left = commands
    return {
      ...world.journal,
      submit: async command => {
        left -= 1
        if (left < 0) throw new Error('killed')
        return world.journal.submit(command)
      },
    }
  }

  const colours = async (): Promise<Record<string, number>> => {
    const tally: Record<string, number> = {}
    for (const { suggested } of await world.ratings.store.all()) tally[suggested] = (tally[suggested] ?? 0) + 1
    return tally
  }

  it('has moved the batches before it, and their counts, and nobody else', async () => {
    expect(await colours()).to.deep.equal({ yellow: CADRES })
    const outcome = await world.ratings.dailyPass(dying(1), DUE).catch(error => error)
    expect(outcome).to.be.an('error').with.property('message', 'killed')
    expect(await colours()).to.deep.equal({ none: 100, yellow: CADRES - 100 })
    const { cells } = await world.ratings.store.counts(null, 1)
    const counted: Record<string, number> = {}
    for (const { suggested, n } of cells) counted[suggested] = (counted[suggested] ?? 0) + n
    expect(counted).to.deep.equal(await colours())
    expect(await world.ratings.store.dueIds({ number: 1, base: 1 }, DUE)).to.have.length(CADRES - 100)
  })

  it('is gone on with by the next, which moves only who is left, each once', async () => {
    expect(await world.ratings.dailyPass(world.journal, DUE)).to.equal(CADRES - 100)
    expect(await colours()).to.deep.equal({ none: CADRES })
    expect(await world.ratings.replay(DUE)).to.deep.equal([])
    const byTime = (await world.ratings.store.movements({ limit: 1000 })).filter(({ cause }) => cause === 'time')
    expect(byTime.map(({ cadreId }) => cadreId).sort()).to.deep.equal(Array.from({ length: CADRES }, (_, n) => id(n)))
    expect(await world.ratings.dailyPass(world.journal, DUE)).to.equal(0)
  })

  it('looks at the same people once more when they are due again on the day', async () => {
    const next = (await world.ratings.store.all()).map(({ nextChangeOn }) => nextChangeOn)
    // As a migration asks for it.
    const standings = world.database.db.collection('standings')
    for (let times = 0; times < 2; times += 1) {
      await standings.updateMany({}, { $set: { nextChangeOn: '2000-01-01' } })
      expect(await world.ratings.dailyPass(world.journal, DUE)).to.equal(CADRES)
      expect((await world.ratings.store.all()).map(({ nextChangeOn }) => nextChangeOn)).to.deep.equal(next)
    }
  })
})
