import { expect } from 'chai'
import { Conflict, Invalid } from '../../../src/domain/errors.ts'
import { type Closes, createCloses } from '../../../src/features/closes/index.ts'
import type { Ratings } from '../../../src/features/ratings/index.ts'
import { createLogger } from '../../../src/platform/logger.ts'
import type { TestInstallation } from '../../support/installation.ts'
import { slowRatings } from '../../support/slow.ts'
import { assessedTown, byHand, failureOf, recordFact, second } from './support.ts'

const MONTH = '2022-05'

describe('A close that is ordered', function () {
  this.timeout(120_000)
  let at: TestInstallation
  beforeEach(async () => {
    at = await assessedTown([9000, 7000, 5500], { accounts: false })
  })
  afterEach(() => at?.close())

  /** The closes of a process of its own, rating by `asOf`. */
  const processOf = (asOf: Ratings['asOf'] = at.ratings.asOf): Closes =>
    createCloses({ ...at, log: createLogger({ level: 'silent' }), ratings: { asOf }, closeBy: 5 })

  /** Ratings that never end, as those of a process that is killed. */
  const never: Ratings['asOf'] = () => new Promise(() => {})

  it('is carried out behind the page, which says how far it is, and is then a close like any other', async () => {
    const { asOf, go } = slowRatings(at.ratings.asOf)
    const closes = processOf(asOf)
    await closes.order(byHand(MONTH, '月底研究'))
    while ((await closes.underWay(MONTH))?.percent === 0) await new Promise(resolve => setTimeout(resolve, 10))
    const underWay = await closes.underWay(MONTH)
    expect([underWay?.percent, underWay?.order.orderedBy.name]).to.deep.equal([42, '李科员'])
    expect(await closes.header(MONTH)).to.equal(null)
    const refusal = await failureOf(closes.order(byHand(MONTH, '', second)))
    expect(refusal).to.be.instanceOf(Conflict)
    expect(refusal.message).to.include('李科员于').and.include('已在办理2022年5月的月结')
    go()
    await closes.settled()
    const header = await closes.header(MONTH)
    expect([header?.closedBy.name, header?.by, header?.reason]).to.deep.equal(['李科员', 'hand', '月底研究'])
    expect(await closes.underWay(MONTH)).to.equal(null)
    expect((await failureOf(closes.order(byHand(MONTH)))).message).to.include('月结不能重做')
  })

  it('by a process that is killed is gone on with by the next, in the name of who ordered it', async () => {
    await processOf(never).order(byHand(MONTH, '月底研究'))
    const next = processOf()
    expect((await next.underWay(MONTH))?.percent).to.equal(0)
    await next.resume()
    await next.settled()
    const header = await next.header(MONTH)
    expect([header?.closedBy.name, header?.reason]).to.deep.equal(['李科员', '月底研究'])
    await next.resume()
    await next.settled()
    expect(await next.list()).to.have.length(1)
  })

  it('by a process that is killed may be asked for again, and is then made once', async () => {
    await processOf(never).order(byHand(MONTH))
    const next = processOf()
    await next.order(byHand(MONTH, '再办一次', second))
    await next.settled()
    expect((await next.header(MONTH))?.closedBy.name).to.equal('周科员')
    expect(await next.underWay(MONTH)).to.equal(null)
    expect(await next.list()).to.have.length(1)
  })

  it('sent twice by one click is ordered once', async () => {
    const order = byHand(MONTH)
    const closes = processOf()
    await Promise.all([closes.order(order), closes.order(order)])
    await closes.settled()
    expect(await closes.list()).to.have.length(1)
    expect(await at.database.db.collection('audit').countDocuments({ action: 'closes.order' })).to.equal(1)
  })

  it('by two people at the same moment is ordered by one, and the other is told', async () => {
    const { asOf, go } = slowRatings(at.ratings.asOf)
    const closes = processOf(asOf)
    let release = (): void => undefined
    const held = new Promise<null>(resolve => {
      release = () => resolve(null)
    })
    const slow = { action: 'tests.slow', actor: second, idempotencyKey: 'slow', requestId: 'test', run: () => held }
    const before = at.journal.submit(slow)
    const answers = Promise.allSettled([
      closes.order(byHand(MONTH, '月底研究')),
      closes.order(byHand(MONTH, '再办一次', second)),
    ])
    // Both have long been asking for their turn when it comes.
    await new Promise(resolve => setTimeout(resolve, 200))
    release()
    await before
    const refusals = (await answers).flatMap(answer => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refusals.map(({ message }) => message)).to.have.length(1)
    const { order } = (await closes.underWay(MONTH)) ?? {}
    expect(refusals[0]).to.be.instanceOf(Conflict)
    expect(refusals[0].message).to.include(`${order?.orderedBy.name}于`).and.include('已在办理')
    go()
    await closes.settled()
    const header = await closes.header(MONTH)
    expect([header?.closedBy.name, header?.reason]).to.deep.equal([order?.orderedBy.name, order?.reason])
    expect(await at.database.db.collection('audit').countDocuments({ action: 'closes.order' })).to.equal(1)
  })

  it('and fails says so, leaves nothing, and can be ordered again', async () => {
    const broken = processOf(() => Promise.reject(new Error('out of memory')))
    await broken.order(byHand(MONTH))
    await broken.settled()
    expect((await broken.underWay(MONTH))?.order.fault).to.equal('系统出错，没有办成。请稍后再办。')
    expect(await broken.header(MONTH)).to.equal(null)
    const closes = processOf()
    await closes.resume()
    await closes.settled()
    expect(await closes.header(MONTH)).to.equal(null)
    await closes.order(byHand(MONTH))
    await closes.settled()
    expect((await closes.header(MONTH))?.closedBy.name).to.equal('李科员')
    expect(await closes.underWay(MONTH)).to.equal(null)
  })

  it('while the schedule makes it is the close of the schedule, and the order is forgotten', async () => {
    at.clock.set('2022-06-01', 9 * 3600)
    const closes = processOf()
    await Promise.all([closes.closeDue(), closes.order(byHand(MONTH)).catch(() => undefined)])
    await closes.settled()
    expect(await closes.list()).to.have.length(1)
    expect(await closes.underWay(MONTH)).to.equal(null)
  })

  it('is refused at once where a close is: too early, or without a reason while facts wait', async () => {
    const closes = processOf()
    expect(await failureOf(closes.order(byHand('2022-06')))).to.be.instanceOf(Invalid)
    at.clock.set('2022-05-16', 9 * 3600)
    await recordFact(at, { day: '2022-05-13' })
    at.clock.set('2022-05-31', 9 * 3600)
    expect((await failureOf(closes.order(byHand(MONTH)))).fields?.reason).to.include('还有 1 件事实超期未核实')
    expect(await closes.underWay(MONTH)).to.equal(null)
  })
})
