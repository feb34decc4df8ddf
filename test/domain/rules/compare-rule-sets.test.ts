import { expect } from 'chai'
import fc from 'fast-check'
import { canonical } from '../../../src/domain/canonical.ts'
import { compareRuleSets } from '../../../src/domain/rules/compare-rule-sets.ts'
import type { ConditionRule, RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const told = (before: RuleSet, after: RuleSet) =>
  compareRuleSets(before, after).structure.map(one => [one.place, one.what, one.before, one.after])
const numbers = (before: RuleSet, after: RuleSet): string[] =>
  compareRuleSets(before, after).changes.map(({ threshold }) => threshold.key)

const v1 = ruleSetV1
const edited = (id: string, change: Partial<ConditionRule>): RuleSet => ({
  ...v1,
  conditions: v1.conditions.map(rule => (rule.id === id ? { ...rule, ...change } : rule)),
})
const R2 = v1.conditions.find(({ id }) => id === 'R2') as ConditionRule
const red = v1.colours[0] as RuleSet['colours'][number]

type Step = string | number

function* leavesIn(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (typeof value !== 'object' || value === null) {
    yield path
    return
  }
  for (const [name, item] of Object.entries(value))
    yield* leavesIn(item, [...path, Array.isArray(value) ? +name : name])
}

/** The document with another value at a place. */
function changedAt(document: unknown, [step, ...rest]: readonly Step[]): unknown {
  if (step === undefined) return another(document)
  if (Array.isArray(document)) return document.map((item, i) => (i === step ? changedAt(item, rest) : item))
  const record = document as Record<string, unknown>
  const value = record[step] === null ? filled[step] : undefined
  return { ...record, [step]: value ?? changedAt(record[step], rest) }
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return 7
  return others[value] ?? `${value}2`
}

/** What stands where there was nothing. */
const filled: Readonly<Record<string, unknown>> = {
  byGrade: { 好: 1 },
  cap: { per: 'year', points: 1 },
  term: { months: 1, extensions: 0, extensionMonths: 0 },
}

/** Another choice where there are only some. */
const others: Readonly<Record<string, string>> = {
  lt: 'le',
  le: 'lt',
  gt: 'ge',
  ge: 'gt',
  charge: 'chief',
  chief: 'charge',
  unfit: 'qualified',
  qualified: 'unfit',
  cells: 'ballots',
  ballots: 'cells',
  year: 'quarter',
  quarter: 'year',
  any: 'all',
  all: 'any',
  default: 'any',
  town: 'other',
  department: 'other',
  enterprise: 'other',
  other: 'town',
  suggest: 'alert',
  veto: 'lock',
  lock: 'veto',
  alert: 'suggest',
}

describe('compareRuleSets', () => {
  it('finds nothing between a version and itself, nor in the number and ordinal of a version', () => {
    expect(compareRuleSets(v1, { ...v1, id: 'V2', title: '执行力三色规则 第二版' })).to.deep.equal({
      changes: [],
      structure: [],
      isSame: true,
    })
  })

  it('tells a condition that is new, gone, or moved', () => {
    const without = { ...v1, conditions: v1.conditions.filter(({ id }) => id !== 'R2') }
    const whole =
      '颜色：红名单·整改；判断：12 个月内列入黄名单·提醒达到 2 次；效力：建议；依据：执行力三色管理办法（示例）'
    expect(told(v1, without)).to.deep.equal([['条件 R2', '删除', whole, null]])
    expect(told(without, v1)).to.deep.equal([['条件 R2', '新增', null, whole]])
    expect(numbers(without, v1)).to.deep.equal([])
    const moved = { ...v1, conditions: [R2, ...without.conditions] }
    expect(told(v1, moved).map(([place, what]) => [place, what])).to.deep.equal([['条件', '次序']])
  })

  it('tells another tree in words, and its numbers not a second time', () => {
    const when = { all: [R2.when, { compare: { of: 'tenure' as const }, op: 'ge' as const, value: 6 }] }
    const said = '12 个月内列入黄名单·提醒达到 2 次，且任现职满 6 个月'
    const after = edited('R2', { when, sentence: said })
    const change = ['条件 R2', '判断', '12 个月内列入黄名单·提醒达到 2 次', said]
    expect(told(v1, after)).to.deep.equal([change])
    expect(numbers(v1, after)).to.deep.equal([])
    const written = ['条件 R2', '说明', R2.sentence, '两次且满半年']
    expect(told(v1, edited('R2', { when, sentence: '两次且满半年' }))).to.deep.equal([change, written])
  })

  it('tells another limit as a number, and no sentence that was said anew', () => {
    const when = { ...R2.when, value: 3 } as ConditionRule['when']
    const after = edited('R2', { when, sentence: '12 个月内列入黄名单·提醒达到 3 次' })
    expect(told(v1, after)).to.deep.equal([])
    expect(told(v1, edited('R2', { when, sentence: '三次' })).map(([, what]) => what)).to.deep.equal(['说明'])
    expect(numbers(v1, after)).to.deep.equal(['conditions.R2.1'])
    expect(told(v1, edited('R2', { sentence: '两次' }))).to.deep.equal([['条件 R2', '说明', R2.sentence, '两次']])
  })

  it('tells what a colour is called, how long it lasts and what follows', () => {
    const colours = [
      { ...red, label: '红榜', term: null, consequences: [{ task: '谈话', workingDays: 3 }] },
      ...v1.colours.slice(1),
    ]
    const rows = told(v1, { ...v1, colours })
    // Another label alone does not touch what refers to the colour.
    expect(rows.length).to.equal(3)
    expect(rows).to.deep.include(['颜色 红榜', '名称', '红名单·整改', '红榜'])
    expect(rows).to.deep.include(['颜色 红榜', '期限', '6 个月，可延期 1 次，不超过 3 个月', '无期限'])
    expect(rows).to.deep.include([
      '颜色 红榜',
      '列入后办理',
      '诫勉或约谈（5 个工作日内）；不列入提拔使用范围；研究是否调整（不自动）',
      '谈话（3 个工作日内）',
    ])
  })

  it('tells cells, classes, evidence and settings', () => {
    const after: RuleSet = {
      ...v1,
      indicators: {
        ...v1.indicators,
        cells: v1.indicators.cells.map((one, i) => (i === 0 ? { ...one, weight: 700 } : one)),
      },
      classes: v1.classes.map((one, i) => (i === 4 ? { ...one, label: '其他' } : one)),
      evidence: v1.evidence.map(one => (one.code === 'P4' ? { ...one, cap: null } : one)),
      opinions: { offices: ['纪委监委'], days: 60 },
    }
    expect(told(v1, after)).to.deep.equal([
      ['征求意见', '单位', '纪委监委、信访', '纪委监委'],
      ['征求意见', '有效期', '30 天', '60 天'],
      ['类别 其他', '名称', '国企及其他', '其他'],
      ['指标格 严 · 组织放心', '权重', '8%', '7%'],
      ['事实 P4', '封顶', '每年 6 分', '不封顶'],
    ])
  })

  it('misses no place of the document', () => {
    for (const path of leavesIn(v1)) {
      // The version's own, and what has a shape of its own behind it.
      if (['id', 'title'].includes(String(path[0])) || ['of', 'rank'].includes(String(path.at(-1)))) continue
      const after = changedAt(v1, path) as RuleSet
      const { changes, structure, isSame } = compareRuleSets(v1, after)
      expect(isSame, path.join('.')).to.equal(false)
      expect(changes.length + structure.length, path.join('.')).to.be.above(0)
      expect(
        structure.map(({ what }) => what),
        path.join('.'),
      ).not.to.include('其他')
      for (const one of structure) expect(one.before, path.join('.')).not.to.equal(one.after)
    }
  })

  it('answers for any two rule sets, the same for the same, and something for what differs', () => {
    fc.assert(
      fc.property(ruleSet, ruleSet, (before, after) => {
        expect(compareRuleSets(before, { ...before, id: 'V8' }).isSame).to.equal(true)
        const { isSame } = compareRuleSets(before, after)
        const content = (rules: RuleSet) => canonical({ ...rules, id: '' })
        expect(isSame).to.equal(content(before) === content(after))
      }),
      { numRuns: runs(150) },
    )
  })
})
