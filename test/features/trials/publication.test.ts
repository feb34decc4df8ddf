import { expect } from 'chai'
import { type Filled, filledInstallation, triedBy } from '../../support/filled.ts'
import type { Username } from '../../support/installation.ts'
import { type Answer, type Fields, faultsOf, pageOf, wordsOf } from '../../support/visitor.ts'
import { changeDraft } from './trials-world.ts'

const publication = { effectiveOn: '2022-06-01', documentNo: '海组发〔2022〕9号' }

describe('A draft on its way to publication', function () {
  this.timeout(180_000)
  let at: Filled
  before(async () => {
    at = await filledInstallation()
  })
  after(() => at.close())

  const path = (id: string, step = ''): string => `/rules/drafts/${id}${step === '' ? '' : `/${step}`}`
  /** Opens the form of a step and sends it with the version it shows. */
  async function take(who: Username, id: string, step: string, fields: Fields = {}): Promise<Answer> {
    const visitor = at.as(who)
    const $ = pageOf(await visitor.open(path(id, step)))
    const version = String($('input[name=version]').val() ?? (await draftOf(id)).version)
    const seen = $('input[name=seen]').val()
    await visitor.open('/account')
    return visitor.post(path(id, step), { version, ...(typeof seen === 'string' ? { seen } : {}), ...fields })
  }
  const draftOf = async (id: string) => {
    const found = await at.database.db
      .collection<{ _id: string; version: number; review?: { state: string } }>('rule_sets')
      .findOne({ _id: id })
    if (found === null) throw new Error('no draft')
    return found
  }
  /** A new draft by k1 with a yellow line of 90: c00006 becomes yellow. */
  async function newDraft(y1 = 9000): Promise<string> {
    const k1 = at.as('k1')
    await k1.open('/rules/drafts')
    const answer = await k1.post('/rules/drafts', { note: '提高黄名单分数线' })
    const id = String(answer.headers.location).split('/').at(-1) ?? ''
    await changeDraft(at, id, { 'conditions.Y1.1': y1 })
    return id
  }
  const done = (answer: Answer): void => expect(answer.status, wordsOf(answer)).to.equal(303) && undefined
  /** Refused with 409 and a sentence that says what to do. */
  const refused = (answer: Answer, sentence: string): void => {
    expect(answer.status).to.equal(409)
    expect(wordsOf(answer)).to.include(sentence)
  }

  it('is tried, handed in, approved and published by another, and rules from its day', async () => {
    const id = await newDraft()
    refused(await take('k1', id, 'submission'), '还没有可用的试算')
    expect(wordsOf(await at.as('k1').open(path(id)))).to.include('下一步：对这一稿试算')
    await triedBy(at.as('k1'), id)
    expect(wordsOf(await at.as('k1').open(path(id))))
      .to.include('颜色变动 1 人')
      .and.to.include('下一步：送审')
    refused(await take('dep', id, 'publication', publication), '还没有审核通过')
    refused(await take('dep', id, 'review', { decision: 'approve', comment: '' }), '还没有送审')
    done(await take('k1', id, 'submission', { note: '请看黄名单' }))
    refused(await take('k1', id, 'submission'), '已经送审')
    refused(await take('dep', id, 'publication', publication), '还没有审核')
    expect((await take('k1', id, 'review', { decision: 'approve', comment: '' })).status).to.equal(403)
    const seen = wordsOf(await at.as('dep').open(path(id, 'review')))
    expect(seen)
      .to.match(/得分（低于）\s*75 分\s*90 分/)
      .and.to.include('颜色变动 1 人')
      .and.to.include('请看黄名单')
    done(await take('dep', id, 'review', { decision: 'approve', comment: '同意' }))
    expect((await take('k1', id, 'publication', publication)).status).to.equal(403)
    const form = pageOf(await at.as('k2').open(path(id, 'publication')))
    expect(form('select[name=effectiveOn]').val()).to.equal('2022-06-01')
    const answer = await take('k2', id, 'publication', publication)
    expect(answer.headers.location).to.equal('/rules/V2')
    expect((await at.rules.inForce('2022-06-01')).ruleSet.id).to.equal('V2')
    expect(wordsOf(await at.as('k1').open('/rules/V2')))
      .to.include('王副部长')
      .and.to.include('核对一致')
    refused(await take('dep', id, 'publication', publication), '已经发布为 V2')
    const after = await at.as('k1').open(path(id))
    const steps = pageOf(after)('.steps .step').toArray()
    expect(steps.map(step => pageOf(after)(step).attr('class'))).to.deep.equal(Array(5).fill('step done'))
    const [, , submitted, reviewed, became] = steps.map(step => pageOf(after)(step).text())
    expect(submitted).to.match(/李科员，2022-05-31/)
    expect(reviewed).to.match(/王副部长，2022-05-31/)
    expect(became).to.include('已发布为 V2')
    expect(wordsOf(after)).to.include('审核通过第').and.to.include('同意').and.to.not.include('下一步')
    const tried = pageOf(after)('a:contains("看送审时的试算")').attr('href') ?? ''
    expect(wordsOf(await at.as('k1').open(tried))).to.include('这份草案已发布为 V2')
  })

  it('discarded shows no step that it did not take', async () => {
    const id = await newDraft(8600)
    done(await take('k1', id, 'discarding'))
    expect(pageOf(await at.as('k1').open(path(id)))('.steps').length).to.equal(0)
  })

  /** What stands under 待办 on a person's first page: the words, and where they lead. */
  async function waitingOf(who: Username, id: string): Promise<readonly string[]> {
    const $ = pageOf(await at.as(who).open('/'))
    return $(`main a[href^="${path(id)}"]`)
      .toArray()
      .map(link => `${$(link).closest('tr').text().replace(/\s+/g, ' ').trim()} → ${$(link).attr('href')}`)
  }

  it('stands on the first page of whoever has the next word, and of nobody else', async () => {
    const id = await newDraft(8700)
    const everybody = async () => {
      const names = ['k1', 'k2', 'dep', 'lead', 'j1'] as const
      const said = await Promise.all(names.map(async who => [who, await waitingOf(who, id)] as const))
      return Object.fromEntries(said.filter(([, lines]) => lines.length > 0))
    }
    expect(await everybody()).to.deep.equal({})
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    const submitted = await everybody()
    expect(Object.keys(submitted)).to.deep.equal(['k2', 'dep'])
    expect(submitted.dep).to.have.length(1)
    expect(submitted.dep?.[0]).to.match(
      new RegExp(`^提高黄名单分数线（第 2 稿） ?待审核 ?李科员于 .+ 送审 → ${path(id, 'review')}$`),
    )
    done(await take('dep', id, 'review', { decision: 'return', comment: '理由再写清楚' }))
    const returned = await everybody()
    expect(Object.keys(returned)).to.deep.equal(['k1'])
    expect(returned.k1?.[0]).to.match(new RegExp(`已退回，待修改 ?王副部长于 .+ 退回 → ${path(id)}$`))
    done(await take('k1', id, 'submission'))
    done(await take('dep', id, 'review', { decision: 'approve', comment: '' }))
    const approved = await everybody()
    expect(Object.keys(approved)).to.deep.equal(['k2', 'dep'])
    expect(approved.k2?.[0]).to.match(/待发布 ?王副部长于 .+ 审核通过/)
    const past = pageOf(await at.as('dep').open('/?asOf=2022-05-30&known=then'))
    expect(past(`main a[href^="${path(id)}"]`).length).to.equal(0)
  })

  it('returned with a comment shows it, and is handed in again', async () => {
    const id = await newDraft(8900)
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    const silent = await take('dep', id, 'review', { decision: 'return', comment: '' })
    expect(silent.status).to.equal(422)
    expect(faultsOf(silent).join()).to.include('退回须说明要改什么')
    done(await take('dep', id, 'review', { decision: 'return', comment: '理由再写清楚' }))
    expect(wordsOf(await at.as('k1').open(path(id)))).to.include('退回第 2 稿：理由再写清楚')
    refused(await take('dep', id, 'publication', publication), '还没有审核通过')
    done(await take('k1', id, 'submission'))
  })

  it('approved by one is not returned by another from a page opened before: told, with what stands now', async () => {
    const id = await newDraft(8550)
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    const [k2, review] = [at.as('k2'), path(id, 'review')]
    const seenOn = (page: Answer): string => String(pageOf(page)('input[name=seen]').val())
    const stale = seenOn(await k2.open(review))
    done(await take('dep', id, 'review', { decision: 'approve', comment: '同意提高' }))
    await k2.open('/account')
    const fields = { version: '2', decision: 'return', comment: '不同意' }
    const late = await k2.post(review, { ...fields, seen: stale })
    refused(late, '您打开审核页以后，这一稿已由王副部长审核通过，您的意见没有记入')
    expect(wordsOf(late)).to.match(/审核 ?王副部长，2022-05-31 \d\d:\d\d 通过：同意提高/)
    expect(pageOf(late)('textarea[name=comment]').val()).to.equal('不同意')
    expect((await draftOf(id)).review?.state).to.equal('approved')
    refused(await k2.post(review, fields), '您的意见没有记入')
    done(await k2.post(review, { ...fields, seen: seenOn(late) }))
    expect((await draftOf(id)).review?.state).to.equal('returned')
    const again = await take('dep', id, 'review', { decision: 'approve', comment: '' })
    refused(again, '已由周科员退回')
  })

  for (const state of ['submitted', 'approved'] as const)
    it(`${state} and then edited stands without review: told on the page and in the audit, and not published`, async () => {
      const id = await newDraft(8800)
      await triedBy(at.as('k1'), id)
      done(await take('k1', id, 'submission'))
      if (state === 'approved') done(await take('dep', id, 'review', { decision: 'approve', comment: '' }))
      const seen = await draftOf(id)
      const edited = await editNote(id, '又改了理由')
      done(edited)
      expect(wordsOf(await at.as('k1').open(path(id)))).to.include('的修改而撤销，须重新试算、送审')
      expect((await draftOf(id)).review?.state).to.equal('revoked')
      const audit = await at.database.db
        .collection<{ before: { review: string }; after: { review: string } }>('audit')
        .findOne({ action: 'rules.edit-draft', 'object.id': id })
      expect([audit?.before.review, audit?.after.review]).to.deep.equal([state, 'revoked'])
      await at.as('dep').open('/account')
      const late = await at.as('dep').post(path(id, 'publication'), { version: String(seen.version), ...publication })
      expect(late.status).to.equal(409)
      refused(await take('dep', id, 'publication', publication), '修改而撤销')
      // The text the trial was of is the same; only the reason is another: it is handed in anew.
      done(await take('k1', id, 'submission'))
    })

  /** Changes the reason of a draft, with every other field of its form as it stands. */
  async function editNote(id: string, note: string): Promise<Answer> {
    const k1 = at.as('k1')
    const $ = pageOf(await k1.open(path(id)))
    const form = $(`form[action="${path(id)}"]`)
    const fields = Object.fromEntries(
      form
        .find('input[name], textarea[name], select[name]')
        .toArray()
        .map(field => [$(field).attr('name') ?? '', String($(field).val() ?? '')]),
    )
    return k1.post(path(id), { ...fields, note })
  }

  it('approved on a trial that has grown old needs a new one before it is published', async () => {
    const id = await newDraft(8700)
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    done(await take('dep', id, 'review', { decision: 'approve', comment: '' }))
    at.clock.set('2022-06-08', 36_000)
    refused(await take('dep', id, 'publication', { ...publication, effectiveOn: '2022-07-01' }), '还没有可用的试算')
    await triedBy(at.as('k1'), id)
    done(await take('dep', id, 'publication', { ...publication, effectiveOn: '2022-07-01' }))
    at.clock.set('2022-06-09', 36_000)
  })

  it('published by two people at the same moment is one version, and the other is told', async () => {
    const id = await newDraft(8650)
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    done(await take('dep', id, 'review', { decision: 'approve', comment: '' }))
    const versions = () => at.database.db.collection('rule_sets').countDocuments({ status: 'published' })
    const before = await versions()
    const both = ['dep', 'k2'] as const
    for (const who of both) await at.as(who).open(path(id, 'publication'))
    const fields = { version: String((await draftOf(id)).version), ...publication, effectiveOn: '2022-08-01' }
    const answers = await Promise.all(both.map(who => at.as(who).post(path(id, 'publication'), fields)))
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409])
    for (const answer of answers) if (answer.status === 409) expect(wordsOf(answer)).to.include('已经发布为')
    expect(await versions()).to.equal(before + 1)
  })

  it('that breaks a saved case is approved only with a reason, which stays with the review', async () => {
    const id = await newDraft(8600)
    await at.as('k1').open('/trials/cases/new')
    const demand = { name: '六号须变黄', person: 'c00006', must: 'be', colour: 'yellow', reason: '核实过' }
    done(await at.as('k1').post('/trials/cases', demand))
    await triedBy(at.as('k1'), id)
    done(await take('k1', id, 'submission'))
    const $ = pageOf(await at.as('dep').open(path(id, 'review')))
    const name = $('textarea[name^="case."]').attr('name') ?? ''
    expect($('main').text()).to.include('必须是 ◆警 黄名单·提醒；草案下为')
    const without = await take('dep', id, 'review', { decision: 'approve', comment: '', [name]: '' })
    expect(without.status).to.equal(422)
    expect(faultsOf(without).join()).to.include('案例“六号须变黄”不符，请说明')
    done(await take('dep', id, 'review', { decision: 'approve', comment: '', [name]: '已另行处理' }))
    const audit = await at.database.db.collection('audit').findOne({ action: 'rules.decide', 'object.id': id })
    expect(JSON.stringify(audit)).to.include('已另行处理')
    // A case saved since fails too: nobody has looked at it.
    await at.as('k1').open('/trials/cases/new')
    done(await at.as('k1').post('/trials/cases', { ...demand, name: '六号须变红', colour: 'red' }))
    refused(
      await take('dep', id, 'publication', { ...publication, effectiveOn: '2022-07-01' }),
      '审核以后又有案例不符：“六号须变红”',
    )
  })

  it('with a fault the checks call an error is not handed in, and the place is told', async () => {
    const id = await newDraft(5000)
    const tried = await at.as('k1').open('/trials/new')
    expect(tried.status).to.equal(200)
    const refusal = await at.as('k1').post('/trials', { draft: id, basis: 'today', day: '' })
    refused(refusal, '不能试算，请先改正')
    expect(pageOf(refusal)(`main a[href="${path(id)}"]`).text()).to.include('看检查和要改的地方')
    const $ = pageOf(await at.as('k1').open(path(id)))
    const actions = $('section .actions a')
    expect($('main').text()).to.include('下一步：先改正发布前检查里须改正的').and.not.include('试算这一稿')
    expect(actions.first().text()).to.equal('去改正')
    expect((await at.as('k1').open(actions.first().attr('href') ?? '')).status).to.equal(200)
    refused(await take('k1', id, 'submission'), '草案的检查还有错误，不能送审')
  })
})
