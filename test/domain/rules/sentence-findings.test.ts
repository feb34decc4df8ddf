import { expect } from 'chai'
import fc from 'fast-check'
import { conditionWords } from '../../../src/domain/rules/condition-words.ts'
import { sentenceFindings } from '../../../src/domain/rules/findings/sentence-findings.ts'
import { findingsBeforePublication } from '../../../src/domain/rules/findings-before-publication.ts'
import type { ConditionRule, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { numbersIn } from '../../../src/domain/rules/sentence-numbers.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const withConditions = (change: (rule: ConditionRule) => ConditionRule): RuleSet => ({
  ...ruleSetV1,
  conditions: ruleSetV1.conditions.map(change),
})
const withSentence = (id: string, sentence: string): RuleSet =>
  withConditions(rule => (rule.id === id ? { ...rule, sentence } : rule))
/** What is said of sentences. */
const said = (ruleSet: RuleSet): string[] =>
  findingsBeforePublication(ruleSet, ruleSet, new Set()).flatMap(({ path, level, message }) =>
    path.endsWith('.sentence') ? [`${level} ${message}`] : [],
  )
/** V1 with one number of a tree replaced wherever it stands under that name, the sentences as they were. */
const withNumber = (id: string, name: string, from: number, to: number): RuleSet =>
  withConditions(rule => {
    if (rule.id !== id) return rule
    const when = JSON.stringify(rule.when).replace(new RegExp(`"${name}":${from}(?!\\d)`, 'g'), `"${name}":${to}`)
    expect(when, `${id} ${name}`).not.to.equal(JSON.stringify(rule.when))
    return { ...rule, when: JSON.parse(when) }
  })

describe('The sentence of a condition', () => {
  it('agrees with its tree throughout the shipped rules, and as the system writes it', () => {
    expect(said(ruleSetV1)).to.deep.equal([])
    const written = withConditions(rule => ({ ...rule, sentence: conditionWords(rule.when, ruleSetV1) }))
    expect(said(written)).to.deep.equal([])
  })

  it('agrees with its tree in any rules when the system writes it', () =>
    fc.assert(
      fc.property(ruleSet, rules => {
        const written = rules.conditions.map(rule => ({ ...rule, sentence: conditionWords(rule.when, rules) }))
        expect(sentenceFindings({ ...rules, conditions: written })).to.deep.equal([])
      }),
      { numRuns: runs(200) },
    ))

  it('that names an old limit is told with the condition, both numbers and what the system would write', () => {
    const [line = '', ...none] = said(withNumber('Y1', 'value', 7500, 7600))
    expect(none).to.deep.equal([])
    expect(line).to.match(/^warning 条件 Y1.*与系统的判断不符：写了“75 分”，判断里没有；没有写判断里的“76 分”/)
    const document = withNumber('Y1', 'value', 7500, 7600)
    const [finding] = findingsBeforePublication(document, document, new Set()).filter(({ path }) =>
      path.endsWith('.sentence'),
    )
    expect(finding?.witness).to.include('得分低于 76 分')
  })

  for (const [id, name, from, to, what] of [
    ['R1', 'value', 6, 9, '“9 个月”'],
    ['R2', 'value', 2, 3, '“3 次”'],
    ['R2', 'months', 12, 24, '“24 个月”'],
    ['R3', 'value', 1, 2, '“2 次”'],
    ['R4', 'value', -600, -650, '“6.5 分”'],
    ['Y2', 'bottom', 3, 5, '“末 5 位”'],
    ['Y2', 'value', 6, 4, '“4 个月”'],
    ['Y3', 'months', 3, 6, '“6 个月”'],
    ['Y4', 'value', 200, 300, '“3 件”'],
    ['Y4', 'months', 3, 2, '“2 个月”'],
    ['Y4', 'value', 100, 400, '“4 件”'],
    ['Y5', 'value', 2, 3, '“3 个季度”'],
    ['Y7', 'value', -1500, -1000, '“10 分”'],
    ['Y8', 'value', 3, 4, '“4 个月”'],
    ['B1', 'value', 1500, 2000, '“20%”'],
    ['B2', 'months', 12, 6, '“6 个月”'],
    ['B4', 'value', 3, 4, '“优秀”'],
    ['V2', 'value', 1, 2, '“2 项”'],
  ] as const)
    it(`of ${id} is found untrue when ${name} is ${to} instead of ${from}`, () => {
      const lines = said(withNumber(id, name, from, to))
      expect(lines).to.have.length(1)
      expect(lines[0]).to.include(`条件 ${id}`).and.include(what)
    })

  it('of a share of ballots is found untrue when the share is another', () => {
    const when = { compare: { of: 'ballotShare', share: 'unfit', months: 12 }, op: 'gt', value: [1, 4] } as const
    const changed = withConditions(rule => (rule.id === 'R5' ? { ...rule, when } : rule))
    expect(said(changed)[0]).to.include('写了“三分之一”').and.include('“1/4”')
  })

  for (const [id, sentence] of [
    ['Y1', '得分不足七十五分，依据覆盖率百分之六十以上'],
    ['Y1', '得分低于７５分（按《干部考核条例》第 12 条、海组发〔2022〕9号），依据覆盖率不低于 60％'],
    ['R2', '一年内两次列入黄名单（观察和延期不算）'],
    ['R1', '得分低于 60.0 分，依据覆盖率不低于 60%，任现职满半年'],
    ['Y3', '一个季度内核实的扣分合计达到八分'],
    ['Y6', '最近一次民主测评优秀和称职票合计不足 2/3，经核实成立'],
    ['B3', '十二个月内至少二件核实的正面事实，来自至少两个渠道，其中一件为 P1、P2、P3、P4 或 P5'],
  ] as const)
    it(`may be said otherwise: ${sentence}`, () => expect(said(withSentence(id, sentence))).to.deep.equal([]))

  it('has its numbers in digits or spelled out, and no names of documents, codes or ordinals among them', () => {
    const meant = (sentence: string) => numbersIn(sentence).map(({ meanings }) => meanings.join(' 或 '))
    expect(meant('一百二十天、三十五件、十个、两次')).to.deep.equal(['120天', '35件', '10件', '2件'])
    expect(meant('2022 年第 3 条、N4、P12、12345热线、一般、统一，最近一次')).to.deep.equal([])
    expect(meant('两年内，一个季度，半数以上，四分之三')).to.deep.equal(['24月', '1季 或 3月', '1/2', '3/4'])
  })
})
