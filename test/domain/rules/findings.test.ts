import { expect } from 'chai'
import fc from 'fast-check'
import { compile } from '../../../src/domain/rating/conditions.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import { checkRuleSet } from '../../../src/domain/rules/check-rule-set.ts'
import { barsPublication, findingsOf, type RuleFinding } from '../../../src/domain/rules/findings/findings.ts'
import { studyOf } from '../../../src/domain/rules/findings/study.ts'
import type { ConditionRule, Expression, FactFilter, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { soon } from '../../support/soon.ts'
import { asOf, ledger } from '../support/arbitrary.ts'
import { CADRE } from '../support/book.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

type Loose = Record<string, unknown>

/** V1 with some of its conditions, colours or settings replaced; it must still pass the gate. */
function amended(change: (draft: RuleSet) => object): RuleSet {
  const document = { ...ruleSetV1, ...change(ruleSetV1) }
  const checked = checkRuleSet(document)
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  return checked.ruleSet
}

const withCondition = (id: string, change: (rule: ConditionRule) => Loose): RuleSet =>
  amended(({ conditions }) => ({
    conditions: conditions.map(rule => (rule.id === id ? { ...rule, ...change(rule) } : rule)),
  }))

const withWhen = (id: string, when: Expression): RuleSet => withCondition(id, () => ({ when }))
const withFurther = (...rules: Partial<ConditionRule>[]): RuleSet =>
  amended(({ conditions }) => ({
    conditions: [
      ...conditions,
      ...rules.map((rule, i) => ({
        id: `X${i + 1}`,
        colour: 'yellow',
        sentence: '另加',
        basis: '',
        effect: 'suggest',
        ...rule,
      })),
    ],
  }))
const withColour = (code: string, change: Loose): RuleSet =>
  amended(({ colours }) => ({ colours: colours.map(one => (one.code === code ? { ...one, ...change } : one)) }))

const score = (op: 'lt' | 'le' | 'gt' | 'ge', value: number): Expression => ({ compare: { of: 'score' }, op, value })
const coverage: Expression = { compare: { of: 'coverage' }, op: 'ge', value: 6000 }
/** A comparison of what is told of some facts in a window. */
const told =
  (kind: 'count' | 'compare' | 'streak', of: string) =>
  (facts: FactFilter, months: number, op: 'ge' | 'gt' | 'lt' | 'le', value: number): Expression =>
    ({ [kind]: { of, facts, months }, op, value }) as unknown as Expression
const counts = told('count', 'facts')
const points = told('compare', 'points')
const worst = told('compare', 'worst')
const latest = told('compare', 'latest')
const running = told('streak', 'factMonths')
const ofFact = (code: string, op: 'ge' | 'lt', value: number, months = 3): Expression =>
  counts({ codes: [code] }, months, op, value)
const deductions = (op: 'le' | 'gt', value: number, months: number): Expression =>
  points({ positive: false }, months, op, value)
const tenureBelow: Expression = { compare: { of: 'tenure' }, op: 'lt', value: 6 }

/** What is done to V1, the level and place of what is found, words of the message and of the witness. */
const table: [
  name: string,
  ruleSet: RuleSet,
  level: RuleFinding['level'],
  path: string,
  word: string,
  shown: string,
][] = [
  [
    'a condition that asks for two ends of one measure',
    withWhen('R1', { all: [score('lt', 6000), score('ge', 9500)] }),
    'error',
    'conditions[4].when.all[1]',
    '“得分低于 60 分”与“得分不低于 95 分”不能同时成立',
    '得分 59.99 分时',
  ],
  [
    'the same said by a negation',
    withWhen('R1', { all: [score('lt', 6000), { not: { any: [score('lt', 7000), coverage] } }] }),
    'error',
    'conditions[4].when.all[1]',
    '永远不会成立',
    '59.99 分',
  ],
  [
    'a score below the clip',
    withWhen('R2', score('lt', -5)),
    'error',
    'conditions[5].when',
    '永远不会成立',
    '最低 0 分，最高 110 分',
  ],
  [
    'a deduction no fact carries',
    withCondition('R4', ({ when }) => ({ when: { ...when, value: -2000 } })),
    'error',
    'conditions[7].when',
    '永远不会成立',
    '最低 −12 分',
  ],
  [
    'half of a fact that must be whole',
    withWhen('Y3', {
      all: [
        { count: { of: 'facts', facts: { codes: ['N4'] }, months: 3 }, op: 'gt', value: 100 },
        { count: { of: 'facts', facts: { codes: ['N4'] }, months: 3 }, op: 'lt', value: 150 },
      ],
    }),
    'error',
    'conditions[11].when.all[1]',
    '不能同时成立',
    'N4 1.5 件时',
  ],
  [
    'quarters that a window cannot hold',
    withWhen('Y5', { streak: { of: 'quarterGrade', grades: ['一般'], months: 12 }, op: 'ge', value: 5 }),
    'error',
    'conditions[13].when',
    '永远不会成立',
    '最高 4 个季度',
  ],
  [
    'a failed rectification of a colour without extension',
    withColour('yellow', { term: { months: 3, extensions: 0, extensionMonths: 0 } }),
    'warning',
    'conditions[6].when.count.colour',
    '看的是延期期满，黄名单·提醒却不能延期',
    '',
  ],
  [
    'the latest of facts nobody has',
    withWhen('Y3', {
      compare: { of: 'latest', facts: { codes: ['N12'], roles: ['unit'] }, months: 3 },
      op: 'le',
      value: 0,
    }),
    'error',
    'conditions[11].when',
    '永远不会成立',
    '没有这样的事实',
  ],
  [
    'more channels than there are',
    withFurther({ when: { compare: { of: 'channels', facts: {}, months: 12 }, op: 'ge', value: 99 } }),
    'error',
    'conditions[21].when',
    '永远不会成立',
    '最高 12',
  ],
  [
    'facts that fall to the unit and so to nobody',
    withFurther({ when: counts({ codes: ['N4'], roles: ['unit'] }, 3, 'ge', 100) }),
    'error',
    'conditions[21].when',
    '永远不会成立',
    '只会是 0 件',
  ],
  [
    'a role that adds nothing',
    withFurther({ when: counts({ codes: ['N4'], roles: ['person', 'unit'] }, 3, 'ge', 300) }),
    'warning',
    'conditions[21].when.count.facts.roles',
    '选“单位”不起作用',
    '',
  ],
  [
    'a condition that everybody meets',
    withWhen('R2', { any: [score('lt', 5000), score('ge', 4000)] }),
    'error',
    'conditions[5].when',
    '只要有数据就一定成立',
    '没有一种取值',
  ],
  [
    'a case that never comes about',
    withWhen('Y4', { any: [ofFact('N4', 'ge', 100), { all: [ofFact('N2', 'ge', 200), ofFact('N2', 'lt', 100)] }] }),
    'warning',
    'conditions[12].when.any[1].all[1]',
    '这一种情形不会出现',
    '2 件时',
  ],
  [
    'a part that says nothing',
    withWhen('Y1', { all: [score('lt', 7500), coverage, { compare: { of: 'coverage' }, op: 'le', value: 10_000 }] }),
    'warning',
    'conditions[9].when.all[2]',
    '等于没有写',
    '',
  ],
  [
    'a part that another one says already',
    withWhen('Y1', { all: [score('lt', 7500), coverage, { compare: { of: 'coverage' }, op: 'ge', value: 5000 }] }),
    'warning',
    'conditions[9].when.all[2]',
    '可以删去',
    '',
  ],
  [
    'a gap between two bands',
    withWhen('Y1', { all: [score('lt', 7500), coverage, score('ge', 6200)] }),
    'error',
    'conditions[9].when',
    '分数段有空档：60 分至 61.99 分',
    '60 分至 61.99 分',
  ],
  [
    'a good band that ends',
    withCondition('B1', ({ when }) => ({ when: { all: [when, score('le', 9500)] } })),
    'error',
    'conditions[17].when',
    '分数更高的反而没有颜色',
    '90 分至 95 分',
  ],
  [
    'an overlap with the scores that both of the named conditions contain',
    withFurther({ id: 'B20', colour: 'blue', when: score('le', 8000) }),
    'error',
    'conditions[21].when',
    'R1（红名单·整改）与 B20（蓝名单·优先）都包含 0 分至 59.99 分',
    '0 分至 59.99 分',
  ],
  [
    'an overlap with each band of its own',
    withFurther({ id: 'B20', colour: 'blue', when: score('le', 8000) }),
    'error',
    'conditions[21].when',
    'Y1（黄名单·提醒）与 B20（蓝名单·优先）都包含 0 分至 74.99 分',
    '',
  ],
  [
    'more in a window than in the one around it',
    withFurther({ when: { all: [ofFact('N2', 'ge', 400), ofFact('N2', 'lt', 300, 12)] } }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立，“3 个月内 N2 达到 4 件”与“12 个月内 N2 少于 3 件”不能同时成立',
    'N2 4 件时',
  ],
  [
    'a deduction that a longer window does not show',
    withFurther({ when: { all: [deductions('le', -800, 3), deductions('gt', -600, 12)] } }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立',
    '',
  ],
  [
    'the same through a third window, under a negation',
    withFurther({
      when: { all: [ofFact('N2', 'ge', 400), { not: ofFact('N2', 'ge', 300, 12) }, ofFact('N2', 'ge', 200, 6)] },
    }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立',
    '',
  ],
  [
    'more of some facts than of all among which they are',
    withFurther({ when: { all: [ofFact('N2', 'ge', 400), counts({ codes: ['N2', 'N4'] }, 3, 'lt', 300)] } }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立，“3 个月内 N2 达到 4 件”与',
    'N2 4 件',
  ],
  [
    'the same with the wider facts in a wider window',
    withFurther({ when: { all: [deductions('gt', -600, 12), points({ codes: ['N2'] }, 3, 'le', -800)] } }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立',
    '',
  ],
  [
    'facts of a role beside those of any role',
    withFurther({ when: { all: [worst({ roles: ['person'] }, 3, 'le', -300), worst({}, 3, 'gt', -200)] } }),
    'error',
    'conditions[21].when.all[1]',
    '永远不会成立',
    '',
  ],
  [
    'what is said already of more facts',
    withFurther({ when: { all: [ofFact('N2', 'ge', 400), counts({ positive: false }, 6, 'ge', 300)] } }),
    'warning',
    'conditions[21].when.all[1]',
    '必然成立，可以删去',
    '',
  ],
  [
    'facts that only partly are the same, one more and one less',
    withFurther({
      when: { all: [counts({ codes: ['N1', 'N2'] }, 3, 'ge', 400), counts({ codes: ['N2', 'N4'] }, 3, 'lt', 300)] },
    }),
    'undecided',
    'conditions[21].when',
    '看的事实有重叠，两个量之间谁大谁小推算不出，会不会互相矛盾未判定，请人工核对',
    '',
  ],
  [
    'a mean beside a sum of the same facts, once for all of its pairs',
    withFurther({
      when: {
        all: [
          told('compare', 'mean')({ positive: false }, 3, 'le', -300),
          points({ positive: false }, 3, 'gt', -200),
          ofFact('N2', 'ge', 100),
        ],
      },
    }),
    'undecided',
    'conditions[21].when',
    '未判定（另有 2 处同样），请人工核对',
    '',
  ],
  [
    'what another window says already',
    withFurther({ when: { all: [ofFact('N2', 'ge', 400), ofFact('N2', 'ge', 300, 12)] } }),
    'warning',
    'conditions[21].when.all[1]',
    '“12 个月内 N2 达到 3 件”必然成立，可以删去',
    '',
  ],
  [
    'bands of opposite colours that overlap',
    withFurther({ when: { not: score('ge', 9500) } }),
    'error',
    'conditions[17].when',
    '分数段重叠：X1（黄名单·提醒）与 B1（蓝名单·优先）都包含 90 分至 94.99 分',
    '',
  ],
  [
    'a yellow condition that a red one always outranks',
    withFurther({ when: { count: { of: 'placements', colour: 'yellow', months: 12 }, op: 'ge', value: 3 } }),
    'warning',
    'conditions[21].when',
    '凡符合 X1 的都符合更重的 R2',
    '',
  ],
  [
    'one condition for two colours',
    withFurther({ when: { count: { of: 'placements', colour: 'yellow', months: 12 }, op: 'gt', value: 1 } }),
    'error',
    'conditions[21].when',
    'X1（黄名单·提醒）与 R2（红名单·整改）是同一个条件',
    '',
  ],
  [
    'a condition beside a weaker one of its colour',
    withFurther(
      { when: { all: [ofFact('N1', 'ge', 300), ofFact('N4', 'ge', 100)] } },
      { when: ofFact('N1', 'ge', 200) },
    ),
    'warning',
    'conditions[21].when',
    '凡符合 X1 的都符合 X2，X1 不单独起作用',
    '',
  ],
  [
    'blue conditions that exclude each other',
    withFurther({ colour: 'blue', when: { compare: { of: 'tenure' }, op: 'lt', value: 6 } }),
    'error',
    'colours[2]',
    'B4、X1 不能同时成立',
    '',
  ],
  [
    'blue conditions that always meet a red one',
    withFurther({ colour: 'red', when: { compare: { of: 'tenure' }, op: 'ge', value: 5 } }),
    'error',
    'colours[2]',
    '都符合更重的 X1（红名单·整改），没有人能列入',
    '',
  ],
  [
    'a veto without 文号',
    withCondition('V2', () => ({ basis: '口头' })),
    'error',
    'conditions[1].basis',
    '依据没有文号，也没有写明',
    '',
  ],
  [
    'a veto of what must all be met',
    withFurther({ colour: 'blue', effect: 'veto', basis: '〔2022〕1号', when: ofFact('P1', 'ge', 100) }),
    'error',
    'conditions[21].effect',
    '不会因它列入',
    '',
  ],
  [
    'a quota for a colour of which one condition suffices',
    withColour('blue', { match: 'any' }),
    'error',
    'colours[2].match',
    '不受名额限制',
    '',
  ],
  [
    'a quota that leaves out what must all be met',
    amended(({ quotas }) => ({ quotas: { ...quotas, colour: 'yellow' } })),
    'error',
    'colours[2].match',
    '系统不会建议',
    '',
  ],
  [
    'red after yellow',
    amended(({ colours }) => ({ colours: [colours[1], colours[0], colours[2], colours[3]] })),
    'error',
    'colours[1]',
    '红名单·整改比黄名单·提醒重，却排在它后面',
    '',
  ],
  [
    'a list that does not settle its causes',
    withColour('red', { settledBy: [] }),
    'warning',
    'colours[0].settledBy',
    '同一件事会再次建议列入',
    '',
  ],
  [
    'a red cause settled by yellow',
    amended(({ colours }) => ({
      colours: colours.map(one => ({ ...one, settledBy: one.code === 'red' ? ['red', 'yellow'] : [] })),
    })),
    'warning',
    'colours[0].settledBy',
    '黄名单·提醒比红名单·整改轻',
    '',
  ],
  ['yellow without a term', withColour('yellow', { term: null }), 'warning', 'colours[1].term', '不会到期', ''],
  [
    'a cap below one fact',
    amended(({ evidence }) => ({
      evidence: evidence.map(rule => (rule.code === 'P4' ? { ...rule, cap: { per: 'year', points: 100 } } : rule)),
    })),
    'warning',
    'evidence[3].cap.points',
    '封顶 1 分不够一件的 2 分',
    '',
  ],
  [
    'a fact worth nothing',
    amended(({ evidence }) => ({
      evidence: evidence.map(rule =>
        rule.code === 'P7' ? { ...rule, points: { person: 0, charge: 0, chief: 0, unit: 0 } } : rule,
      ),
    })),
    'warning',
    'evidence[6].points',
    '不计分',
    '',
  ],
  [
    'no place for anybody',
    amended(({ quotas }) => ({ quotas: { ...quotas, classShare: 0 } })),
    'warning',
    'quotas.classShare',
    '不会有名额',
    '',
  ],
  [
    'a grade nobody is given',
    withWhen('Y5', { streak: { of: 'quarterGrade', grades: ['差'], months: 12 }, op: 'ge', value: 1 }),
    'warning',
    'conditions[13].when.streak.grades',
    '没有“差”这样的等次',
    '',
  ],
  [
    'more months of rankings than the window has',
    withWhen('Y2', {
      streak: { of: 'hotline', bottom: 3, role: 'charge', field: '12345', months: 3 },
      op: 'ge',
      value: 4,
    }),
    'undecided',
    'conditions[10].when.value',
    '未判定',
    '',
  ],
]

describe('findingsOf', () => {
  it('finds nothing in V1', () => {
    expect(findingsOf(ruleSetV1)).to.deep.equal([])
  })

  for (const [name, document, level, path, word, shown] of table) {
    it(`finds ${name}`, () => {
      const findings = findingsOf(document)
      const found = findings.find(finding => finding.path === path && finding.message.includes(word))
      expect(found, JSON.stringify(findings, null, 1)).to.include({ level })
      expect(found?.witness ?? '').to.include(shown)
      if (shown !== '') expect(found?.witness).to.be.a('string')
      expect(barsPublication(findings)).to.equal(findings.some(finding => finding.level === 'error'))
    })
  }

  it('leaves alone what is meant: red within yellow, alerts beside a colour, a veto beside a suggestion', () => {
    const alert = { effect: 'alert' as const, when: score('lt', 7600) }
    const veto = { colour: 'red', effect: 'veto' as const, basis: '〔2022〕3号', when: ofFact('N6', 'ge', 200) }
    expect(findingsOf(withFurther(alert, veto, { colour: 'red', when: ofFact('N6', 'ge', 100) }))).to.deep.equal([])
  })

  it('takes no limit of the score among other things for the line of a band', () => {
    const newcomers: Expression = { all: [score('lt', 5500), tenureBelow] }
    const strict: Expression = { all: [score('lt', 9500), tenureBelow] }
    const either: Expression = { any: [{ all: [score('lt', 5500), ofFact('N4', 'ge', 100)] }, ofFact('N6', 'ge', 100)] }
    for (const when of [newcomers, strict, either]) {
      const findings = findingsOf(withFurther({ when }))
      expect(
        findings.filter(({ level }) => level === 'error'),
        JSON.stringify(when),
      ).to.deep.equal([])
    }
  })

  it('leaves alone windows whose difference may well be asked for', () => {
    const renewed: Expression = { all: [ofFact('N2', 'lt', 100), ofFact('N2', 'ge', 300, 12)] }
    const mixed = (op: 'lt' | 'ge', value: number, months: number): Expression => ({
      compare: { of: 'points', facts: {}, months },
      op,
      value,
    })
    const turned: Expression = { all: [mixed('lt', -100, 3), mixed('ge', 500, 12)] }
    expect(findingsOf(withFurther({ when: renewed }))).to.deep.equal([])
    expect(findingsOf(withFurther({ when: turned })).map(({ level }) => level)).to.deep.equal(['undecided'])
  })

  it('puts errors first and says the place in Chinese', () => {
    const findings = findingsOf(
      amended(({ conditions, quotas }) => ({
        conditions: conditions.map(rule => (rule.id === 'V2' ? { ...rule, basis: '口头' } : rule)),
        quotas: { ...quotas, headShare: 0 },
      })),
    )
    expect(findings.map(({ level }) => level)).to.deep.equal(['error', 'warning'])
    expect(findings[0]?.message).to.equal(
      '条件 V2“拒不执行组织决定” · 依据：否决条件的依据没有文号，也没有写明是哪个文件。例如“〔2022〕9号”或“《…条例》第…条”。',
    )
  })

  it('asks of a veto for a 文号 or a document by its name', () => {
    const isRefused = (basis: string): boolean => barsPublication(findingsOf(withCondition('V2', () => ({ basis }))))
    for (const basis of ['以认定文号为据', '口头', '有关规定', '党纪', '第三条', '2022年决定']) {
      expect(isRefused(basis), basis).to.equal(true)
    }
    for (const basis of ['组通〔2022〕9号', '组通[2022]12号', '《公务员法》第五十九条', '按《问责条例》办理']) {
      expect(isRefused(basis), basis).to.equal(false)
    }
  })

  it('says 未判定 where neither intervals nor samples decide, in bounded work', () => {
    const begun = performance.now()
    const findings = findingsOf(withFurther(...hard(8)))
    expect(performance.now() - begun).to.be.below(soon(1000))
    const open = findings.filter(({ level }) => level === 'undecided')
    expect(open.map(({ message }) => message).join())
      .to.include('抽样')
      .and.to.include('未判定')
  })

  it('answers for any rule set, the same each time', () => {
    fc.assert(
      fc.property(ruleSet, document => {
        expect(checkRuleSet(document).ok).to.equal(true)
        expect(findingsOf(document)).to.deep.equal(findingsOf(document))
      }),
      { numRuns: runs(150) },
    )
  })

  it('agrees with the engine: what never fires is never true, what always fires is never false', () => {
    const tally = { never: 0, always: 0 }
    fc.assert(
      fc.property(ruleSet, ledger, asOf, (document, entries, day) => {
        const rating = createRater(document).rate(CADRE, entries, day)
        if (rating === null) return
        for (const { fires, index } of studyOf(document).conditions) {
          const verdict = rating.conditions[index]?.verdict
          if (fires === 'never') expect(verdict).not.to.equal('true')
          if (fires === 'always') expect(verdict).not.to.equal('false')
          if (fires === 'never' || fires === 'always') tally[fires] += 1
        }
      }),
      { numRuns: runs(300) },
    )
    expect(tally.never).to.be.above(0)
    expect(tally.always).to.be.above(0)
  })

  it('agrees with the engine on windows: none ever holds more than the one around it', () => {
    const facts = [{}, { positive: false }, { positive: true }, { codes: ['N2'] }, { roles: ['person' as const] }]
    const made = fc.record({
      facts: fc.constantFrom(...facts),
      months: fc.constantFrom(1, 3, 6),
      limit: fc.integer({ min: 1, max: 8 }),
    })
    const pairs = ({ facts, months, limit }: { facts: FactFilter; months: number; limit: number }): Expression[] => [
      { all: [counts(facts, months, 'ge', limit * 50), counts(facts, 12, 'lt', limit * 50)] },
      { all: [worst(facts, months, 'le', -limit * 50), worst(facts, 12, 'gt', -limit * 50)] },
      { all: [latest(facts, months, 'le', -limit * 50), latest(facts, 12, 'gt', -limit * 50)] },
      { all: [running(facts, months, 'ge', limit), running(facts, 12, 'lt', limit)] },
    ]
    fc.assert(
      fc.property(made, ledger, asOf, (asked, entries, day) => {
        const document = {
          ...ruleSetV1,
          conditions: pairs(asked).map((when, i) => ({
            id: `X${i}`,
            colour: 'yellow',
            sentence: '',
            basis: '',
            effect: 'suggest' as const,
            when,
          })),
        }
        for (const { fires } of studyOf(document).conditions) expect(fires).to.equal('never')
        const rating = createRater(document).rate(CADRE, entries, day)
        for (const { verdict } of rating?.conditions ?? []) expect(verdict).not.to.equal('true')
      }),
      { numRuns: runs(300) },
    )
  })

  it('agrees with the engine on facts: none ever hold more than those among which they are', () => {
    const wide: FactFilter[] = [{}, { positive: false }]
    const narrow: FactFilter[] = [
      { codes: ['N2'] },
      { codes: ['N1', 'N2', 'N3', 'N4', 'N6', 'N8'], roles: ['person', 'charge', 'chief'] },
      { positive: false, roles: ['person'] },
    ]
    const made = fc.record({
      some: fc.constantFrom(...narrow),
      all: fc.constantFrom(...wide),
      months: fc.constantFrom(1, 3, 12),
      limit: fc.integer({ min: 1, max: 8 }),
    })
    let fired = 0
    fc.assert(
      fc.property(made, ledger, asOf, ({ some, all, months, limit }, entries, day) => {
        const whens = [
          { all: [counts(some, months, 'ge', limit * 50), counts(all, 12, 'lt', limit * 50)] },
          { all: [worst(some, months, 'le', -limit * 50), worst(all, 12, 'gt', -limit * 50)] },
          { all: [running(some, months, 'ge', limit), running(all, 12, 'lt', limit)] },
          ...(all.positive === undefined
            ? []
            : [{ all: [points(some, months, 'le', -limit * 50), points(all, 12, 'gt', -limit * 50)] }]),
          counts({}, 120, 'ge', 50),
        ]
        const rule = { colour: 'yellow', sentence: '', basis: '', effect: 'suggest' as const }
        const document = { ...ruleSetV1, conditions: whens.map((when, i) => ({ ...rule, id: `X${i}`, when })) }
        const last = whens.length - 1
        expect(studyOf(document).conditions.map(({ fires }) => fires)).to.deep.equal(
          whens.map((_, i) => (i === last ? 'sometimes' : 'never')),
        )
        const verdicts = createRater(document)
          .rate(CADRE, entries, day)
          ?.conditions.map(({ verdict }) => verdict)
        expect(verdicts?.slice(0, last) ?? []).not.to.include('true')
        if (verdicts?.[last] === 'true') fired += 1
      }),
      { numRuns: runs(600) },
    )
    expect(fired).to.be.above(0)
  })

  it('finds values that fire a condition and values that do not, wherever it says both exist', () => {
    fc.assert(
      fc.property(ruleSet, document => {
        const { conditions, quantities, ask } = studyOf(document)
        const compiled = compile(document)
        for (const { holds, fails, fires, index } of conditions) {
          if (fires !== 'sometimes') continue
          for (const [formula, verdict] of [
            [holds, 'true'],
            [fails, 'false'],
          ] as const) {
            const solution = ask(formula)
            if (typeof solution === 'string') throw new Error(solution)
            const values = compiled.slots.map(({ leaf }) => {
              const number = quantities.of(leaf)
              return quantities.all[number]?.values[solution.get(number)?.from ?? 0] ?? null
            })
            expect(compiled.conditions[index]?.evaluate(values)).to.equal(verdict)
          }
        }
      }),
      { numRuns: runs(150) },
    )
  })
})

/** Conditions near the point where a search is hardest: many choices over a few quantities. */
function hard(count: number): Partial<ConditionRule>[] {
  let state = 12_345
  const next = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * n)
  }
  const part = (): Expression => ({
    compare: { of: 'scoreChange', months: 1 + next(22) },
    op: next(2) === 0 ? 'lt' : 'ge',
    value: 0,
  })
  const choice = (): Expression => ({ any: [part(), part(), part()] })
  const choices = (n: number): Expression => ({ all: Array.from({ length: n }, choice) })
  return Array.from({ length: count }, () => ({ when: { all: [choices(30), choices(29), choices(29)] } }))
}
