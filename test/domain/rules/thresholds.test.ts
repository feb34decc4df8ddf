import { expect } from 'chai'
import fc from 'fast-check'
import { withAmounts } from '../../../src/domain/rules/amend.ts'
import { checkRuleSet } from '../../../src/domain/rules/check-rule-set.ts'
import { compareRuleSets } from '../../../src/domain/rules/compare-rule-sets.ts'
import { conditionWords } from '../../../src/domain/rules/condition-words.ts'
import { effectiveWeight } from '../../../src/domain/rules/effective-weights.ts'
import { nextNumber, titleOf } from '../../../src/domain/rules/publication.ts'
import { thresholdsOf } from '../../../src/domain/rules/thresholds.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const thresholds = thresholdsOf(ruleSetV1)

describe('thresholds of a rule set', () => {
  it('are every limit of every condition and the numbers of score, marks, quotas and facts, each named once', () => {
    const keys = thresholds.map(({ key }) => key)
    expect(new Set(keys).size).to.equal(keys.length)
    for (const key of ['conditions.R4.1', 'conditions.B1.3', 'score.parts.result', 'score.fading.2', 'marks.absence']) {
      expect(keys).to.include(key)
    }
    expect(keys.filter(key => key.startsWith('evidence.N12'))).to.have.length(6)
    expect(keys.every(key => /^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/.test(key))).to.equal(true)
  })

  it('lie within their own bounds', () => {
    for (const { key, value, min, max } of thresholds) {
      const number = typeof value === 'number' ? value : value[0] / value[1]
      expect(number, key).to.be.within(min, max)
    }
  })

  it('amended one by one change that number alone, and back again nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...thresholds), fc.nat(), (threshold, n) => {
        const { key, typed, min, max } = threshold
        const value = typed === 'fraction' ? ([n % 7, 7] as const) : min + (n % (max - min + 1))
        const amended = withAmounts(ruleSetV1, new Map([[key, value]]))
        const { changes, structure } = compareRuleSets(ruleSetV1, amended)
        expect(structure).to.deep.equal([])
        expect(changes.every(change => change.threshold.key === key)).to.equal(true)
        expect(withAmounts(ruleSetV1, new Map(thresholds.map(one => [one.key, one.value])))).to.equal(ruleSetV1)
        const checked = checkRuleSet(amended)
        if (!checked.ok) {
          // Only what belongs together is refused: totals, order, bands, signs.
          expect(checked.faults.map(({ message }) => message).join()).to.match(/合计|分数线|前一段|封顶|上限/)
        }
      }),
      { numRuns: runs(300) },
    )
  })

  it('say their condition anew in words', () => {
    const amended = withAmounts(ruleSetV1, new Map([['conditions.Y3.1', -1000]]))
    expect(amended.conditions.find(({ id }) => id === 'Y3')?.sentence).to.equal('3 个月内扣分合计达到 10 分')
    expect(amended.conditions.find(({ id }) => id === 'Y4')).to.equal(
      ruleSetV1.conditions.find(({ id }) => id === 'Y4'),
    )
  })
})

describe('the words of conditions', () => {
  const said = (id: string) => {
    const rule = ruleSetV1.conditions.find(one => one.id === id)
    return rule === undefined ? '' : conditionWords(rule.when, ruleSetV1)
  }
  const table: [string, string][] = [
    ['R4', '12 个月内一件本人承担的完全属实的主观故意的负面事实扣分达到 6 分'],
    ['R5', '12 个月内最近一次民主测评不称职票占比高于 1/3，且测评结果经核实成立'],
    ['Y4', '3 个月内本人或分管承担的 N4 达到 1 件，或 3 个月内本人或分管承担的 N2 达到 2 件'],
    ['Y7', '得分比 3 个月前下降达到 15 分'],
    ['Y8', '未见考察、测评和核实的事实满 3 个月'],
    ['B1', '得分不低于 90 分，且依据覆盖率不低于 60%，且得分名次居同类前 15%（含并列）'],
    ['B4', '任现职满 6 个月，且 12 个月内最近一次年度考核不低于称职'],
  ]
  for (const [id, words] of table) it(`of ${id}`, () => expect(said(id)).to.equal(words))
})

describe('effective weights', () => {
  it('give the result rows half of S and the process rows three tenths, to the hundredth', () => {
    const { cells } = ruleSetV1.indicators
    const of = (...rows: string[]) => cells.filter(cell => rows.includes(cell.row))
    const side = (name: string) => cells.filter(cell => cell.side === name)
    const weight = (some: typeof cells) => effectiveWeight(ruleSetV1, some)
    expect(of('solid').map(cell => weight([cell]))).to.deep.equal([1111, 972, 694])
    expect(of('strict').map(cell => weight([cell]))).to.deep.equal([436, 382, 273])
    expect(weight(of('solid'))).to.equal(2778)
    expect(weight(of('solid', 'quick'))).to.equal(5000)
    expect(weight(of('strict', 'true', 'fine'))).to.equal(3000)
    expect(['organization', 'people', 'enterprise'].map(name => weight(side(name)))).to.deep.equal([3200, 2800, 2000])
    expect([weight(cells), weight([])]).to.deep.equal([8000, 0])
  })
})

describe('the number and name of the next version', () => {
  it('follow the highest so far', () => {
    expect(nextNumber(['V1', 'V10', 'V9', 'draft-1'])).to.equal(11)
    expect(titleOf('执行力三色规则 第一版', 2)).to.equal('执行力三色规则 第二版')
    expect(titleOf('执行力三色规则', 12)).to.equal('执行力三色规则 第 12 版')
    expect(titleOf('执行力三色规则 第 12 版', 13)).to.equal('执行力三色规则 第 13 版')
  })
})
