import { expect } from 'chai'
import type { TestInstallation } from '../../support/installation.ts'
import { type Answer, pageOf, type Visitor, wordsOf } from '../../support/visitor.ts'
import { assessedTown, byHand, recordFact, verify } from '../closes/support.ts'
import { BEFORE, type PastInstallation, pastInstallation } from '../viewpoints/past-installation.ts'

/** The months and days of the trend. */
function trendOf(answer: Answer): string[] {
  const $ = pageOf(answer)
  return $('main > .two.tables .panel:has(canvas) tbody tr > :first-child')
    .toArray()
    .map(cell => $(cell).text().trim())
}

describe('The closes on the home of a past day', function () {
  this.timeout(120_000)
  let at: PastInstallation
  let leader: Visitor
  before(async () => {
    at = await pastInstallation()
    // May is closed only on 06-12, a week after the day that is looked at.
    await at.closes.closeDue()
    leader = await at.signIn('lead')
  })
  after(() => at?.close())

  const trendOn = async (path: string): Promise<string[]> => trendOf(await leader.open(path))

  it('are those that were made by then, as known then', async () => {
    expect(await trendOn('/')).to.deep.equal(['2022年5月', '今天'])
    const path = `/?asOf=${BEFORE}&known=then`
    expect(await trendOn(path)).to.deep.equal([])
    expect(wordsOf(await leader.open(path)))
      .to.include('第一个月末之后显示走势')
      .and.to.include('还没有可以比较的月末')
      .and.not.to.include('比 2022-05-31')
  })

  it('lead to every change since the last of them', async () => {
    const links = pageOf(await leader.open('/'))('main a[href^="/alerts/changes"]')
    expect(links.first().text()).to.include('2022-05-31 以来的全部变化')
    const changes = wordsOf(await leader.open(links.first().attr('href') ?? ''))
    expect(changes).to.include('2022-06-01 至')
    expect(pageOf(await leader.open(`/?asOf=${BEFORE}&known=then`))('main a[href^="/alerts/changes"]').length).to.equal(
      0,
    )
  })

  it('are those of every month that was over by then, as known now', async () => {
    const path = `/?asOf=${BEFORE}&known=now`
    expect(await trendOn(path)).to.deep.equal(['2022年5月', BEFORE])
    const answer = await leader.open(path)
    expect(wordsOf(answer)).to.include('比 2022-05-31')
    // What is shown is not today.
    expect(pageOf(answer)('h1').text()).to.equal(`当日情况（截至 ${BEFORE}，现在所知）`)
    expect(pageOf(await leader.open('/'))('h1').text()).to.equal('今日')
  })
})

describe('The trend on the last day of a month', function () {
  this.timeout(120_000)
  let at: TestInstallation
  before(async () => {
    at = await assessedTown([8000])
  })
  after(() => at?.close())

  it('ends with the close, and beside it with today where something was recorded since', async () => {
    const leader = await at.signIn('lead')
    const trend = async (): Promise<string[]> => trendOf(await leader.open('/'))
    await at.closes.close(byHand('2022-05'))
    expect(await trend()).to.deep.equal(['2022年5月'])
    await verify(at, await recordFact(at, { code: 'N4', day: '2022-05-30', title: '督办件逾期未复' }))
    expect(await trend()).to.deep.equal(['2022年5月', '今天'])
  })
})
