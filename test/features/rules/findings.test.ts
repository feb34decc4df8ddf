import { expect } from 'chai'
import { load } from 'cheerio'
import type { ConditionRule, Expression, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ruleSetV1 } from '../../domain/support/rules.ts'
import { people, type World, world } from './support.ts'

const asked = (key: string) => ({ idempotencyKey: key, requestId: 'r', address: '' })
const imported = { fileName: '规则.json', version: 'V1', hash: '', isWhole: false }
const score = (op: 'lt' | 'ge', value: number): Expression => ({ compare: { of: 'score' }, op, value })

const edited = (id: string, change: Partial<ConditionRule>) => (rule: ConditionRule) =>
  rule.id === id ? { ...rule, ...change } : rule

/** Rules that the engine may see, with something to be said of many of their fields. */
const doubtful: RuleSet = {
  ...ruleSetV1,
  conditions: ruleSetV1.conditions
    .map(edited('V2', { basis: '口头' }))
    .map(edited('R1', { when: { all: [score('lt', 6000), { not: score('lt', 9500) }] } }))
    .map(
      edited('Y1', { when: { all: [score('lt', 7500), { compare: { of: 'coverage' }, op: 'le', value: 10_000 }] } }),
    ),
  colours: ruleSetV1.colours.map(one => (one.code === 'yellow' ? { ...one, term: null, settledBy: [] } : one)),
  evidence: ruleSetV1.evidence.map(one => (one.code === 'P4' ? { ...one, cap: { per: 'year', points: 50 } } : one)),
  quotas: { ...ruleSetV1.quotas, headShare: 0 },
  marks: { ...ruleSetV1.marks, absence: { ...ruleSetV1.marks.absence, share: 10_000 } },
}

/** Rules whose parts do not agree. */
const faulty: RuleSet = {
  ...doubtful,
  conditions: doubtful.conditions.map(edited('Y2', { colour: 'green' })).map(
    edited('Y4', {
      when: { any: [{ count: { of: 'facts', facts: { codes: ['N99'] }, months: 3 }, op: 'ge', value: 100 }] },
    }),
  ),
  indicators: {
    ...ruleSetV1.indicators,
    rows: ruleSetV1.indicators.rows.map((row, i) => (i === 1 ? { ...row, part: 'gone' } : row)),
  },
  score: { ...ruleSetV1.score, clip: { min: 0, max: -1 } },
}

describe('What the checks say of a draft', function () {
  this.timeout(60_000)
  let here: World
  before(async () => {
    here = await world()
  })
  after(() => here.close())

  async function rowsOf(ruleSet: RuleSet, key: string) {
    const id = await here.drafts.importDocument(people.k1, { ruleSet, imported }, key, asked(key))
    const k1 = await here.visitor('k1')
    const $ = load((await k1.open(`/rules/drafts/${id}`)).text)
    const table = $('h2:contains("发布前检查")').parent().find('tbody tr').toArray()
    const rows = table.map(row => ({
      words: $(row).find('td').eq(1).text(),
      to: String($(row).find('a').attr('href')).replace(`/rules/drafts/${id}/`, ''),
    }))
    return { k1, path: `/rules/drafts/${id}`, rows }
  }

  for (const [name, ruleSet, expected] of [
    [
      'doubtful',
      doubtful,
      [
        ['条件 V2“拒不执行组织决定” · 依据：', 'parts/conditions/items/V2#f-basis'],
        ['条件 R1“得分低于 60 分，', 'parts/conditions/items/R1#f-when.n.1'],
        ['条件 Y1“得分低于 75 分，', 'parts/conditions/items/Y1#f-when.n.1'],
        ['颜色“黄名单·提醒” · 期限：', 'parts/colours#f-colours.1.term'],
        ['事实 P4“市委市政府通报表扬、先进典型” · 封顶 · 分值：', 'parts/evidence/items/P4#f-cap.points'],
        ['名额 · 主要负责人占比：', 'parts/limits#f-quotas.headShare'],
        ['标注 · 不在岗 · 占比：', 'parts/limits#f-marks.absence.share'],
      ],
    ],
    [
      'faulty',
      faulty,
      [
        ['条件 Y2“', 'parts/conditions/items/Y2#f-colour'],
        ['条件 Y4“', 'parts/conditions/items/Y4#f-when.n.0.facts.codes'],
        ['指标 · 行“真” · 所属部分：', 'parts/indicators#f-indicators.rows.1.part'],
        ['得分 · 总分上下限 · 上限：', 'parts/score#f-score.clip.max'],
      ],
    ],
  ] as const) {
    it(`names each place of ${name} rules in the words of its page, and leads to the field`, async () => {
      const { k1, path, rows } = await rowsOf(ruleSet, name)
      for (const { words, to } of rows) {
        expect(words).not.to.match(/第 \d+ [项行]/)
        const [page = '', field = ''] = to.split('#')
        const answer = await k1.open(`${path}/${page}`)
        expect(answer.status, to).to.equal(200)
        expect(load(answer.text)(`[id="${field}"]`), to).to.have.length(1)
      }
      for (const [words, to] of expected) {
        const row = rows.find(one => one.to === to && one.words.startsWith(words))
        expect(row, JSON.stringify(rows, null, 1)).not.to.equal(undefined)
      }
    })
  }
})
