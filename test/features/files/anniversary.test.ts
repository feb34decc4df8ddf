import { expect } from 'chai'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { pageOf, type Visitor } from '../../support/visitor.ts'
import { assess, recordFact, verify } from '../closes/support.ts'

/** Five facts of a point each under a cap of four: 72 + 4 until they fade to half a point each, 72 + 2.5 then. */
describe('Facts under a cap, six months on', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let k1: Visitor
  before(async () => {
    at = await installation()
    at.clock.set('2022-05-23', 9 * 3600)
    for (let n = 1; n <= 5; n += 1)
      await verify(at, await recordFact(at, { code: 'P6', day: '2022-05-20', title: `提前完成第 ${n} 项` }))
    at.clock.set('2022-11-10', 9 * 3600)
    await assess(at, [7200])
    k1 = await at.signIn('k1')
  })
  after(() => at?.close())

  /** The day's pass; then the score, the suggestion, and what the newest line of the file says. */
  async function onDay(day: string) {
    at.clock.set(day, 9 * 3600)
    await at.ratings.dailyPass(at.journal, day)
    const standing = await at.database.db
      .collection('standings')
      .findOne({ cadreId: 'c00009' }, { sort: { edition: -1 } })
    const $ = pageOf(await k1.open('/files/c00009'))
    const newest = $('.timeline > li').first().text().replace(/\s+/g, ' ')
    return { score: standing?.score, suggested: standing?.suggested, newest }
  }

  it('count in full up to the cap on the day before', async () => {
    const { score, suggested, newest } = await onDay('2022-11-19')
    expect([score, suggested]).to.deep.equal([7600, 'none'])
    expect(newest).not.to.include('因时间推移')
  })

  it('count in half on the day, below the cap, and the file says that time moved it', async () => {
    const { score, suggested, newest } = await onDay('2022-11-20')
    expect([score, suggested]).to.deep.equal([7450, 'yellow'])
    expect(newest).to.include('2022-11-20').and.include('黄名单').and.include('因时间推移')
    expect(newest).to.include('Y1 由不成立变为成立：得分 76.00 分 → 74.50 分，“得分低于 75 分”')
  })

  it('move nothing more on the day after', async () => {
    const { score, suggested, newest } = await onDay('2022-11-21')
    expect([score, suggested]).to.deep.equal([7450, 'yellow'])
    expect(newest).to.include('2022-11-20')
    expect(await at.database.db.collection('movements').countDocuments({ cadreId: 'c00009', cause: 'time' })).to.equal(
      1,
    )
  })
})
