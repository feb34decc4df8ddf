import { expect } from 'chai'
import { type Filled, filledInstallation, triedBy } from '../../support/filled.ts'
import { usernames } from '../../support/installation.ts'
import { type Answer, type Fields, pageOf, wordsOf } from '../../support/visitor.ts'
import { changeDraft } from './trials-world.ts'

describe('What a review said of cadres', function () {
  this.timeout(180_000)
  let at: Filled
  let draft: string
  before(async () => {
    at = await filledInstallation()
    draft = await published()
  })
  after(() => at.close())

  const secrets = ['六号须变黄', '确应列黄', '已当面同示例某谈过']
  const insiders: readonly string[] = ['k1', 'k2', 'dep', 'lead']

  /** V2, approved although a case fails: the reviewer's words name people. */
  async function published(): Promise<string> {
    const [k1, dep] = [at.as('k1'), at.as('dep')]
    await k1.open('/trials/cases/new')
    const demand = { name: '六号须变黄', person: 'c00006', must: 'be', colour: 'yellow', reason: '核实过' }
    done(await k1.post('/trials/cases', demand))
    await k1.open('/rules/drafts')
    const begun = await k1.post('/rules/drafts', { note: '提高黄名单分数线' })
    const path = String(begun.headers.location)
    const id = path.split('/').at(-1) ?? ''
    await changeDraft(at, id, { 'conditions.Y1.1': 8600 })
    await triedBy(k1, id)
    const take = async (who: typeof k1, step: string, fields: Fields) => {
      const form = pageOf(await who.open(`${path}/${step}`))('main form')
      const hidden = form.find('input[type=hidden]').toArray()
      const carried = hidden.map(({ attribs: { name = '', value = '' } }) => [name, value])
      const reasons = form.find('textarea[name^="case."]').toArray()
      const cases = reasons.map(({ attribs: { name = '' } }) => [name, '确应列黄'])
      done(await who.post(`${path}/${step}`, { ...Object.fromEntries([...carried, ...cases]), ...fields }))
    }
    await take(k1, 'submission', { note: '' })
    await take(dep, 'review', { decision: 'approve', comment: '已当面同示例某谈过' })
    await take(dep, 'publication', { effectiveOn: '2022-06-01', documentNo: '海组发〔2022〕9号' })
    return id
  }
  const done = (answer: Answer): void => expect(answer.status, wordsOf(answer)).to.equal(303) && undefined

  it('is read on the page of the version by those who see drafts or trials', async () => {
    for (const who of insiders) {
      const words = wordsOf(await at.as(who as 'k1').open('/rules/V2'))
      for (const secret of secrets) expect(words, who).to.include(secret)
    }
  })

  it('is for everybody else that it was reviewed, by whom, when, and how many cases did not hold', async () => {
    for (const who of ['j1', 'hr', 'u1', 'c1'] as const)
      expect(wordsOf(await at.as(who).open('/rules/V2')), who)
        .to.match(/审核 ?王副部长，2022-05-31 \d\d:\d\d：1 个试算案例不符，审核人已逐个说明理由/)
        .and.match(/送审 ?李科员，2022-05-31/)
  })

  it('stands on no page and in no file of the rules that others open, nor in the audit log', async () => {
    const audit = at.database.db.collection<{ _id: number }>('audit')
    const entries = await audit.find({ 'object.id': { $in: [draft, 'V2'] } }).toArray()
    const logged = entries.map(({ _id }) => `/audit/${_id}`)
    const pages = ['/rules', '/rules/V2', '/rules/V2/document.json', '/rules/V2/comparison?with=V1', '/', ...logged]
    const told: string[] = []
    for (const who of usernames.filter(name => !insiders.includes(name)))
      for (const path of pages) {
        const { text = '' } = await at.as(who).open(path)
        for (const secret of secrets) if (text.includes(secret)) told.push(`${who} ${path}: ${secret}`)
      }
    expect(told).to.deep.equal([])
    expect(logged.length).to.be.greaterThan(3)
  })
})
