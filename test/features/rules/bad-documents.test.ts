import { expect } from 'chai'
import { load } from 'cheerio'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { drafting, draftOf, idOf, type World, wordsOf } from './support.ts'

type Sent = Readonly<Record<string, string | string[]>>

/** What is typed on which page of a draft, the field at which it is told, and a word of the sentence; '': in the summary. */
const typed: readonly [where: string, typed: Sent, field: string, word: string][] = [
  ['numbers', { 'conditions.R1.1': 'NaN' }, 'conditions.R1.1', '请填写'],
  ['numbers', { 'conditions.R1.1': '1e309' }, 'conditions.R1.1', '请填写'],
  ['numbers', { 'conditions.R1.1': 'Infinity' }, 'conditions.R1.1', '请填写'],
  ['parts/limits', { 'quotas.classShare': '-1' }, 'quotas.classShare', '请填写'],
  ['numbers', { 'conditions.R5.1': '1/0' }, 'conditions.R5.1', '请按'],
  ['numbers', { 'conditions.R1.1': '9'.repeat(90_000) }, 'conditions.R1.1', '请填写'],
  ['parts/ballots', { 'evaluation.0.weight': '-25' }, 'evaluation.0.weight', '请填写'],
  ['parts/ballots', { 'evaluation.0.weight': '1e309' }, 'evaluation.0.weight', '请填写'],
  ['parts/ballots', { 'evaluation.1.code': 'cityLeaders' }, 'evaluation.1.code', '重复'],
  ['parts/ballots', { 'evaluation.0.code': '__proto__' }, 'evaluation.0.code', '代码'],
  ['parts/ballots', { 'evaluation.0.code': 'constructor' }, 'evaluation.0.code', '代码'],
  ['parts/indicators', { 'indicators.rows.0.cells.0.weight': '-8' }, 'indicators.rows.0.cells.0.weight', '请填写'],
  ['parts/colours', { 'colours.0.settledBy': ['red', 'yellow'] }, 'colours.0.settledBy', '循环'],
  ['parts/colours', { 'colours.0.code': 'constructor' }, 'colours.0.code', '代码'],
  ['parts/evidence/items/N12', { byGrade: '__proto__ -5' }, 'byGrade', '不能用作名称'],
  ['parts/evidence/items/N12', { byGrade: '一般 1e309' }, 'byGrade', '请填写'],
  ['parts/evidence/items/N12', { byGrade: '一般 -2\n一般 -3' }, 'byGrade', '写了两次'],
  ['parts/conditions/items/R1', { id: 'R2' }, 'id', '重复'],
  ['parts/conditions/items/R1', { id: '__proto__' }, 'id', ''],
  ['parts/conditions/items/R1', { 'when.n.0.op': 'eq' }, 'when.n.0.op', ''],
  ['parts/conditions/items/R1', { 'when.n.0.kind': 'eval' }, 'when.n.0.kind', '请选择看什么'],
  ['parts/conditions/items/R1', { 'when.n.0.kind': '__proto__' }, 'when.n.0.kind', '请选择看什么'],
  ['parts/conditions/items/Y4', { 'when.n.0.facts.codes': '__proto__' }, 'when.n.0.facts.codes', '代码'],
  ['parts/conditions/items/B4', { 'when.n.1.grade': 'constructor' }, 'when.n.1.grade', '没有'],
  ['parts/conditions/addition?copy=R2', { id: 'R1' }, 'id', '重复'],
]

