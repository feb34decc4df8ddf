import { expect } from 'chai'
import { HOSTILE, KILLERS } from '../platform/workbook/hostile-files.ts'
import { assessmentFields, type Filled, factFields, sharedInstallation } from '../support/filled.ts'
import { soon } from '../support/soon.ts'
import { type Answer, faultsOf, pageOf, type Visitor } from '../support/visitor.ts'

describe('A bad form', function () {
  this.timeout(60_000)
  let at: Filled
  let k1: Visitor
  before(async () => {
    at = await sharedInstallation()
    k1 = at.as('k1')
    await k1.open('/facts/new')
  })

  const long = '长'.repeat(2000)
  const cases: readonly (readonly [what: string, field: string, fields: Record<string, string>, says: RegExp])[] = [
    ['an unknown field', 'verifiedBy', { verifiedBy: 'k1' }, /未知字段：verifiedBy/],
    ['another role in a hidden field', 'role', { role: 'sys' }, /未知字段：role/],
    ['a word where a number belongs', 'sameAs', { sameAs: '第三号' }, /同一件事实：请填写/],
    ['a word where a choice belongs', 'intent', { intent: 'maybe' }, /主观故意：请从列出的选项中选择/],
    ['an impossible date', 'day', { day: '2022-02-30' }, /不是有效的日期/],
    ['a day to come', 'day', { day: '2022-06-01' }, /不能晚于今天/],
    ['text too long', 'title', { title: long }, /不能超过 \d+ 个字/],
    ['control characters', 'title', { title: '事实\u0007' }, /含有不能显示的字符/],
    ['an unknown unit', 'unitId', { unitId: 'u999' }, /没有这个单位/],
    ['an unknown channel', 'channel', { channel: '听说' }, /请从列出的渠道中选择/],
    ['a code that is none', 'code', { code: 'N99' }, /请选择类别/],
    ['a person nobody knows', 'persons', { persons: '无此人' }, /没有找到“无此人”/],
    ['a day before the post began', 'persons', { persons: 'c00005', day: '2017-05-20' }, /任职始于 2018-03-15/],
    ['nothing where something is required', 'title', { title: '  ' }, /请用一句话写明事实/],
  ]
  for (const [what, field, wrong, says] of cases)
    it(`with ${what} names the field, and keeps every word`, async () => {
      const before = await at.counts()
      const fields = factFields({ proof: '复核单第 9 页', ...wrong })
      const answer = await k1.post('/facts', fields)
      expect(answer.status).to.equal(422)
      expect(faultsOf(answer).join('；')).to.match(says)
      expect(pageOf(answer)(`.form-errors a[href="#f-${field}"]`).length, field).to.equal(1)
      expect(pageOf(answer)('[name=proof]').text()).to.equal('复核单第 9 页')
      const typed = pageOf(answer)('[name=title]').val()
      // Browsers and the parser of pages leave control characters out.
      if (field !== 'title') expect(typed).to.equal(fields.title)
      else expect(String(typed).trim()).to.equal(wrong.title?.trim())
      expect(await at.counts()).to.deep.equal(before)
    })

  it('that repeats a fact asks whether it is the same one', async () => {
    const before = await at.counts()
    const answer = await k1.post('/facts', factFields())
    expect(answer.status).to.equal(422)
    expect(faultsOf(answer).join()).to.include(at.ids.factVerified)
    expect(pageOf(answer)('[name=sameAs]').length).to.be.above(1)
    expect(await at.counts()).to.deep.equal(before)
  })

  it('sent twice is saved once', async () => {
    await k1.open('/assessments/new?cadre=c00010')
    const fields = { ...k1.hidden, ...assessmentFields('77', { cadre: 'c00010' }) }
    const before = await at.counts()
    const send = () => k1.agent.post('/assessments').redirects(0).type('form').send(fields)
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status, second.status]).to.deep.equal([303, 303])
    expect(first.headers.location).to.equal(second.headers.location)
    expect(await at.counts()).to.deep.equal({ ...before, drafts: (before.drafts ?? 0) + 1 })
  })

  it('that is older than what is saved is not saved over it: both versions are shown', async () => {
    const path = `/assessments/${at.ids.assessmentDraft}`
    const version = String(pageOf(await k1.open(path))('[name=version]').val())
    const saved = await k1.post(path, assessmentFields('80', { version, note: '先存的' }))
    expect(saved.status).to.equal(303)
    const late = await k1.post(path, assessmentFields('60', { version, note: '后存的，会丢吗' }))
    expect(late.status).to.equal(409)
    expect(late.text).to.include('先存的').and.to.include('后存的，会丢吗')
    expect((await k1.open(path)).text)
      .to.include('先存的')
      .and.not.to.include('后存的')
  })

  it('with a number out of its bounds says the bounds', async () => {
    await k1.open('/assessments/new?cadre=c00011')
    const answer = await k1.post('/assessments', assessmentFields('101', { cadre: 'c00011', note: '保留' }))
    expect(answer.status).to.equal(422)
    expect(faultsOf(answer).join()).to.include('0.00 至 100.00')
    expect(pageOf(answer)('[name=note]').text()).to.equal('保留')
    expect(pageOf(answer)('[name="cell.strict-people"]').val()).to.equal('101')
  })

  it('too large to be one is refused before it is read', async () => {
    const answer = await k1.post('/facts', factFields({ proof: '字'.repeat(60_000) }))
    expect(answer.status).to.equal(413)
  })
})

