import { expect } from 'chai'
import { load } from 'cheerio'
import type { Colour, ConditionRule, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { parts } from '../../../src/features/rules/workbench/parts.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'
import { drafting, draftOf, idOf, people, type World, wordsOf } from './support.ts'

describe('the rule workbench', function () {
  this.timeout(60_000)
  let here: World
  let path: string
  let k1: Awaited<ReturnType<World['visitor']>>
  beforeEach(async () => {
    ;({ here, path } = await drafting())
    k1 = await here.visitor('k1')
  })
  afterEach(() => here.close())

  const stored = () => here.draftAt(path)
  const rules = async (): Promise<RuleSet> => (await stored()).ruleSet
  const part = (code: string): string => `${path}/parts/${code}`
  const faultsOf = (answer: { text: string }): string[] =>
    load(answer.text)('.form-errors li')
      .toArray()
      .map(item => load(answer.text)(item).text())

  it('has a page for every field of the rules', async () => {
    const pages = parts.flatMap(({ keys }) => keys)
    const fields = Object.keys(await rules()).filter(name => name !== 'format' && name !== 'id')
    expect([...pages].sort()).to.deep.equal([...fields].sort())
  })

  it('gives each page a title of its own, that names the draft', async () => {
    const other = await draftOf(here, {}, '另一份草案，理由很长很长，长到在浏览器的标签里放不下')
    const items = ['parts/conditions/items/R1', 'parts/evidence/items/P1', 'parts/conditions/addition']
    const pages = ['', '/numbers', '/comparison', '/discarding', ...parts.map(({ code }) => `/parts/${code}`)]
    const titles: string[] = []
    for (const address of [...pages, ...items.map(item => `/${item}`)].flatMap(page => [path + page, other + page])) {
      const page = load((await k1.open(address)).text)
      titles.push(page('title').text())
      expect(page('h1').length, address).to.equal(1)
      if (!address.endsWith('/comparison'))
        expect(titles.at(-1)).to.match(/规则草案：(提高要求|另一份草案，理由很长很长，长到在浏览器的标签里放…) ·/)
    }
    titles.push(load((await k1.open('/rules/drafts')).text)('title').text())
    expect(new Set(titles.filter(title => !title.includes('比较'))).size).to.equal(titles.length - 2)
  })

  it('saves each part as it is without changing anything', async () => {
    const before = await stored()
    for (const { code } of parts) {
      await k1.open(part(code))
      const answer = await k1.send(part(code))
      expect([answer.status, faultsOf(answer)], code).to.deep.equal([303, []])
    }
    for (const { id } of before.ruleSet.conditions) {
      const address = `${part('conditions')}/items/${id}`
      await k1.open(address)
      expect((await k1.send(address)).status, id).to.equal(303)
    }
    for (const { code } of before.ruleSet.evidence) {
      const address = `${part('evidence')}/items/${code}`
      await k1.open(address)
      expect((await k1.send(address)).status, code).to.equal(303)
    }
    expect(await stored()).to.deep.equal(before)
  })

  /** One part, what is changed on its page, and what the draft then holds. */
  const changes: readonly [string, Record<string, string | string[]>, (ruleSet: RuleSet) => unknown, unknown][] = [
    ['general', { title: '执行力规则' }, ({ title }) => title, '执行力规则'],
    [
      'colours',
      {
        'colours.0.label': '红榜',
        'colours.0.term.months': '',
        'colours.0.term.extensions': '',
        'colours.0.term.extensionMonths': '',
      },
      ({ colours }) => [colours[0]?.label, colours[0]?.term],
      ['红榜', null],
    ],
    ['colours', { 'colours.1.settledBy': ['yellow'] }, ({ colours }) => colours[1]?.settledBy, ['yellow']],
    [
      'classes',
      { 'classes.4.label': '国企' },
      ({ classes }) => classes[4],
      { code: 'other', label: '国企', unitKinds: ['enterprise', 'other'], head: null },
    ],
    [
      'indicators',
      { 'indicators.rows.0.cells.0.weight': '7.5', 'indicators.rows.0.cells.1.weight': '7.50' },
      ({ indicators }) => indicators.cells.slice(0, 2).map(({ id, weight }) => [id, weight]),
      [
        ['strict-organization', 750],
        ['strict-people', 750],
      ],
    ],
    ['limits', { 'alerts.points': '', 'alerts.times': '', 'alerts.termDays': '' }, set => 'alerts' in set, false],
    ['ballots', { 'evaluation.2.minBallots': '8' }, ({ evaluation }) => evaluation[2]?.minBallots, 8],
    [
      'score',
      { 'score.fading.1.months': '9', 'score.clip.max': '120' },
      ({ score }) => [score.fading[1], score.clip.max],
      [{ months: 9, weight: 50 }, 12_000],
    ],
    [
      'findings',
      { 'findings.partly': '40', 'repetition.factor': '1.5' },
      ({ findings, repetition }) => [findings.partly, repetition.factor],
      [40, 150],
    ],
    [
      'limits',
      { 'opinions.offices': '纪委监委、信访 考核办', 'marks.absence.share': '40' },
      ({ opinions, marks }) => [opinions.offices, marks.absence.share],
      [['纪委监委', '信访', '考核办'], 4000],
    ],
  ]
  for (const [code, typed, look, expected] of changes)
    it(`changes ${Object.keys(typed).join(', ')}, and says so`, async () => {
      await k1.open(part(code))
      const answer = await k1.send(part(code), typed)
      expect([answer.status, faultsOf(answer)]).to.deep.equal([303, []])
      expect(look(await rules())).to.deep.equal(expected)
      const label = parts.find(one => one.code === code)?.label
      expect(load((await k1.open(path)).text)('tr.chosen').text()).to.include(label)
    })

  it('changes a fact: points, grades and cap', async () => {
    const address = `${part('evidence')}/items/N12`
    await k1.open(address)
    const typed = { byGrade: '一般 -2\r\n较差 -6.5\r\n', 'cap.per': 'year', 'cap.points': '−9' }
    expect(faultsOf(await k1.send(address, typed))).to.deep.equal([])
    const fact = (await rules()).evidence.find(({ code }) => code === 'N12')
    expect(fact).to.deep.include({ byGrade: { 一般: -200, 较差: -650 }, cap: { per: 'year', points: -900 } })
  })

  it('adds, moves and deletes rows by buttons without saving or losing a word', async () => {
    const address = part('colours')
    await k1.open(address)
    const added = await k1.press(address, 'add:colours', { 'colours.0.label': '没写完的名称' })
    expect(added.status).to.equal(200)
    expect(wordsOf(added)).to.include('下面的内容还没有保存')
    expect(k1.fields['colours.0.label']).to.equal('没写完的名称')
    expect(k1.fields['colours.4.label']).to.equal('')
    await k1.press(address, 'up:colours.4', { 'colours.4.label': '橙', 'colours.4.code': 'orange' })
    expect([k1.fields['colours.3.label'], k1.fields['colours.4.label']]).to.deep.equal(['橙', '常态'])
    await k1.press(address, 'add:colours.3.consequences')
    await k1.press(address, 'delete:colours.0.consequences.1')
    expect(k1.fields['colours.0.consequences.1.task']).to.equal('研究是否调整（不自动）')
    expect(k1.fields['colours.3.consequences.0.task']).to.equal('')
    expect((await stored()).version).to.equal(1)
    const saved = await k1.send(address, {
      'colours.3.letter': '橙',
      'colours.3.shape': '●',
      'colours.3.direction': '-1',
      'colours.3.match': 'any',
      'colours.3.consequences.0.task': '谈话',
    })
    expect(faultsOf(saved)).to.deep.equal([])
    const { colours } = await rules()
    expect(colours.map(({ code }: Colour) => code)).to.deep.equal(['red', 'yellow', 'blue', 'orange', 'none'])
    expect(colours[3]?.consequences).to.deep.equal([{ task: '谈话', workingDays: null }])
    // A colour is saved before its conditions are; until then the draft says what is missing.
    expect(wordsOf(await k1.open(path))).to.include('橙没有任何条件')
  })

  it('moves the cells of the grid with their sides, and sums what is typed', async () => {
    const address = part('indicators')
    await k1.open(address)
    await k1.press(address, 'down:indicators.sides.0')
    expect(k1.fields['indicators.rows.0.cells.0.id']).to.equal('strict-people')
    await k1.press(address, 'add:indicators.sides')
    expect(k1.fields['indicators.rows.4.cells.3.title']).to.equal('')
    const looked = await k1.press(address, 'look:', { 'indicators.rows.0.cells.0.weight': '9' })
    expect(wordsOf(looked)).to.include('合计 102，多 2，须为 100')
    const refused = await k1.send(address, {
      'indicators.sides.3.label': '社会满意',
      'indicators.sides.3.code': 'society',
    })
    expect(refused.status).to.equal(422)
    expect(faultsOf(refused).join()).to.include('权重合计须为 100，现为 102')
    expect(k1.fields['indicators.rows.0.cells.0.weight']).to.equal('9')
    const saved = await k1.send(address, {
      'indicators.rows.0.cells.0.weight': '6',
      'indicators.rows.0.cells.3.title': '社会评价',
      'indicators.rows.0.cells.3.weight': '1',
    })
    expect(faultsOf(saved)).to.deep.equal([])
    const { sides, cells } = (await rules()).indicators
    expect(sides.map(({ code }) => code)).to.deep.equal(['people', 'organization', 'enterprise', 'society'])
    expect(cells[3]).to.deep.equal({
      id: 'strict-society',
      row: 'strict',
      side: 'society',
      weight: 100,
      title: '社会评价',
    })
    expect(cells).to.have.length(16)
  })

  it('refuses what makes no sense beside the field and in the summary, and keeps what was typed', async () => {
    const cases: [string, Record<string, string>, string, string][] = [
      ['colours', { 'colours.0.label': ' ' }, 'colours.0.label', '颜色“red” 名称：请填写'],
      ['colours', { 'colours.0.code': 'bad code' }, 'colours.0.code', '代码'],
      ['colours', { 'colours.1.code': 'red' }, 'colours.1.code', '重复'],
      ['colours', { 'colours.2.term.months': '' }, '', ''],
      ['colours', { 'colours.0.term.months': '' }, 'colours.0.term.months', '有延期就须填期限'],
      ['classes', { 'classes.0.head': '' }, 'classes', '同时属于'],
      ['ballots', { 'evaluation.0.weight': '26' }, 'evaluation', '合计须为 100，现为 101'],
      ['ballots', { 'evaluation.0.weight': 'NaN' }, 'evaluation.0.weight', '请填写数字'],
      ['score', { 'score.fading.1.months': '6' }, 'score.fading.1.months', '须长于前一段'],
      ['score', { 'score.clip.min': '1e309' }, 'score.clip.min', '请填写数字'],
      ['findings', { 'findings.false': '60' }, 'findings', '不能轻于'],
      ['limits', { 'quotas.unitDivisor': '0' }, 'quotas.unitDivisor', '请填写 1 至'],
      ['limits', { 'alerts.times': '' }, 'alerts.times', '请三项都填'],
      ['indicators', { 'indicators.rows.0.cells.1.title': '' }, 'indicators.rows.0.cells.1.title', '请填写指标'],
      ['evidence/items/P1', { code: 'P2' }, 'code', '重复'],
      ['evidence/items/P1', { 'points.charge': '-1' }, 'points.charge', '不能扣分'],
      ['evidence/items/N12', { byGrade: '一般' }, 'byGrade', '每行写一个名称和一个数'],
      ['evidence/items/P4', { 'cap.per': '' }, 'cap.per', '请选择周期'],
      ['conditions/items/V2', { basis: '' }, 'basis', '依据'],
      ['conditions/items/Y4', { 'when.n.0.facts.codes': 'N99' }, 'when.n.0.facts.codes', '没有代码为“N99”'],
      ['conditions/items/R5', { 'when.n.0.value': '4/3' }, 'when.n.0.value', '分数'],
      ['conditions/items/R1', { 'when.n.0.value': '80' }, 'when.n.0.value', '须低于黄名单'],
      ['conditions/items/Y1', { 'when.n.0.value': '50' }, '', '分数线须低于'],
      ['conditions/items/B4', { 'when.n.1.grade': '特优' }, 'when.n.1.grade', '没有“特优”'],
    ]
    for (const [where, typed, field, sentence] of cases) {
      const address = part(where)
      await k1.open(address)
      const answer = await k1.send(address, typed)
      const what = `${where} ${JSON.stringify(typed)}`
      if (sentence === '') {
        expect(answer.status, what).to.be.oneOf([303])
        continue
      }
      expect(answer.status, what).to.equal(422)
      const $ = load(answer.text)
      expect($('.form-errors').text(), what).to.include(sentence)
      if (field !== '') {
        expect($(`[id="f-${field}-error"]`).text(), what).to.include(sentence)
        expect($(`.form-errors a[href="#f-${field}"]`).length, what).to.equal(1)
        expect($(`[id="f-${field}"]`).length, what).to.equal(1)
      }
      for (const [name, value] of Object.entries(typed)) expect(k1.fields[name], what).to.equal(value)
    }
  })

  it('offers the direction of a colour in words, also an unusual one that was imported, and takes no other', async () => {
    const colours = ruleSetV1.colours.map(one => (one.code === 'red' ? { ...one, direction: -5 } : one))
    const imported = { fileName: '规则.json', version: 'V1', hash: '', isWhole: false }
    const asked = { idempotencyKey: 'unusual', requestId: 'r', address: '' }
    const id = await here.drafts.importDocument(
      people.k1,
      { ruleSet: { ...ruleSetV1, colours }, imported },
      '导',
      asked,
    )
    const path = `/rules/drafts/${id}/parts/colours`
    const $ = load((await k1.open(path)).text)
    const options = $('[name="colours.0.direction"] option').toArray()
    expect(options.map(one => $(one).text()).join(' ')).to.equal(
      '正向（更好） 正向 中性 负向 负向（重） 负向（更重） 负向（−5）',
    )
    expect(k1.fields['colours.0.direction']).to.equal('-5')
    expect((await k1.send(path, { 'colours.0.direction': '-4' })).status).to.equal(422)
    expect((await k1.send(path, { 'colours.0.direction': '-3' })).status).to.equal(303)
    expect((await here.draftAt(id)).ruleSet.colours[0]?.direction).to.equal(-3)
  })

  it('answers 409 when somebody else saved meanwhile, with both, and takes it when sent again', async () => {
    const k2 = await here.visitor('k2')
    const address = part('ballots')
    await k1.open(address)
    await k2.open(address)
    await k2.send(address, { 'evaluation.2.minBallots': '7' })
    const late = await k1.send(address, { 'evaluation.2.minBallots': '9' })
    expect(late.status).to.equal(409)
    expect(wordsOf(late)).to.include('干部职工 最少票数 7 9')
    expect(k1.fields['evaluation.2.minBallots']).to.equal('9')
    expect((await k1.send(address)).status).to.equal(303)
    expect((await rules()).evaluation[2]?.minBallots).to.equal(9)
    await k1.open(part('general'))
    await k2.open(address)
    await k2.send(address, { 'evaluation.2.minBallots': '6' })
    expect(wordsOf(await k1.send(part('general')))).to.include('这一部分没有被改动')
  })

  it('adds again a condition that somebody else deleted while it was edited', async () => {
    const k2 = await here.visitor('k2')
    const address = `${part('conditions')}/items/Y7`
    await k1.open(address)
    await k2.open(part('conditions'))
    await k2.press(part('conditions'), 'delete:conditions.15')
    await k2.send(part('conditions'))
    expect((await rules()).conditions.some(({ id }) => id === 'Y7')).to.equal(false)
    expect((await k1.send(address, { 'when.value': '−12' })).status).to.equal(409)
    expect((await k1.send(address)).status).to.equal(303)
    expect((await rules()).conditions.at(-1)).to.deep.include({ id: 'Y7', sentence: '得分比 3 个月前下降达到 12 分' })
  })

  it('orders, deletes and copies conditions', async () => {
    const address = part('conditions')
    await k1.open(address)
    await k1.press(address, 'up:conditions.5')
    await k1.press(address, 'delete:conditions.15')
    expect((await k1.send(address)).status).to.equal(303)
    expect((await rules()).conditions.map(({ id }) => id).join()).to.equal(
      'V1,V2,V3,V4,R2,R1,R3,R4,R5,Y1,Y2,Y3,Y4,Y5,Y6,Y8,B1,B2,B3,B4',
    )
    const addition = `${address}/addition`
    await k1.open(`${addition}?copy=Y3`)
    expect(k1.fields.id).to.equal('')
    expect((await k1.send(addition, { id: 'Y9', 'when.value': '−12' })).status).to.equal(303)
    expect((await rules()).conditions.at(-1)).to.deep.equal({
      id: 'Y9',
      colour: 'yellow',
      sentence: '3 个月内扣分合计达到 12 分',
      basis: '执行力三色管理办法（示例）',
      effect: 'suggest',
      when: { compare: { of: 'points', facts: { positive: false }, months: 3 }, op: 'le', value: -1200 },
    })
  })

  it('builds a condition from nothing, exactly the tree that was meant', async () => {
    const address = `${part('conditions')}/addition`
    await k1.open(address)
    const press = async (button: string, typed: Record<string, string | string[]> = {}) => {
      const answer = await k1.press(address, button, typed)
      expect(answer.status, button).to.equal(200)
      return answer
    }
    await press('wrap:when', { id: 'R6', colour: 'red', effect: 'suggest', basis: '办法第九条' })
    expect(k1.fields.id).to.equal('R6')
    await press('set:when.n.0', { 'when.n.0.kind': 'mean' })
    await press('add:when', {
      'when.n.0.facts.codes': 'N2 N4',
      'when.n.0.facts.roles': ['person', 'charge'],
      'when.n.0.facts.full': 'on',
      'when.n.0.months': '6',
      'when.n.0.fading': 'on',
      'when.n.0.op': 'le',
      'when.n.0.value': '−2.5',
    })
    await press('group:when', { 'when.n.1.kind': 'factMonths' })
    await press('set:when.n.1', {
      'when.n.1.facts.positive': 'minus',
      'when.n.1.months': '12',
      'when.n.1.op': 'ge',
      'when.n.1.value': '3',
    })
    await press('set:when.n.2.n.0', { 'when.n.2.kind': 'any', 'when.n.2.n.0.kind': 'restrictions' })
    await press('add:when.n.2', {
      'when.n.2.n.0.grounds': ['accident', 'fraud'],
      'when.n.2.n.0.months': '',
      'when.n.2.n.0.op': 'ge',
      'when.n.2.n.0.value': '1',
    })
    await press('wrap:when.n.2.n.1', { 'when.n.2.n.1.kind': 'ballotUpheld' })
    await press('up:when.n.2', {
      'when.n.2.n.1.kind': 'not',
      'when.n.2.n.1.n.0.months': '12',
      'when.n.2.n.1.n.0.upheld': 'yes',
    })
    const said = await press('look:')
    const sentence =
      '6 个月内本人或分管承担的完全属实的 N2、N4 平均每件（计时间折减）扣分达到 2.5 分，' +
      '且（有效的否决事项（重大责任事故问责、弄虚作假）达到 1 项，或不属于：测评结果经核实成立），' +
      '且 12 个月内连续每月都有负面事实达到 3 个月'
    expect(wordsOf(said)).to.include(`系统这样判断：${sentence}。`)
    expect((await k1.send(address)).status).to.equal(303)
    const when: ConditionRule['when'] = {
      all: [
        {
          compare: {
            of: 'mean',
            facts: { codes: ['N2', 'N4'], roles: ['person', 'charge'], full: true },
            months: 6,
            fading: true,
          },
          op: 'le',
          value: -250,
        },
        {
          any: [
            { count: { of: 'restrictions', grounds: ['accident', 'fraud'], months: null }, op: 'ge', value: 1 },
            { not: { compare: { of: 'ballotUpheld', months: 12 }, op: 'ge', value: 1 } },
          ],
        },
        { streak: { of: 'factMonths', facts: { positive: false }, months: 12 }, op: 'ge', value: 3 },
      ],
    }
    expect((await rules()).conditions.at(-1)).to.deep.equal({
      id: 'R6',
      colour: 'red',
      sentence,
      basis: '办法第九条',
      effect: 'suggest',
      when,
    })
  })

  it('keeps a half-written condition and says what it lacks', async () => {
    const address = `${part('conditions')}/addition`
    await k1.open(address)
    const empty = await k1.send(address, { id: 'R6', colour: 'red' })
    expect(empty.status).to.equal(422)
    expect(faultsOf(empty).join()).to.include('请选择看什么')
    // The kind is chosen, its fields are not there yet: they come with the refusal.
    const chosen = await k1.send(address, { 'when.kind': 'streakless' })
    expect(faultsOf(chosen).join()).to.include('请选择看什么')
    const kind = await k1.send(address, { 'when.kind': 'hotline' })
    expect(kind.status).to.equal(422)
    expect(load(kind.text)('[name="when.bottom"]').length).to.equal(1)
    expect(k1.fields.id).to.equal('R6')
  })

  it('takes a tree apart again', async () => {
    const address = `${part('conditions')}/items/R1`
    await k1.open(address)
    await k1.press(address, 'wrap:when.n.1')
    await k1.press(address, 'unwrap:when.n.1')
    await k1.press(address, 'down:when.n.0')
    await k1.press(address, 'copy:when.n.2')
    await k1.press(address, 'delete:when.n.3')
    await k1.press(address, 'delete:when.n.0')
    await k1.press(address, 'delete:when.n.1')
    await k1.press(address, 'unwrap:when')
    expect((await k1.send(address)).status).to.equal(303)
    expect((await rules()).conditions.find(({ id }) => id === 'R1')).to.deep.include({
      sentence: '得分低于 60 分',
      when: { compare: { of: 'score' }, op: 'lt', value: 6000 },
    })
  })

  it('refuses fields it does not know, whatever the button', async () => {
    for (const [where, field] of [
      ['general', 'hash'],
      ['general', 'title.of'],
      ['classes', 'classes'],
      ['conditions/items/R1', 'when'],
      ['colours', 'colours.0.rank'],
      ['colours', 'colours.x.code'],
      ['conditions/items/R1', 'when.n.0.script'],
      ['conditions/items/R1', 'when.months'],
    ] as const) {
      for (const more of [{}, { do: 'look:' }] as Record<string, string>[]) {
        await k1.open(part(where))
        const answer = await k1.send(part(where), { [field]: '1', ...more })
        expect(answer.status, `${field} ${JSON.stringify(more)}`).to.equal(422)
      }
    }
    expect((await stored()).version).to.equal(1)
  })

  it('saves with Enter: the first button of the form is the one that saves', async () => {
    for (const { code } of parts) {
      const $ = load((await k1.open(part(code))).text)
      const first = $('main form button').first()
      expect([first.attr('name'), first.attr('formaction')], code).to.deep.equal([undefined, undefined])
      for (const button of $('main form button[name=do]').toArray()) {
        expect($(button).attr('type'), code).to.equal('submit')
        const target = $(button).attr('formaction') ?? ''
        expect(target.startsWith(part(code)), target).to.equal(true)
      }
    }
  })

  it('is for those who draft, and for open drafts', async () => {
    const dep = await here.visitor('dep')
    expect((await dep.open(part('colours'))).status).to.equal(403)
    expect((await k1.open(part('nothing'))).status).to.equal(404)
    expect((await k1.open(`${part('colours')}/items/red`)).status).to.equal(404)
    await k1.open(`${path}/discarding`)
    await k1.send(`${path}/discarding`)
    expect((await k1.open(part('colours'))).status).to.equal(409)
    expect((await k1.open(`${path}/numbers`)).status).to.equal(409)
  })

  it('copies a version or a draft into a new draft, always on the last version', async () => {
    await k1.open(part('general'))
    await k1.send(part('general'), { basis: '新办法' })
    await k1.open(`/rules/drafts?from=${idOf(path)}`)
    expect(k1.fields.from).to.equal(idOf(path))
    const answer = await k1.send('/rules/drafts', { note: '照抄' })
    const copy = await here.draftAt(answer.headers.location)
    expect(copy).to.deep.include({ basedOn: 'V1', version: 1, note: '照抄', status: 'draft' })
    expect(copy?.ruleSet).to.deep.equal({ ...(await rules()), basis: '新办法' })
    expect(copy?.editors.map(({ id }) => id)).to.deep.equal(['k1'])
    await k1.open('/rules/drafts')
    expect((await k1.send('/rules/drafts', { note: '照抄', from: 'V9' })).status).to.equal(422)
  })

  it('answers 404 to an item the draft does not have, whatever its name', async () => {
    const missing = await draftOf(here, {})
    const visitor = await here.visitor('k1')
    for (const name of ['nope', '__proto__', 'constructor']) {
      expect((await visitor.open(`${missing}/parts/conditions/items/${name}`)).status, name).to.equal(404)
    }
  })
})
