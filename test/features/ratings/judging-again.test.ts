import { expect } from 'chai'
import fc from 'fast-check'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import { collectionsOf } from '../../../src/features/ratings/edition.ts'
import { migrations } from '../../../src/features/ratings/index.ts'
import { otherLimits } from '../../domain/support/other-limits.ts'
import { withScoreLimits } from '../../domain/support/score-limits.ts'
import { assessment, fact, posting, verification } from './entries.ts'
import { limited, lookingBackLonger } from './other-rules.ts'
import { openWorld, type World } from './ratings-world.ts'

const CADRES = 30

/** Everybody assessed, every third with a fact of another kind. */
async function people({ record }: World): Promise<void> {
  const ids = Array.from({ length: CADRES }, (_, i) => `c${String(i).padStart(3, '0')}`)
  await record(...ids.map((id, i) => posting(id, `u00${i % 4}`, '2021-01-01')))
  await record(...(await Promise.all(ids.map((id, i) => assessment(id, 5500 + i * 140, '2022-04-20')))))
  for (const [i, id] of ids.entries()) {
    if (i % 3 !== 0) continue
    const [of = 0] = await record(fact(id, ['N4', 'P2', 'N2', 'P5'][(i / 3) % 4] ?? 'P4', '2022-04-10'))
    await record(verification(of, id, 'true', '2022-04-10'))
  }
}