describe('A bad file', function () {
  this.timeout(120_000)
  let at: Filled
  let k1: Visitor
  before(async () => {
    at = await sharedInstallation()
    k1 = at.as('k1')
    await k1.open('/roster/import')
  })

  const kinds = [
    'a program',
    'a macro',
    'an encrypted workbook',
    'a truncated file',
    'a bomb that calls itself a picture',
    '18 MB of empty rows',
    'a billion laughs',
    'an external entity',
    '65,000 entries',
  ]
  const files: readonly (readonly [string, () => Buffer])[] = [
    ...HOSTILE.filter(([what]) => kinds.includes(what)).map(([what, , bytes]) => [what, bytes] as const),
    // The other files that stop ExcelJS hold nothing that is wrong: they are read, and the reader's own tests hold them.
    ...KILLERS.filter(([what]) => /400000000/.test(what)).map(([what, bytes]) => [what, () => bytes] as const),
  ]

  for (const path of ['/roster/import', '/evidence/import'])
    it(`at ${path} is refused in a sentence soon, while others are answered`, async () => {
      const before = await at.counts()
      const reader = at.as('lead')
      for (const [what, bytes] of path === '/roster/import' ? files : files.slice(0, 4)) {
        const started = performance.now()
        const sending: Promise<Answer> = k1.upload(path, bytes(), 'x.xlsx')
        const waits: number[] = []
        let isOpen = true
        const reading = (async () => {
          while (isOpen) {
            const from = performance.now()
            expect((await reader.open('/rules')).status).to.equal(200)
            waits.push(performance.now() - from)
          }
        })()
        const answer = await sending
        isOpen = false
        await reading
        expect(performance.now() - started, what).to.be.below(soon(3000))
        expect(Math.max(...waits), `${what}: another page meanwhile`).to.be.below(soon(600))
        expect(answer.status, what).to.equal(422)
        expect(faultsOf(answer).join(), what).to.match(/[一-鿿]{6}/)
      }
      const after = await at.counts()
      for (const name of ['cadres', 'units', 'ledger', 'facts', 'standings']) expect(after[name]).to.equal(before[name])
    })

  it('over 10 MB is refused as too large', async () => {
    await k1.open('/roster/import')
    const answer = await k1.upload('/roster/import', Buffer.alloc(10 * 1024 * 1024 + 1), 'x.xlsx')
    expect(answer.status).to.equal(413)
    expect(answer.text).to.include('文件过大')
  })

  it('of no kind at all asks for one', async () => {
    await k1.open('/roster/import')
    const { _csrf = '', _key = '' } = k1.hidden
    const answer = await k1.agent.post('/roster/import').field('_csrf', _csrf).field('_key', _key)
    expect(answer.status).to.equal(422)
    expect(faultsOf(answer).join()).to.include('请选择要上传的 Excel 文件')
  })
})
