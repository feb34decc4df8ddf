import { expect } from 'chai'
import { load } from 'cheerio'
import { waitingDrafts } from '../../../src/features/rules/waiting-drafts.ts'
import { draftOf, people, type World, wordsOf, world } from './support.ts'

const R1 = 'conditions.R1.1'
const asked = (key: string) => ({ idempotencyKey: key, requestId: 'r', address: '' })
const idOf = (path: string): string => path.split('/').at(-1) ?? ''

describe('A draft that lost the race to another one', function () {
  this.timeout(60_000)
  let here: World
  let lost: string
  beforeEach(async () => {
    here = await world()
    const won = await draftOf(here, { [R1]: '62', 'conditions.Y3.1': '-9' })
    lost = await draftOf(here, { [R1]: '58', 'conditions.Y1.1': '76' }, '另一处')
    for (const path of [won, lost]) await here.approve(path)
    const publication = { version: 2, documentNo: '1号', effectiveOn: '2022-07-01' }
    await here.drafts.publish(people.dep, idOf(won), publication, asked('wins'))
  })
  afterEach(() => here.close())

  it('is 已过时 in the list and on its page, waits for nobody, and is neither reviewed nor published', async () => {
    const k1 = await here.visitor('k1')
    const row = load((await k1.open('/rules/drafts')).text)('tbody tr').filter((_, one) =>
      load(one).text().includes('另一处'),
    )
    expect(row.text()).to.include('已过时').and.not.to.include('待发布')
    const $ = load((await k1.open(lost)).text)
    expect($('main').text()).to.include('起草以后又发布了 V2').and.not.to.include('下一步：发布')
    expect($('a.btn-primary').attr('href')).to.equal(`${lost}/rebasing`)
    expect($('main').text()).not.to.include('复制为新草案')
    expect(await waitingDrafts(here.store, people.dep)).to.deep.equal([])
    const dep = await here.visitor('dep')
    for (const page of ['publication', 'review']) {
      const answer = await dep.open(`${lost}/${page}`)
      expect(answer.status, page).to.equal(409)
      expect(wordsOf(answer)).to.include('已过时')
    }
    expect((await k1.open(`${lost}/submission`)).status).to.equal(409)
  })

  it('is read-only: its pages say why and what comes next, and have no form', async () => {
    const k1 = await here.visitor('k1')
    const draft = load((await k1.open(lost)).text)
    expect(draft('main').find('form, a[href*="/parts/"], a[href$="/numbers"]')).to.have.length(0)
    expect(draft(`main a[href="${lost}/discarding"]`)).to.have.length(1)
    for (const page of [
      'numbers',
      'parts/colours',
      'parts/conditions',
      'parts/conditions/items/R1',
      'parts/evidence/addition',
    ]) {
      const answer = await k1.open(`${lost}/${page}`)
      expect(answer.status, page).to.equal(200)
      const $ = load(answer.text)
      expect($('main').find('form, button, input'), page).to.have.length(0)
      expect(wordsOf(answer), page).to.include('起草以后又发布了 V2').and.to.include('不能再改')
      expect($('main a.btn-primary').attr('href'), page).to.equal(`${lost}/rebasing`)
    }
  })

  it('refuses what is saved from a page opened before, and shows what was typed in vain', async () => {
    const late = await draftOf(here, {}, '第三份')
    const [numbers, general, reason] = [await here.visitor('k1'), await here.visitor('k1'), await here.visitor('k1')]
    await numbers.open(`${late}/numbers`)
    await general.open(`${late}/parts/general`)
    await reason.open(late)
    const won = await draftOf(here, { [R1]: '63' })
    await here.approve(won)
    const publication = { version: 2, documentNo: '2号', effectiveOn: '2022-08-01' }
    await here.drafts.publish(people.dep, idOf(won), publication, asked('wins again'))
    const typed = { basis: '另一个依据' }
    const refused = [
      [await numbers.send(`${late}/numbers`, { [R1]: '57' }), /条件 R1 得分（低于） ?62 ?57/],
      [await general.send(`${late}/parts/general`, { ...typed, do: 'look:' }), /依据 .*另一个依据/],
      [await general.send(`${late}/parts/general`, typed), /依据 .*另一个依据/],
      [await reason.send(late, { note: '换个理由' }), /已过时/],
    ] as const
    for (const [answer, shown] of refused) {
      expect(answer.status).to.equal(409)
      expect(wordsOf(answer)).to.include('起草以后又发布了 V3').and.to.match(shown)
      expect(load(answer.text)('main').find('form')).to.have.length(0)
    }
    expect(await here.draftAt(late)).to.include({ version: 1, note: '第三份' })
  })

  it('can still be discarded', async () => {
    const k1 = await here.visitor('k1')
    await k1.open(`${lost}/discarding`)
    expect((await k1.send(`${lost}/discarding`)).status).to.equal(303)
    expect((await here.draftAt(lost)).status).to.equal('discarded')
  })

  it('cannot be copied, which would take back what was published', async () => {
    const k1 = await here.visitor('k1')
    const list = await k1.open('/rules/drafts')
    expect(load(list.text)(`select[name=from] option[value="${idOf(lost)}"]`)).to.have.length(0)
    const answer = await k1.send('/rules/drafts', { note: '复制', from: idOf(lost) })
    expect(answer.status).to.equal(422)
    expect(wordsOf(answer)).to.include('已过时')
  })

  it('is begun anew from the new version with its own changes alone, and a choice where both changed', async () => {
    const k1 = await here.visitor('k1')
    const form = await k1.open(`${lost}/rebasing`)
    expect(wordsOf(form))
      .to.include('两边都改了的 1 处')
      .and.to.match(/条件 R1 ?得分（低于） ?62 分 ?58 分/)
    const place = 'keep.conditions.R1.judgement'
    const unchosen = await k1.send(`${lost}/rebasing`, { [place]: '' })
    expect(unchosen.status).to.equal(422)
    expect(load(unchosen.text)(`.form-errors a[href="#f-${place}"]`).text()).to.equal('条件 R1 得分（低于）：请选择。')
    for (const [side, limit] of [
      ['theirs', 6200],
      ['mine', 5800],
    ] as const) {
      await k1.open(`${lost}/rebasing`)
      const answer = await k1.send(`${lost}/rebasing`, { [place]: side })
      expect(answer.status).to.equal(303)
      const begun = await here.store.document(idOf(String(answer.headers.location)))
      expect(begun).to.include({ basedOn: 'V2', version: 1, status: 'draft' })
      const limits = new Map(begun?.ruleSet.conditions.map(({ id, when }) => [id, JSON.stringify(when)]))
      expect(limits.get('R1')).to.include(`"value":${limit}`)
      expect(limits.get('Y1')).to.include('"value":7600')
      expect(limits.get('Y3')).to.include('"value":-900')
    }
  })

  it('says of both sides what they have of an item that one of them deleted', async () => {
    const k1 = await here.visitor('k1')
    const [mine, theirs] = [await draftOf(here, {}, '删一条'), await draftOf(here, { 'conditions.Y7.1': '-12' })]
    await k1.open(`${mine}/parts/conditions`)
    const all = (await here.draftAt(mine)).ruleSet.conditions.map(({ id }) => id)
    await k1.press(`${mine}/parts/conditions`, `delete:conditions.${all.indexOf('Y7')}`)
    await k1.send(`${mine}/parts/conditions`)
    await here.approve(theirs)
    const publication = { version: 2, documentNo: '3号', effectiveOn: '2022-09-01' }
    await here.drafts.publish(people.dep, idOf(theirs), publication, asked('keeps'))
    const form = await k1.open(`${mine}/rebasing`)
    expect(wordsOf(form)).to.match(/条件 Y7 ?整项 ?颜色：黄名单.*12 分.* 已删去/)
    expect(load(form.text)('legend').text()).to.equal('条件 Y7：用哪个')
  })

  it('has nothing to carry over when all it changed was published, and says so', async () => {
    const k1 = await here.visitor('k1')
    const [same, won] = [await draftOf(here, { [R1]: '63' }, '同样'), await draftOf(here, { [R1]: '63' })]
    await here.approve(won)
    const publication = { version: 2, documentNo: '3号', effectiveOn: '2022-09-01' }
    await here.drafts.publish(people.dep, idOf(won), publication, asked('the same'))
    const form = await k1.open(`${same}/rebasing`)
    expect(wordsOf(form)).to.include('原草案的改动 V3 都已有了，不必重新起草')
    expect(load(form.text)('main button')).to.have.length(0)
    expect(load(form.text)('a.btn-primary').attr('href')).to.equal(`${same}/discarding`)
  })

  it('keeps those who wrote it from publishing what is carried over', async () => {
    const k2 = await here.visitor('k2')
    await k2.open(`${lost}/rebasing`)
    const answer = await k2.send(`${lost}/rebasing`, { 'keep.conditions.R1.judgement': 'theirs' })
    const begun = await here.store.document(idOf(String(answer.headers.location)))
    expect(begun?.editors.map(({ id }) => id)).to.deep.equal(['k1', 'k2'])
  })
})
