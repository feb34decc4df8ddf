import { expect } from 'chai'
import { installation, type TestInstallation } from '../../support/installation.ts'
import { publish } from '../../support/publish.ts'
import { wordsOf } from '../../support/visitor.ts'
import { limited } from '../ratings/other-rules.ts'

describe('What is told of limits while other rules are to come', function () {
  this.timeout(120_000)
  let at: TestInstallation
  before(async () => {
    at = await installation()
    await publish(at, 'V2', '2022-07-01', limited(9900))
    await publish(at, 'V3', '2022-07-01', limited(7600))
    await publish(at, 'V4', '2022-09-01', limited(7700))
  })
  after(() => at?.close())

  const sentence = (id: string, day: string, now: string): string =>
    `规则 ${id} 自 ${day} 起施行；离转差、转好还差多少，在此以前都按现行的 ${now}。`
  const pages = [
    ['lead', '/'],
    ['lead', '/alerts'],
    ['k1', '/files/c00001'],
    ['c1', '/files/c00001'],
  ] as const
  async function said(query = ''): Promise<readonly number[]> {
    const found = []
    for (const [who, path] of pages) {
      const answer = await (await at.signIn(who)).open(`${path}${query}`)
      expect(answer.status, `${who} ${path}`).to.equal(200)
      found.push(wordsOf(answer).split('离转差、转好还差多少').length - 1)
    }
    return found
  }

  it('names once the next rules that will be in force, and those that are', async () => {
    expect(await said()).to.deep.equal([1, 1, 1, 1])
    const answer = await (await at.signIn('lead')).open('/alerts')
    expect(wordsOf(answer)).to.include(sentence('V3', '2022-07-01', 'V1'))
  })

  it('goes on to those after them once they have begun', async () => {
    at.clock.set('2022-07-01', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-07-01')
    expect(await said()).to.deep.equal([1, 1, 1, 1])
    const answer = await (await at.signIn('lead')).open('/')
    expect(wordsOf(answer)).to.include(sentence('V4', '2022-09-01', 'V3'))
  })

  it('is said of a past day as it was that evening', async () => {
    for (const known of ['then', 'now']) {
      const answer = await (await at.signIn('lead')).open(`/?asOf=2022-06-10&known=${known}`)
      expect(wordsOf(answer), known).to.include(sentence('V3', '2022-07-01', 'V1'))
    }
  })

  it('is not said when nothing is to come', async () => {
    at.clock.set('2022-09-01', 9 * 3600)
    await at.ratings.dailyPass(at.journal, '2022-09-01')
    expect(await said()).to.deep.equal([0, 0, 0, 0])
  })
})
