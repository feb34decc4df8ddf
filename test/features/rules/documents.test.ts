import { expect } from 'chai'
import { load } from 'cheerio'
import type { RuleDocumentFile } from '../../../src/domain/rules/rule-document.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { digestOf } from '../../../src/platform/digest.ts'
import { draftOf, type World, wordsOf, world } from './support.ts'

describe('rules as a file', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  const exported = async (path = '/rules/V1'): Promise<RuleDocumentFile> => {
    const k1 = await here.visitor('k1')
    const answer = await k1.agent.get(`${path}/document.json`)
    expect(answer.status).to.equal(200)
    return answer.body
  }

  /** Sends a file as k1, with a note. */
  async function send(content: string | Buffer, note = '从另一处搬来') {
    const k1 = await here.visitor('k1')
    await k1.open('/rules/import')
    return k1.agent
      .post('/rules/import')
      .field('_csrf', k1.fields._csrf ?? '')
      .field('_key', k1.fields._key ?? '')
      .field('note', note)
      .attach('file', Buffer.from(content), '规则 V1.json')
  }

  const stored = () => here.database.db.collection('rule_sets').countDocuments()

  it('are exported with the version, its hash and day, when and by whom', async () => {
    const file = await exported()
    expect(file).to.include({
      format: 'sanse-rule-set/1',
      version: 'V1',
      hash: digestOf(file.ruleSet),
      effectiveOn: '2000-01-01',
      exportedBy: '李甲',
    })
    const k1 = await here.visitor('k1')
    const answer = await k1.agent.get('/rules/V1/document.json')
    expect(answer.headers['content-disposition']).to.include('attachment').and.to.include(encodeURIComponent('规则'))
    expect(wordsOf(await k1.open('/rules/V1'))).to.include('导出文件')
  })

  it('come back as a draft with the same hash, to be published by another person', async () => {
    const file = await exported()
    const changed = { ...file.ruleSet, quotas: { ...file.ruleSet.quotas, classShare: 800 } }
    const answer = await send(JSON.stringify({ ...file, ruleSet: changed, hash: digestOf(changed) }))
    expect(answer.status).to.equal(303)
    const draft = await here.draftAt(answer.headers.location)
    expect(draft).to.include({ status: 'draft', basedOn: 'V1', note: '从另一处搬来', hash: digestOf(changed) })
    expect(draft.imported).to.include({ fileName: '规则 V1.json', version: 'V1', isWhole: true })
    expect((await exported(String(answer.headers.location))).hash).to.equal(digestOf(changed))
    const entry = await here.database.db.collection('audit').findOne({ action: 'rules.import' })
    expect(JSON.stringify(entry)).to.include(draft.hash).and.to.include('规则 V1.json')
    await here.approve(String(answer.headers.location))
    const dep = await here.visitor('dep')
    expect(wordsOf(await dep.open(`${answer.headers.location}/publication`))).to.include('每类占比上限 10% 8%')
  })

  it('tell a hash that is not that of the content, and are taken', async () => {
    const file = await exported()
    const answer = await send(JSON.stringify({ ...file, hash: 'f'.repeat(64) }))
    expect(answer.status).to.equal(303)
    expect((await here.draftAt(answer.headers.location)).imported?.isWhole).to.equal(false)
    const k1 = await here.visitor('k1')
    expect(wordsOf(await k1.open(String(answer.headers.location)))).to.include('校验值与内容不符')
  })

  it('keep what a draft has of its own when its numbers are edited afterwards', async () => {
    const file = await exported()
    const [red, ...others] = file.ruleSet.colours
    const ruleSet = { ...file.ruleSet, colours: [{ ...red, label: '红榜' }, ...others] } as RuleSet
    const answer = await send(JSON.stringify({ ...file, ruleSet, hash: digestOf(ruleSet) }))
    const path = String(answer.headers.location)
    const k1 = await here.visitor('k1')
    await k1.open(`${path}/numbers`)
    await k1.send(`${path}/numbers`, { 'conditions.R1.1': '58' })
    const draft = await here.draftAt(path)
    expect(draft.ruleSet.colours[0]?.label).to.equal('红榜')
    expect(draft.version).to.equal(2)
  })

  it('are not for who drafts no rules', async () => {
    for (const [who, path, status] of [
      ['dep', '/rules/import', 403],
      ['c1', '/rules/import', 403],
      ['c1', '/rules/V1/document.json', 200],
      ['c1', '/rules/V9/document.json', 404],
      ['u1', `${await draftOf(here, {})}/document.json`, 403],
    ] as const) {
      const visitor = await here.visitor(who)
      expect((await visitor.agent.get(path)).status, `${who} ${path}`).to.equal(status)
    }
  })

  it('have a schema that names every part', async () => {
    const c1 = await here.visitor('c1')
    const { body } = await c1.agent.get('/rules/schema.json')
    expect(body.properties.ruleSet.properties).to.have.all.keys(Object.keys((await exported()).ruleSet))
    expect(body.$defs.expression.anyOf.length).to.equal(7)
  })

  const nested = (depth: number): string =>
    `${'{"all":['.repeat(depth)}{"compare":{"of":"score"},"op":"lt","value":1}${']}'.repeat(depth)}`

  /** What stands in the text of the file, what is put there, and where the fault is told. */
  const table: [name: string, from: string | RegExp, to: string, path: string, word: string][] = [
    ['no JSON', /^[\s\S]*$/, '规则', '$', '第 1 行第 1 个字符起不是有效的 JSON'],
    ['nothing', /^[\s\S]*$/, '', '$', '不是有效的 JSON'],
    ['another document', /^[\s\S]*$/, '{"a":1}', '$.a', '未知的字段'],
    ['another format', '"sanse-rule-set/1"', '"sanse-rule-set/9"', '$.format', '须为 sanse-rule-set/1'],
    ['NaN', '"classShare":1000', '"classShare":NaN', '$.ruleSet.quotas.classShare', '不是有效的 JSON'],
    ['1e309', '"classShare":1000', '"classShare":1e309', '$.ruleSet.quotas.classShare', '须为整数'],
    ['a fraction', '"classShare":1000', '"classShare":0.5', '$.ruleSet.quotas.classShare', '须为整数'],
    ['a negative weight', '"weight":800', '"weight":-800', '$.ruleSet.indicators.cells[0].weight', '须在 1 至 10000'],
    ['weights beside 100', '"weight":800', '"weight":900', '$.ruleSet.indicators.cells', '权重合计须为 100，现为 101'],
    ['an unknown operator', '"op":"lt"', '"op":"eq"', '$.ruleSet.conditions[4].when.all[0].op', '之一'],
    [
      'a measure of no kind',
      '"of":"score"',
      '"of":"eval"',
      '$.ruleSet.conditions[4].when.all[0].compare.of',
      '未知的量',
    ],
    ['an id twice', '"id":"V2"', '"id":"V1"', '$.ruleSet.conditions[1].id', '重复'],
    ['a key twice', '"classShare":1000', '"classShare":1000,"classShare":1', '$.ruleSet.quotas.classShare', '写了两次'],
    [
      '__proto__',
      '"classShare":1000',
      '"classShare":1000,"__proto__":{"x":1}',
      '$.ruleSet.quotas.__proto__',
      '未知的字段',
    ],
    [
      '__proto__ deep inside',
      '"of":"score"',
      '"of":"score","__proto__":{}',
      '$.ruleSet.conditions[4].when.all[0].compare.__proto__',
      '未知的字段',
    ],
    [
      'a constructor as grade',
      '"较差":-500',
      '"constructor":-500',
      '$.ruleSet.evidence[18].byGrade.constructor',
      '不能用作名称',
    ],
    ['a prototype as code', '"code":"red"', '"code":"constructor"', '$.ruleSet.colours[0].code', '代码'],
    [
      'colours that settle each other',
      '"settledBy":["red"]',
      '"settledBy":["red","yellow"]',
      '$.ruleSet.colours[0].settledBy[1]',
      '循环',
    ],
    ['an unknown colour', '"colour":"red"', '"colour":"green"', '$.ruleSet.conditions[0].colour', '没有代码'],
    [
      '1,000 levels',
      '"when":{"all"',
      `"when":${nested(1000)},"x":{"all"`,
      '$.ruleSet.conditions[4].when.all',
      '嵌套超过 20 层',
    ],
    ['1 MB of text', '执行力三色规则 第一版', 'x'.repeat(1_000_000), '$.ruleSet', '内容过多'],
    ['many values', '"settledBy":["red"]', `"settledBy":[${'1,'.repeat(50_000)}1]`, '$.ruleSet', '内容过多'],
  ]

  for (const [name, from, to, path, word] of table) {
    it(`are refused with ${name}, naming the place, and nothing is stored`, async () => {
      const text = JSON.stringify(await exported())
      const sent = text.replace(from, () => to)
      expect(sent).not.to.equal(text)
      const before = await stored()
      const answer = await send(sent)
      expect(answer.status).to.equal(422)
      const $ = load(answer.text)
      const rows = $('table tbody tr').toArray()
      const found = rows.find(row => $(row).find('code').text() === path && $(row).text().includes(word))
      expect(found, $('table').text()).not.to.equal(undefined)
      expect($('.form-errors').text()).to.include(`文件有 ${rows.length} 处错误`)
      expect($('textarea[name=note]').text()).to.equal('从另一处搬来')
      expect(await stored()).to.equal(before)
    })
  }

  it('are told every fault at once', async () => {
    const text = JSON.stringify(await exported()).replace('"classShare":1000', '"classShare":-1')
    const answer = await send(text.replace('"title":"执行力三色规则 第一版"', '"title":""'))
    const words = load(answer.text)('table').text()
    expect(words).to.include('$.ruleSet.title').and.to.include('$.ruleSet.quotas.classShare')
  })

  it('are refused without a file, in another encoding, without a reason, or above 2 MB', async () => {
    const k1 = await here.visitor('k1')
    await k1.open('/rules/import')
    const without = await k1.agent
      .post('/rules/import')
      .field({ _csrf: k1.fields._csrf ?? '', _key: k1.fields._key ?? '', note: '理由' })
    expect(without.status).to.equal(422)
    expect(load(without.text)('#f-file-error').text()).to.include('请选择要导入的规则文件')
    const latin = await send(Buffer.from([0x22, 0xe9, 0xff, 0x22]))
    expect(latin.status).to.equal(422)
    expect(load(latin.text)('#f-file-error').text()).to.include('UTF-8')
    expect((await send(JSON.stringify(await exported()), '')).status).to.equal(422)
    expect((await send(`"${'x'.repeat(3_000_000)}"`)).status).to.equal(413)
  })

  it('whose sentence tells another number than the condition are found out on the page of the draft', async () => {
    const file = await exported()
    const conditions = file.ruleSet.conditions.map(rule =>
      rule.id === 'Y1' ? { ...rule, when: JSON.parse(JSON.stringify(rule.when).replace('7500', '7600')) } : rule,
    )
    const answer = await send(JSON.stringify({ ...file, ruleSet: { ...file.ruleSet, conditions } }))
    const k1 = await here.visitor('k1')
    expect(wordsOf(await k1.open(String(answer.headers.location))))
      .to.include('写了“75 分”，判断里没有')
      .and.include('系统按判断写作“得分低于 76 分，且依据覆盖率不低于 60%”')
  })

  it('sent twice with one key make one draft', async () => {
    const text = JSON.stringify(await exported())
    const k1 = await here.visitor('k1')
    await k1.open('/rules/import')
    const once = () =>
      k1.agent
        .post('/rules/import')
        .field({ _csrf: k1.fields._csrf ?? '', _key: k1.fields._key ?? '', note: '理由' })
        .attach('file', Buffer.from(text), 'a.json')
    const before = await stored()
    const [a, b] = [await once(), await once()]
    expect(a.headers.location).to.equal(b.headers.location)
    expect(await stored()).to.equal(before + 1)
  })
})