describe('A rule document with a fault', function () {
  this.timeout(60_000)
  let here: World
  let path: string
  before(async () => {
    ;({ here, path } = await drafting())
  })
  after(() => here.close())

  const stored = async (of = path): Promise<RuleSet> => (await here.draftAt(of)).ruleSet

  for (const [where, fields, field, word] of typed)
    it(`typed into ${where} as ${JSON.stringify(fields).slice(0, 60)} is refused at its field, and nothing is saved`, async () => {
      const before = await stored()
      const k1 = await here.visitor('k1')
      await k1.open(`${path}/${where}`)
      const answer = await k1.send(`${path}/${where}`, fields)
      expect(answer.status, wordsOf(answer)).to.equal(422)
      const $ = load(answer.text)
      expect($(`[id="f-${field}-error"]`).text(), $('.form-errors').text())
        .to.include(word)
        .and.not.equal('')
      expect(await stored()).to.deep.equal(before)
    })

  for (const [name, status] of [
    ['__proto__.x', 400],
    ['colours.0.__proto__', 400],
    ['colours.constructor.code', 400],
    [`colours${'.0'.repeat(1000)}`, 400],
    [`colours${'.0'.repeat(40)}`, 422],
    ['$where', 400],
  ] as const)
    it(`under the name ${name.slice(0, 30)} is no field of any page`, async () => {
      const k1 = await here.visitor('k1')
      await k1.open(`${path}/parts/colours`)
      expect((await k1.send(`${path}/parts/colours`, { [name]: '1' })).status).to.equal(status)
    })

  it('nested deeper than a condition may be is refused where it goes too deep', async () => {
    const k1 = await here.visitor('k1')
    const address = `${path}/parts/conditions/items/R1`
    await k1.open(address)
    const deep = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`when${'.n.0'.repeat(n)}.kind`, 'all'] as const),
    )
    const own = Object.entries(k1.fields).filter(([name]) => !name.startsWith('when'))
    k1.fields = Object.fromEntries(own)
    const answer = await k1.send(address, { ...deep, [`when${'.n.0'.repeat(20)}.kind`]: 'tenure' })
    expect(answer.status).to.equal(422)
    expect(load(answer.text)('.form-errors').text()).to.not.equal('')
  })

  it('larger than a form is refused before it is read', async () => {
    const k1 = await here.visitor('k1')
    await k1.open(`${path}/parts/general`)
    expect((await k1.send(`${path}/parts/general`, { title: 'x'.repeat(1_000_000) })).status).to.equal(413)
  })

  for (const from of ['__proto__', 'constructor', 'V9', '{"$ne":null}', '../V1', 'x'.repeat(61)])
    it(`is not copied from ${from.slice(0, 20)}, which is no version and no draft`, async () => {
      const k1 = await here.visitor('k1')
      await k1.open('/rules/drafts')
      const answer = await k1.send('/rules/drafts', { note: '照抄', from })
      expect(answer.status).to.equal(422)
      expect(load(answer.text)('#f-from-error').text()).to.not.equal('')
    })

  it('that stands in another part than the one saved bars trial, submission and import, and goes along in a copy', async () => {
    const own = await draftOf(here, {})
    const k1 = await here.visitor('k1')
    await k1.open(`${own}/parts/evidence`)
    await k1.press(`${own}/parts/evidence`, 'delete:evidence.4')
    expect((await k1.send(`${own}/parts/evidence`)).status).to.equal(303)
    expect(wordsOf(await k1.open(own))).to.include('没有代码为“P5”')
    const file = await k1.agent.get(`${own}/document.json`)
    await k1.open('/rules/import')
    const sent = await k1.agent
      .post('/rules/import')
      .field({ _csrf: String(k1.fields._csrf), _key: String(k1.fields._key), note: '搬来' })
      .attach('file', Buffer.from(JSON.stringify(file.body)), 'a.json')
    expect(sent.status).to.equal(422)
    expect(load(sent.text)('table').text()).to.include('$.ruleSet.conditions[19].when.all[2].count.facts.codes[4]')
    await k1.open(`${own}/submission`)
    const version = String((await here.draftAt(own)).version)
    expect((await k1.send(`${own}/submission`, { version })).status).to.equal(409)
    await k1.open('/rules/drafts')
    const copied = await k1.send('/rules/drafts', { note: '照抄', from: idOf(own) })
    expect(copied.status).to.equal(303)
    expect(wordsOf(await k1.open(String(copied.headers.location)))).to.include('没有代码为“P5”')
  })
})
