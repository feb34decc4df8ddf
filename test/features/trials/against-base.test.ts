import { expect } from 'chai'
import type { RuleVersion } from '../../../src/domain/rules/rule-set.ts'
import { createRulesStore } from '../../../src/features/rules/index.ts'
import { bothSides } from '../../../src/features/trials/both-sides.ts'
import { startForm } from '../../../src/features/trials/start-form.ts'
import type { TrialDocument } from '../../../src/features/trials/trial-model.ts'
import { type Filled, filledInstallation, sharedInstallation, trialEnds } from '../../support/filled.ts'
import { publish } from '../../support/publish.ts'
import { type Answer, faultsOf, pageOf, wordsOf } from '../../support/visitor.ts'
import { limited } from '../ratings/other-rules.ts'
import { changeDraft } from './trials-world.ts'

const Y1 = 'conditions.Y1.1'
const CLOSE = 'close:2022-05'

/** c00006 has 88.00. V2 makes everybody below 90 yellow from June on; the draft based on it goes back to 75. */
describe('A trial over data of other rules than the draft is based on', function () {
  this.timeout(120_000)
  let at: Filled
  let outdated: string
  let draft: string
  before(async () => {
    at = await filledInstallation()
    outdated = at.ids.ruleDraft
    await publish(at, 'V2', '2022-06-01', limited(9000))
    draft = await newDraft('退回原来的分数线', 7500)
  })
  after(() => at.close())

  async function newDraft(note: string, line: number): Promise<string> {
    const k1 = at.as('k1')
    await k1.open('/rules/drafts')
    const id =
      String((await k1.post('/rules/drafts', { note })).headers.location)
        .split('/')
        .at(-1) ?? ''
    await changeDraft(at, id, { [Y1]: line })
    return id
  }
  async function run(fields: Record<string, string>): Promise<[string, Answer]> {
    const k1 = at.as('k1')
    await k1.open('/trials/new')
    const answer = await k1.post('/trials', { draft, basis: CLOSE, day: '', ...fields })
    expect(answer.status, wordsOf(answer)).to.equal(303)
    const id = String(answer.headers.location).split('/').at(-1) ?? ''
    return [id, await trialEnds(k1, id)]
  }
  const document = (id: string): Promise<TrialDocument | null> =>
    at.database.db.collection<TrialDocument>('trials').findOne({ _id: id })

  it('asks what to compare with, and says of each close which other rules were in force', async () => {
    const $ = pageOf(await at.as('k1').open('/trials/new'))
    const choices = $('input[name=against]').toArray()
    expect(choices.map(one => [$(one).val(), $(one).parent().text().trim()])).to.deep.equal([
      ['inForce', '当时施行的规则'],
      ['base', '草案所依据的版本（V2）'],
    ])
    expect($('input[name=against]:checked').val()).to.equal('inForce')
    expect($(`option[value="${CLOSE}"]`).text()).to.include('当时施行 V1')
  })

  it('asks also where everything that is offered is of the base, because a day may be typed', async () => {
    const published = await at.rules.published()
    const { against } = startForm({}, {}, { drafts: [], closes: [], published, today: '2022-07-01' })
    expect(against?.name).to.equal('against')
  })

  it('compares with the rules of the time unless asked otherwise: here nothing differs', async () => {
    const [id, answer] = await run({})
    expect(wordsOf(answer)).to.include('颜色变动 0人').and.to.include('当时施行的规则')
    expect((await document(id))?.before.id).to.equal('V1')
  })

  it('compares with the base when asked, and names it in header, headings and reasons', async () => {
    const [id, answer] = await run({ against: 'base' })
    expect(wordsOf(answer))
      .to.include('颜色变动 1人')
      .and.to.include('与 V2（草案所依据的版本）对照')
      .and.to.include('V2 下 ＼ 草案下')
      .and.to.include('送审另须有一次与当时施行的规则对照的试算')
    const movers = await at.as('k1').open(`/trials/${id}/movers`)
    expect(wordsOf(movers)).to.include('得分 88.00 分，V2“得分低于 90 分”，草案“得分低于 75 分”')
    expect(pageOf(movers)('th').text()).to.include('V2 下')
    expect(await document(id)).to.deep.include({ against: 'base' })
    expect((await document(id))?.before.id).to.equal('V2')
  })

  it('judges both sides from what the close measured', async () => {
    const published = await at.rules.published()
    const [inForce, base] = published as [RuleVersion, RuleVersion]
    const found = await createRulesStore(at.database).document(draft)
    const basis = { kind: 'close', closeId: '2022-05', label: '', day: '2022-05-31', knownAt: '' } as const
    const sources = {
      measured: at.closes.measured,
      sizeOf: at.closes.sizeOf,
      ratings: { asOf: () => Promise.reject(new Error('the ledger was read')) },
    }
    const own = { ...base, ruleSet: found?.ruleSet ?? base.ruleSet, hash: found?.hash ?? '' }
    const watch = { onProgress: () => undefined, signal: new AbortController().signal }
    const [before, after] = await bothSides(sources, { before: base, draft: own, inForce }, basis, watch)
    const colours = [before, after].map(({ rows }) => [...rows].find(({ cadreId }) => cadreId === 'c00006')?.colour)
    expect(colours).to.deep.equal(['yellow', 'none'])
  })

  it('against the base is no trial that a review may rest on', async () => {
    const other = await newDraft('降一分', 8900)
    await run({ draft: other, basis: 'today', against: 'base' })
    const k1 = at.as('k1')
    expect((await k1.open(`/rules/drafts/${other}/submission`)).status).to.equal(409)
    await run({ draft: other, basis: 'today' })
    expect((await k1.open(`/rules/drafts/${other}/submission`)).status).to.equal(200)
  })

  it('is not asked where only one version is there', async () => {
    const fresh = await sharedInstallation()
    expect(pageOf(await fresh.as('k1').open('/trials/new'))('input[name=against]').length).to.equal(0)
  })

  it('is not offered for an outdated draft, and refused where one is named', async () => {
    const k1 = at.as('k1')
    const $ = pageOf(await k1.open('/trials/new'))
    expect($(`option[value="${outdated}"]`).length).to.equal(0)
    expect($(`option[value="${draft}"]`).length).to.equal(1)
    const answer = await k1.post('/trials', { draft: outdated, basis: 'today', day: '' })
    expect(answer.status).to.equal(409)
    expect(wordsOf(answer)).to.include('起草以后又发布了 V2').and.to.include('不能再改、试算')
    expect(faultsOf(answer).join()).not.to.include('请选择')
    const old = await k1.open(`/trials/${at.ids.trial}`)
    expect(wordsOf(old)).to.include('这份草案已过时')
  })
})
