import { expect } from 'chai'
import { load } from 'cheerio'
import { digestOf } from '../../../src/platform/digest.ts'
import { draftOf, idOf, people, type World, wordsOf, world } from './support.ts'

const R1 = 'conditions.R1.1'
const asked = (key: string) => ({ idempotencyKey: key, requestId: 'r', address: '' })

describe('drafts of thresholds', function () {
  this.timeout(60_000)
  let here: World
  beforeEach(async () => {
    here = await world()
  })
  afterEach(() => here.close())

  const draft = (path: string) => here.draftAt(path)

  it('begin with the numbers of the last version, the old value beside each', async () => {
    const k1 = await here.visitor('k1')
    const path = await draftOf(here, {})
    const answer = await k1.open(path)
    const $ = load((await k1.open(`${path}/numbers`)).text)
    const headings = $('main h2, main tr.total th')
      .toArray()
      .map(one => $(one).text())
    expect(headings).to.deep.equal([...new Set(headings)])
    expect(k1.fields[R1]).to.equal('60')
    expect(k1.fields['conditions.R5.1']).to.equal('1/3')
    expect(k1.fields['conditions.B4.2']).to.equal('称职')
    expect(k1.fields['evidence.N12.grade.2']).to.equal('−5')
    expect(wordsOf(answer)).to.include('还没有改动')
  })

  it('say the condition anew when its number changes, and as before when it is put back', async () => {
    const path = await draftOf(here, { [R1]: '62.5' })
    const sentence = async () => (await draft(path)).ruleSet.conditions.find(rule => rule.id === 'R1')?.sentence
    expect(await sentence()).to.equal('得分低于 62.5 分，且依据覆盖率不低于 60%，且任现职满 6 个月')
    const k1 = await here.visitor('k1')
    expect(wordsOf(await k1.open(path))).to.match(/条件 R1 ?得分（低于） ?60 分 ?62\.5 分/)
    await k1.open(`${path}/numbers`)
    await k1.send(`${path}/numbers`, { [R1]: '60' })
    expect(await sentence()).to.equal('得分低于 60 分，依据覆盖率不低于 60%，任现职满 6 个月')
  })

  it('refuse what is no number, out of bounds or out of sense, beside the field, and keep what was typed', async () => {
    const path = await draftOf(here, {})
    const cases: [string, string, string][] = [
      [R1, 'NaN', '请填写数字'],
      [R1, '1e309', '请填写数字'],
      [R1, '', '请填写'],
      ['conditions.R5.1', '4/3', '分数'],
      ['conditions.R5.1', '1/0', '分数'],
      ['conditions.B4.2', '特优', '请从列出的选项中选择'],
      ['conditions.R2.1', '0', '请填写 1 至'],
      ['score.parts.result', '51', '权重合计须为 100'],
      ['score.fading.2', '101', '请填写 0 至 100'],
      ['evidence.N1.person', '1', '请填写 -100.00 至 0.00'],
      ['evidence.P4.cap', '0', '封顶须大于 0'],
      [R1, '80', '红名单·整改的分数线须低于黄名单·提醒'],
    ]
    for (const [field, typed, sentence] of cases) {
      const k1 = await here.visitor('k1')
      await k1.open(`${path}/numbers`)
      const answer = await k1.send(`${path}/numbers`, { [field]: typed })
      expect(answer.status, `${field}=${typed}`).to.equal(422)
      const $ = load(answer.text)
      expect($(`[id="f-${field}-error"]`).text(), `${field}=${typed}`).to.include(sentence)
      expect($(`.form-errors a[href="#f-${field}"]`).text()).to.include(sentence)
      expect(k1.fields[field]).to.equal(typed === '特优' ? k1.fields[field] : typed)
    }
    expect((await draft(path)).version).to.equal(1)
  })

  it('answer 409 to a stale edit with both values, and take it when sent again', async () => {
    const path = await draftOf(here, {})
    const k1 = await here.visitor('k1')
    const k2 = await here.visitor('k2')
    await k1.open(`${path}/numbers`)
    await k2.open(`${path}/numbers`)
    await k2.send(`${path}/numbers`, { [R1]: '61' })
    const answer = await k1.send(`${path}/numbers`, { [R1]: '62' })
    expect(answer.status).to.equal(409)
    expect(k1.fields[R1]).to.equal('62')
    expect(wordsOf(answer)).to.include('已存：61 分')
    expect((await k1.send(`${path}/numbers`)).status).to.equal(303)
    expect((await draft(path)).ruleSet.conditions.find(rule => rule.id === 'R1')?.when).to.deep.nested.include({
      'all[0].value': 6200,
    })
  })

  it('keep the reason they were begun for until another is given', async () => {
    const path = await draftOf(here, {})
    const k1 = await here.visitor('k1')
    await k1.open(path)
    expect((await k1.send(path, { note: ' ' })).status).to.equal(422)
    expect((await k1.send(path, { note: '收紧红线' })).status).to.equal(303)
    expect(await draft(path)).to.include({ note: '收紧红线', version: 2 })
  })

  it('are written down with the numbers before and after', async () => {
    const path = await draftOf(here, { [R1]: '62' })
    const entry = await here.database.db.collection('audit').findOne({ action: 'rules.edit-draft' })
    expect(JSON.stringify(entry)).to.include('"条件 R1 得分（低于）":"60 分"').and.to.include('"62 分"')
    expect(entry?.object).to.deep.equal({ type: 'ruleSet', id: idOf(path) })
  })

  it('can be discarded, and are then closed to edits and publication', async () => {
    const path = await draftOf(here, { [R1]: '62' })
    await here.approve(path)
    const k1 = await here.visitor('k1')
    const dep = await here.visitor('dep')
    await dep.open(`${path}/publication`)
    await k1.open(`${path}/numbers`)
    const fields = { ...k1.fields }
    await k1.open(`${path}/discarding`)
    expect((await k1.send(`${path}/discarding`)).status).to.equal(303)
    expect((await k1.send(`${path}/numbers`, { ...fields, [R1]: '63' })).status).to.equal(409)
    expect((await dep.send(`${path}/publication`, { documentNo: '〔2022〕1号' })).status).to.equal(409)
    expect((await here.rules.published()).length).to.equal(1)
  })

  describe('published', () => {
    const publication = { effectiveOn: '2022-07-01', documentNo: '海组发〔2022〕9号' }

    it('by a second person become the next version, which rules from its day and never changes', async () => {
      const path = await draftOf(here, { [R1]: '62', 'evidence.P1.person': '5' })
      await here.approve(path)
      const dep = await here.visitor('dep')
      expect(wordsOf(await dep.open(`${path}/publication`))).to.include('条件 R1 得分（低于） 60 分 62 分')
      const answer = await dep.send(`${path}/publication`, publication)
      expect(answer.headers.location).to.equal('/rules/V2')
      const stored = await here.store.document('V2')
      expect(stored).to.deep.include({ status: 'published', effectiveOn: '2022-07-01', basedOn: 'V1' })
      expect(stored?.hash).to.equal(digestOf(stored?.ruleSet))
      expect(stored?.ruleSet.title).to.equal('执行力三色规则 第二版')
      expect((await here.rules.inForce('2022-06-30')).ruleSet.id).to.equal('V1')
      expect((await here.rules.inForce('2022-07-01')).ruleSet.id).to.equal('V2')
      expect(wordsOf(await dep.open('/rules/V2')))
        .to.include('待施行')
        .and.to.include('海组发〔2022〕9号')
      expect(wordsOf(await dep.open('/rules'))).to.include('V2 已发布（海组发〔2022〕9号），2022-07-01 起施行')
      expect(wordsOf(await dep.open('/rules/V2/comparison'))).to.match(/事实 P1 本人 6 分 5 分/)
      for (const change of ['', '/discarding', '/publication']) {
        const k1 = await here.visitor('k1')
        await k1.open('/rules/drafts')
        const answer = await k1.sendOnly(`/rules/drafts/V2${change}`, { ...publication, version: '2' })
        expect(answer.status, change).to.be.oneOf([404, 422])
      }
      expect((await here.store.document('V2'))?.hash).to.equal(stored?.hash)
    })

    it('are refused to everyone who edited them, with a sentence', async () => {
      const path = await draftOf(here, { [R1]: '62' })
      const k2 = await here.visitor('k2')
      await k2.open(`${path}/numbers`)
      await k2.send(`${path}/numbers`, { [R1]: '63' })
      for (const who of ['k1', 'k2'] as const) {
        const visitor = await here.visitor(who)
        expect((await visitor.open(`${path}/publication`)).status).to.equal(403)
        expect(wordsOf(await visitor.open(path))).to.include('须由没有参与起草的另一人')
        const answer = await visitor.sendOnly(`${path}/publication`, { ...publication, version: '3' })
        expect(answer.status).to.equal(403)
        expect(answer.text).to.include('须由没有参与起草的另一人审核、发布')
      }
      const publish = here.drafts.publish(people.k2, idOf(path), { version: 3, ...publication }, asked('k2-tries'))
      const refusal = await publish.then(String, (error: Error) => error.message)
      expect(refusal).to.equal('您起草或修改过这份草案，须由没有参与起草的另一人审核、发布。')
      expect((await here.rules.published()).length).to.equal(1)
    })

    it('need the first day of a coming month and a 文号', async () => {
      const path = await draftOf(here, { [R1]: '62' })
      await here.approve(path)
      const dep = await here.visitor('dep')
      for (const [wrong, field, words] of [
        [{ effectiveOn: '2022-05-01' }, 'effectiveOn', '最早为下月 1 日（2022-06-01）'],
        [{ effectiveOn: '2022-05-31' }, 'effectiveOn', '最早为下月 1 日（2022-06-01）'],
        [{ effectiveOn: '2022-06-02' }, 'effectiveOn', '只能自某月 1 日起施行，最近的是 2022-06-01'],
        [{ effectiveOn: '2022-02-30' }, 'effectiveOn', '不是有效的日期'],
        [{ effectiveOn: '2202-07-01' }, 'effectiveOn', '最晚为 2023-05-01'],
        [{ effectiveOn: '' }, 'effectiveOn', '请填写'],
        [{ documentNo: ' ' }, 'documentNo', '请填写'],
      ] as const) {
        await dep.open(`${path}/publication`)
        const answer = await dep.send(`${path}/publication`, { ...publication, ...wrong })
        expect(answer.status).to.equal(422)
        expect(load(answer.text)(`#f-${field}-error`).text(), JSON.stringify(wrong)).to.include(words)
      }
    })

    it('are not even handed in where they say what is published already, and their page says so', async () => {
      const same = await draftOf(here, {})
      const k1 = await here.visitor('k1')
      const $ = load((await k1.open(same)).text)
      expect($('main').text()).to.include('还没有改动，与所依据的版本相同，不能送审')
      expect($('a.btn-primary').first().attr('href')).to.equal(`${same}/numbers`)
      const form = await k1.open(`${same}/submission`)
      expect(form.status).to.equal(409)
      expect(wordsOf(form)).to.include('草案与 V1 没有差别，无须送审、发布')
      await k1.open(same)
      const answer = await k1.send(`${same}/submission`, { version: '1', note: '' })
      expect(answer.status).to.equal(409)
      expect(wordsOf(answer)).to.include('没有差别，无须送审、发布')
      expect((await here.draftAt(same)).review ?? null).to.equal(null)
    })

    it('name the version that was reviewed: an edit since is a conflict', async () => {
      const path = await draftOf(here, { [R1]: '62' })
      await here.approve(path)
      const dep = await here.visitor('dep')
      await dep.open(`${path}/publication`)
      const k1 = await here.visitor('k1')
      await k1.open(`${path}/numbers`)
      await k1.send(`${path}/numbers`, { [R1]: '63' })
      const answer = await dep.send(`${path}/publication`, publication)
      expect(answer.status).to.equal(409)
      expect(wordsOf(answer)).to.include('审核已因李甲的修改而撤销')
      expect((await here.rules.published()).length).to.equal(1)
    })

    it('go through once when two publish at the same time', async () => {
      const path = await draftOf(here, { [R1]: '62' })
      await here.approve(path)
      const both = await Promise.allSettled(
        [people.dep, people.k2].map(actor =>
          here.drafts.publish(actor, idOf(path), { version: 2, ...publication }, asked(`publish-${actor.userId}`)),
        ),
      )
      expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected'])
      const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
      expect(lost.reason.constructor.name).to.equal('Conflict')
      expect((await here.rules.published()).map(({ ruleSet }) => ruleSet.id)).to.deep.equal(['V1', 'V2'])
    })

    it('are stale once another draft of the same base was published', async () => {
      const first = await draftOf(here, { [R1]: '62' })
      const second = await draftOf(here, { 'conditions.Y1.1': '76' })
      const publish = async (path: string, effectiveOn: string) => {
        const review = (await draft(path)).review?.state
        if (review !== 'approved') await here.approve(path)
        return here.drafts.publish(
          people.dep,
          idOf(path),
          { version: 2, documentNo: '1号', effectiveOn },
          asked(`${path}-${effectiveOn}`),
        )
      }
      await publish(first, '2022-07-01')
      const refusal = await publish(second, '2022-08-01').then(String, (error: Error) => error.message)
      expect(refusal).to.include('起草以后又发布了 V2')
      const third = await draftOf(here, { 'conditions.Y1.1': '76' })
      expect((await draft(third)).basedOn).to.equal('V2')
      const early = await publish(third, '2022-06-01').then(String, (error: Error) => error.message)
      expect(early).to.include('新版本不能早于这一天')
      expect(await publish(third, '2022-08-01').catch(String)).to.equal('V3')
    })
  })
})
