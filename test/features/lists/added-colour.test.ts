import { expect } from 'chai'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { type Answer, pageOf, type Visitor } from '../../support/visitor.ts'

const withOrange = (ruleSet: RuleSet): RuleSet => ({
  ...ruleSet,
  colours: ruleSet.colours.flatMap(colour =>
    colour.code === 'red'
      ? [{ ...colour, code: 'orange', label: '橙名单·约谈', letter: '谈', shape: '⬟', direction: -1.5 }, colour]
      : [colour],
  ),
})

/** The lists of the navigation as one reads and follows them: `◆警 黄名单 /lists/yellow`. */
function listsIn(answer: Answer): string[] {
  const $ = pageOf(answer)
  const links = $('nav[aria-label=主导航] a').toArray()
  return links
    .filter(link => $(link).find('.side-mark').length > 0)
    .map(link => `${$(link).text()} ${$(link).attr('href')}`)
}

const legendOf = (answer: Answer): string => pageOf(answer)('.legend').text().replace(/\s+/g, '')

describe('A colour that new rules add', function () {
  this.timeout(120_000)
  let at: TestInstallation
  let k1: Visitor
  before(async () => {
    at = await installation()
    k1 = await at.signIn('k1')
  })
  after(() => at?.close())

  const three = ['▲优 蓝名单 /lists/blue', '◆警 黄名单 /lists/yellow', '■止 红名单 /lists/red']

  it('is not in navigation and legend before they begin', async () => {
    await publish(at, 'V2', '2022-06-01', withOrange)
    const answer = await k1.open('/facts')
    expect(listsIn(answer)).to.deep.equal(three)
    expect(legendOf(answer)).to.include('▲优蓝名单优先○常常态◆警黄名单提醒■止红名单整改□依据不足◇不定色')
    expect((await k1.open('/?sort=orange')).status).to.equal(422)
  })

  it('is there between its neighbours once they have begun, and leads to its list', async () => {
    at.clock.set('2022-06-01', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-06-01')
    const answer = await k1.open('/lists/orange')
    expect(answer.status).to.equal(200)
    expect(listsIn(answer)).to.deep.equal([...three.slice(0, 2), '⬟谈 橙名单 /lists/orange', ...three.slice(2)])
    expect(pageOf(answer)('nav[aria-label=主导航] [aria-current]').text()).to.equal('⬟谈 橙名单')
    expect(legendOf(answer)).to.include('◆警黄名单提醒⬟谈橙名单约谈■止红名单整改')
    expect((await k1.open('/?sort=orange')).status).to.equal(200)
  })

  it('is not there on a day before it, where every list is that of the day', async () => {
    const query = '?asOf=2022-05-31&known=now'
    const answer = await k1.open(`/facts${query}`)
    expect(listsIn(answer)).to.deep.equal(three.map(list => `${list}${query}`))
    expect(legendOf(answer)).not.to.include('橙')
    expect(listsIn(await k1.open('/facts?asOf=2099-01-01'))).to.have.length(4)
  })

  it('leads /lists to the first list in force', async () => {
    expect((await k1.open('/lists')).headers.location).to.equal('/lists/blue')
  })
})
