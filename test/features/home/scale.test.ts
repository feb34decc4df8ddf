import { expect } from 'chai'
import { fill } from '../../../scripts/bench/ground/fill.ts'
import { cadreIdOf, ENTRIES, TODAY, unitIdOf } from '../../../scripts/bench/record/county.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import { movementId } from '../../../src/features/ratings/edition.ts'
import { defaultRuleSet } from '../../../src/features/rules/index.ts'
import type { Database } from '../../../src/platform/database/index.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { pageOf, type Visitor } from '../../support/visitor.ts'

const CADRES = 2000
/** Everybody came with a roster: movements that are no change of anybody. */
const movedIn = async ({ db }: Database, { length }: { readonly length: number }): Promise<void> => {
  const movements = Array.from({ length }, (_, i) => ({
    _id: movementId(1, 1, cadreIdOf(i)),
    ...{ cadreId: cadreIdOf(i), unitId: unitIdOf(i), classCode: '', on: TODAY, at: `${TODAY}T01:00:00.000Z` },
    ...{ from: null, to: { colour: 'none', mark: null }, cause: 'record', entryIds: [] },
  }))
  await db.collection<{ _id: string }>('movements').insertMany(movements)
}

/** Fifty rows, a hundred units, and what each page asks for beside; of rows not shown before the records behind them. */
const MOST = 300 + 50 * ENTRIES

describe('With 2,000 cadres', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let leader: Visitor
  before(async () => {
    const rater = createRater(await defaultRuleSet())
    at = await installation({
      roster: false,
      fill: async database => movedIn(database, await fill(database, CADRES, rater)),
    })
    leader = await at.signIn('lead')
    // What is kept from a first look is not asked for again.
    for (const path of ['/', '/lists/all', '/alerts']) await leader.open(path)
  })
  after(() => at.close())

  /** Documents that the database looks at while the page is made. */
  const examined = async (path: string): Promise<number> => {
    const { db } = at.database
    await db.setProfilingLevel('all')
    expect((await leader.open(path)).status, path).to.equal(200)
    await db.setProfilingLevel('off')
    const profile = db.collection('system.profile')
    const [sum] = await profile.aggregate([{ $group: { _id: null, n: { $sum: '$docsExamined' } } }]).toArray()
    await profile.drop()
    return Number(sum?.n)
  }

  /** The address behind a link of the page, by its words. */
  const linkOn = async (path: string, words: string): Promise<string> => {
    const page = pageOf(await leader.open(path))
    return page(`main a:contains("${words}")`).attr('href') ?? ''
  }

  for (const path of [
    '/',
    '/?sort=total',
    '/?sort=unit',
    '/lists/none',
    '/lists/all',
    '/lists/all?sort=name',
    '/lists/all?sort=unit',
    '/lists/blue?unit=u007',
    '/lists/all?class=town-deputy',
    '/alerts',
  ])
    it(`${path} looks at no more documents than it needs for what it shows`, async () => {
      expect(await examined(path)).to.be.within(1, MOST)
    })

  it('the page after looks at no more, however far behind it lies', async () => {
    let path = '/lists/all'
    for (let page = 1; page < 12; page += 1) path = await linkOn(path, '下一页')
    expect(path).to.include('after=')
    expect(await examined(path)).to.be.within(1, MOST)
  })

  it('the home page counts everybody', async () => {
    const words = (await leader.open('/')).text
    expect(words).to.include(`${CADRES}<small>人</small>`)
  })
})