describe('judging everybody again by other rules', () => {
  let world: World
  let today = '2022-05-01'
  beforeEach(async () => {
    today = '2022-05-01'
    world = await openWorld(today)
    await people(world)
  })
  afterEach(() => world.close())

  /** What queries of a collection answered while this ran, as the database itself tells: documents of each. */
  async function readsOf(name: string, run: () => Promise<unknown>): Promise<number[]> {
    const { db } = world.database
    await db.setProfilingLevel('all')
    await run()
    await db.setProfilingLevel('off')
    const ns = `${db.databaseName}.${name}`
    const reads = await db.collection('system.profile').find({ ns, op: 'query' }).toArray()
    await db.collection('system.profile').drop()
    return reads.map(({ nreturned }) => nreturned)
  }
  const readsOfLedger = async (run: () => Promise<unknown>): Promise<number> => (await readsOf('ledger', run)).length
  const pass = () => world.ratings.dailyPass(world.journal, today)
  const toNextDay = async () => {
    today = addDays(today, 1)
    world.clock.set(today, 9 * 3600)
    await pass()
  }
  const measured = async () =>
    (await world.ratings.store.all()).map(({ cadreId, measured, lastEntry, measuredBy }) => ({
      ...{ cadreId, measured, lastEntry, measuredBy },
    }))

  it('with other limits, weights and quotas reads no record, and comes to what the ledger gives', async () => {
    let written = 0
    for (const [i, ruleSet] of fc.sample(otherLimits, { numRuns: 8, seed: 20220501 }).entries()) {
      await toNextDay()
      const before = await measured()
      await world.publish(`L${i}`, today, () => ruleSet)
      expect(await readsOfLedger(pass)).to.equal(0)
      const { number, version } = await world.ratings.edition(today)
      expect([number, version.ruleSet.id]).to.deep.equal([i + 2, `L${i}`])
      expect(await measured()).to.deep.equal(before)
      expect(await world.ratings.replay(today)).to.deep.equal([])
      written += (await world.ratings.store.all()).filter(({ from }) => from === number).length
    }
    // Each of them has other weights, which write everybody anew.
    expect(written).to.equal(8 * CADRES)
  }).timeout(120_000)

  it('with other limits of the score alone comes to what the ledger gives, whoever is read', async () => {
    const limits = fc.array(fc.integer({ min: 5000, max: 10_000 }), { minLength: 4, maxLength: 4 })
    let moved = 0
    for (const [i, others] of fc.sample(limits, { numRuns: 10, seed: 20220601 }).entries()) {
      await toNextDay()
      const cadreId = `c${String(i).padStart(3, '0')}`
      const [of = 0] = await world.record(fact(cadreId, i % 2 ? 'N2' : 'P2', today))
      const before = new Map((await world.ratings.store.all()).map(row => [row.cadreId, row.suggested]))
      const alerts = { points: 150, times: 1, termDays: 30 }
      const other = (limit: number, nth: number) => others[nth % 4] ?? limit
      await world.publish(`S${i}`, today, rules => ({ ...withScoreLimits(rules, other), alerts }))
      await pass()
      expect((await world.ratings.edition(today)).version.ruleSet.id).to.equal(`S${i}`)
      expect(await world.ratings.replay(today)).to.deep.equal([])
      moved += (await world.ratings.store.all()).filter(row => row.suggested !== before.get(row.cadreId)).length
      await world.record(verification(of, cadreId, 'true', today))
      expect(await world.ratings.replay(today)).to.deep.equal([])
    }
    expect(moved).to.be.greaterThan(CADRES / 2)
  })

  it('reads only those whom a limit that moved reaches, and whose place is another where only places are', async () => {
    const others = {
      L1: limited(7600),
      L2: (rules: RuleSet) => ({ ...rules, quotas: { ...rules.quotas, classShare: 500 } }),
    }
    const many = { L1: [CADRES / 10, CADRES / 2], L2: [1, CADRES / 5] } as const
    for (const [id, other] of Object.entries(others)) {
      await toNextDay()
      await world.publish(id, today, other)
      const read = (await readsOf('standings', pass)).reduce((sum, n) => sum + n, 0)
      expect(read, id).to.be.within(...many[id as 'L1'])
      expect((await world.ratings.edition(today)).version.ruleSet.id).to.equal(id)
      expect(await world.ratings.replay(today)).to.deep.equal([])
    }
  })

  it('gives the reasons of the new rules from what the old ones measured', async () => {
    const [ruleSet] = fc.sample(otherLimits, { numRuns: 1, seed: 7 })
    await world.publish('L', today, rules => ruleSet ?? rules)
    await pass()
    const rebuilt = await world.ratings.asOf(today)
    const { version } = await world.ratings.edition(today)
    const ratings = await world.ratings.ratingsOf(await world.ratings.store.all(), version)
    expect(ratings.size).to.equal(rebuilt.ratings.size)
    for (const [cadreId, { asOf, nextChangeOn, ...rating }] of ratings)
      expect(rebuilt.ratings.get(cadreId)).to.deep.include(rating)
  })

  it('a standing that was just read has its own reasons, not those of what is recorded meanwhile', async () => {
    const read = await world.ratings.store.all()
    const { version } = await world.ratings.edition(today)
    const before = await world.ratings.ratingsOf(read, version)
    const [of = 0] = await world.record(fact('c001', 'N4', '2022-04-11'))
    await world.record(verification(of, 'c001', 'true', '2022-04-11'))
    expect(await world.ratings.ratingsOf(read, version)).to.deep.equal(before)
    const after = await world.ratings.ratingsOf(await world.ratings.store.all(), version)
    expect(after.get('c001')).not.to.deep.equal(before.get('c001'))
  })

  it('that look at something else measures from the ledger, and so does who is due that day', async () => {
    await world.publish('M', today, lookingBackLonger)
    expect(await readsOfLedger(pass)).to.be.greaterThan(0)
    const { version } = await world.ratings.edition(today)
    expect(new Set((await measured()).map(({ measuredBy }) => measuredBy))).to.deep.equal(new Set([version.hash]))
    expect(await world.ratings.replay(today)).to.deep.equal([])
    const due = (await world.ratings.store.all()).map(row => row.nextChangeOn).sort()[0] ?? ''
    today = due
    world.clock.set(due, 9 * 3600)
    const [limits] = fc.sample(otherLimits, { numRuns: 1, seed: 8 })
    await world.publish('L', due, rules => lookingBackLonger(limits ?? rules))
    expect(await readsOfLedger(pass)).to.be.greaterThan(0)
    expect(await world.ratings.replay(due)).to.deep.equal([])
  })

  const verdicts = { $unset: { measured: '', measuredBy: '', lastEntry: '' }, $set: { rating: '{}' } }
  const oneText = { $unset: { lastEntry: '' }, $set: { measured: '{"inputs":{}}' } }
  const ownRecords = { $unset: { lastEntry: '' }, $set: { records: '{"readings":{}}' } }
  const kinds = { verdicts, 'values and records in one text': oneText, 'records of their own': ownRecords }
  for (const [kept, of] of Object.entries(kinds)) {
    it(`takes standings of before, which kept ${kept}, from the ledger: at once when looked at, and for good with the day`, async () => {
      const standings = world.database.db.collection('standings')
      const before = await world.ratings.suggestion('c003')
      await standings.updateMany({}, of)
      for (const { name, up } of migrations) if (/^ratings-(6|9|12)-/.test(name)) await up(world.database)
      expect((await world.ratings.suggestion('c003'))?.suggestion).to.deep.equal(before?.suggestion)
      const [ruleSet] = fc.sample(otherLimits, { numRuns: 1, seed: 9 })
      await world.publish('L', today, rules => ruleSet ?? rules)
      await pass()
      expect(
        (await measured()).filter(({ measured, measuredBy }) => measured === '' || measuredBy === ''),
      ).to.deep.equal([])
      const now = world.database.db.collection(collectionsOf(await world.ratings.edition(today)).standings)
      expect(
        await now.countDocuments({ $or: [{ rating: { $exists: true } }, { records: { $exists: true } }] }),
      ).to.equal(0)
      expect(await world.ratings.replay(today)).to.deep.equal([])
    })
  }
})
