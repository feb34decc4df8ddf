import { expect } from 'chai'
import fc from 'fast-check'
import { place } from '../../../src/domain/rating/place.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import { checkRuleSet } from '../../../src/domain/rules/check-rule-set.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { asOf, ledger } from '../support/arbitrary.ts'
import { CADRE } from '../support/book.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Step = string | number

const copy = (): Record<string, Json> => JSON.parse(JSON.stringify(ruleSetV1))

/** V1 with another value at a place such as `score.parts.0.weight`; undefined removes it. */
function changed(at: string, value: unknown): unknown {
  const document = copy()
  const steps = at.split('.')
  const last = steps.pop() ?? ''
  let inside = document as unknown as Record<string, never>
  for (const step of steps) inside = inside[step] as never
  if (value === undefined) delete inside[last]
  else Object.defineProperty(inside, last, { value, enumerable: true, configurable: true, writable: true })
  return document
}

const faultsOf = (document: unknown): readonly { path: string; message: string }[] => {
  const checked = checkRuleSet(document)
  return checked.ok ? [] : checked.faults
}

const nested = (depth: number): unknown => {
  let tree: unknown = { compare: { of: 'score' }, op: 'lt', value: 1 }
  for (let i = 0; i < depth; i += 1) tree = { all: [tree] }
  return tree
}

const circular: Record<string, unknown> = copy()
circular.title = circular

const parse = (text: string): unknown => JSON.parse(text)
const leaf = <V>(value: V) => ({ compare: { of: 'score' }, op: 'lt', value })
const first = ruleSetV1.conditions[4]?.when

/** What is done to V1, where the fault is told, and a word of it. */
const table: [name: string, document: unknown, path: string, word: string][] = [
  ['no document', null, '', '须为一组字段'],
  ['a list', [], '', '须为一组字段'],
  ['another format', changed('format', 2), 'format', '须为 1'],
  ['an unknown field', changed('extra', 1), 'extra', '未知的字段'],
  ['an unknown field within', changed('score.parts.0.formula', 'x'), 'score.parts[0].formula', '未知的字段'],
  ['a field missing', changed('quotas', undefined), 'quotas', '缺少'],
  ['a prototype as key', changed('marks', parse('{"__proto__":{"minCoverage":1}}')), 'marks.__proto__', '未知'],
  [
    'a constructor as grade',
    changed('evidence.18.byGrade', parse('{"constructor":-1}')),
    'evidence[18].byGrade.constructor',
    '不能用作名称',
  ],
  ['a constructor as class', changed('classes.0.code', 'constructor'), 'classes[0].code', '代码'],
  ['an inherited document', Object.create(copy()), '', '须为一组字段'],
  ['depth 1,000', changed('conditions.4.when', nested(1000)), 'conditions[4].when.all', '嵌套超过 20 层'],
  ['depth 100,000', changed('conditions.4.when', nested(100_000)), 'conditions[4].when.all', '嵌套超过 20 层'],
  ['a circle', circular, 'title.title.title.title', '嵌套超过 20 层'],
  ['1 MB of text', changed('title', 'x'.repeat(1_000_000)), '', '内容过多'],
  ['many values', changed('classes', Array(50_000).fill(1)), '', '内容过多'],
  ['NaN', changed('conditions.4.when', leaf(Number.NaN)), 'conditions[4].when.value', '须为整数'],
  ['1e309', changed('conditions.4.when', leaf(parse('1e309'))), 'conditions[4].when.value', '须为整数'],
  ['half a hundredth', changed('conditions.4.when', leaf(0.5)), 'conditions[4].when.value', '须为整数'],
  ['a text as limit', changed('conditions.4.when', leaf('6000')), 'conditions[4].when.value', '须为整数'],
  ['a negative weight', changed('indicators.cells.0.weight', -800), 'indicators.cells[0].weight', '须在 1 至 10000'],
  ['a weight of nought', changed('score.parts.0.weight', 0), 'score.parts[0].weight', '须在 1 至 10000'],
  ['an unknown operator', changed('conditions.4.when.all.0.op', 'eq'), 'conditions[4].when.all[0].op', '之一'],
  [
    'an unknown measure',
    changed('conditions.4.when.all.0.compare.of', 'toString'),
    'conditions[4].when.all[0].compare.of',
    '未知的量',
  ],
  ['an unknown leaf', changed('conditions.4.when', { eval: '1' }), 'conditions[4].when', '未知的判断'],
  ['two joints', changed('conditions.4.when', { all: [first], any: [first] }), 'conditions[4].when.any', '未知的字段'],
  ['an empty all', changed('conditions.4.when', { all: [] }), 'conditions[4].when.all', '须有 1 至 30 项'],
  [
    'a rank that asks for the last',
    changed('conditions.17.when.all.2.op', 'ge'),
    'conditions[17].when.all[2].op',
    '之一',
  ],
  ['a fraction of another measure', changed('conditions.4.when', leaf([1, 3])), 'conditions[4].when.value', '须为整数'],
  [
    'a fraction over nought',
    changed('conditions.8.when.all.0.value', [1, 0]),
    'conditions[8].when.all[0].value',
    '分数',
  ],
  ['a fraction above one', changed('conditions.8.when.all.0.value', [4, 3]), 'conditions[8].when.all[0].value', '分数'],
  ['a count everybody meets', changed('conditions.0.when.value', 0), 'conditions[0].when.value', '须在 1 至'],
  [
    'a deduction everybody meets',
    changed('conditions.7.when.value', 0),
    'conditions[7].when.value',
    '须在 -100000 至 -1',
  ],
  ['an id twice', changed('conditions.1.id', 'V1'), 'conditions[1].id', '重复'],
  ['a fact twice', changed('evidence.1.code', 'P1'), 'evidence[1].code', '重复'],
  ['a colour twice', changed('colours.1.code', 'red'), 'colours[1].code', '重复'],
  ['a cell twice', changed('indicators.cells.1.side', 'organization'), 'indicators.cells[1]', '同行同列'],
  ['an unknown colour', changed('conditions.4.colour', 'green'), 'conditions[4].colour', '没有代码'],
  ['an unknown settler', changed('colours.0.settledBy', ['green']), 'colours[0].settledBy[0]', '没有代码'],
  [
    'colours that settle each other',
    changed('colours.0.settledBy', ['red', 'yellow']),
    'colours[0].settledBy[1]',
    '循环',
  ],
  ['a grade a database reads', changed('evidence.18.byGrade', { $gt: -1 }), 'evidence[18].byGrade.$gt', '不能用作名称'],
  ['an unknown row', changed('indicators.cells.0.row', 'x'), 'indicators.cells[0].row', '没有代码'],
  ['an unknown part', changed('indicators.rows.0.part', 'ballots'), 'indicators.rows[0].part', '没有代码'],
  [
    'an unknown fact',
    changed(
      'conditions.14.when',
      ruleSetV1.conditions[14] && {
        count: { of: 'facts', facts: { codes: ['N99'] }, months: 3 },
        op: 'ge',
        value: 100,
      },
    ),
    'conditions[14].when.count.facts.codes[0]',
    '没有代码',
  ],
  [
    'an unknown placement',
    changed('conditions.5.when.count.colour', 'green'),
    'conditions[5].when.count.colour',
    '没有代码',
  ],
  ['cells beside 100', changed('indicators.cells.0.weight', 801), 'indicators.cells', '合计须为 100，现为 100.01'],
  ['parts beside 100', changed('score.parts.0.weight', 4900), 'score.parts', '合计须为 100，现为 99'],
  ['ballots beside 100', changed('evaluation.0.weight', 2600), 'evaluation', '合计须为 100，现为 101'],
  ['no default', changed('colours.3.match', 'any'), 'colours', '有且只有一种'],
  ['two defaults', changed('colours.2.match', 'default'), 'colours', '有且只有一种'],
  [
    'a colour without conditions',
    changed(
      'conditions',
      ruleSetV1.conditions.filter(rule => rule.colour !== 'blue'),
    ),
    'conditions',
    '没有任何条件',
  ],
  ['a condition of the default', changed('conditions.4.colour', 'none'), 'conditions[4].colour', '不设条件'],
  ['a veto without basis', changed('conditions.1.basis', ''), 'conditions[1].basis', '依据'],
  ['a lock without basis', changed('conditions.0.basis', ' '), 'conditions[0].basis', '不能为空'],
  ['fading that goes back', changed('score.fading.1.months', 6), 'score.fading[1].months', '须长于前一段'],
  [
    'fading that grows',
    changed('score.fading', [
      { months: 6, weight: 50 },
      { months: 12, weight: 100 },
    ]),
    'score.fading[1].weight',
    '不能重于',
  ],
  ['a clip upside down', changed('score.clip', { min: 100, max: 0 }), 'score.clip.max', '上限须大于下限'],
  ['a class for nobody', changed('classes.4.unitKinds', ['enterprise']), 'classes', '其他单位正职不属于任何类别'],
  ['two classes for one', changed('classes.0.head', null), 'classes', '镇街副职同时属于'],
  [
    'red above yellow',
    changed('conditions.4.when.all.0.value', 7500),
    'conditions[4].when.all[0].value',
    '须低于黄名单',
  ],
  [
    'blue below yellow',
    changed('conditions.17.when.all.0.value', 7000),
    'conditions[17].when.all[0].value',
    '不能低于黄名单',
  ],
  ['a positive that takes away', changed('evidence.0.points.person', -1), 'evidence[0].points.person', '不能扣分'],
  ['a cap of the wrong sign', changed('evidence.3.cap.points', -600), 'evidence[3].cap.points', '封顶须大于 0'],
  [
    'findings upside down',
    changed('findings.partly', 0) && changed('findings', { true: 50, partly: 100, false: 0 }),
    'findings',
    '不能轻于',
  ],
]

describe('checkRuleSet', () => {
  it('takes V1 as it is shipped', () => {
    expect(checkRuleSet(copy())).to.deep.equal({ ok: true, ruleSet: ruleSetV1 })
  })

  for (const [name, document, path, word] of table) {
    it(`refuses ${name}, saying where`, () => {
      const found = faultsOf(document).find(fault => fault.path === path && fault.message.includes(word))
      expect(found, JSON.stringify(faultsOf(document))).not.to.equal(undefined)
    })
  }

  it('takes a limit of the score that is not alone for no line of a band', () => {
    const below = { compare: { of: 'score' }, op: 'lt', value: 5500 }
    const newcomer = { compare: { of: 'tenure' }, op: 'lt', value: 6 }
    const fact = { count: { of: 'facts', facts: { codes: ['N4'] }, months: 12 }, op: 'ge', value: 100 }
    const shapes = [
      { all: [below, newcomer] },
      { all: [below, fact] },
      { any: [below, fact] },
      { not: { any: [below, fact] } },
    ]
    for (const when of shapes) {
      const rule = { id: 'Y9', colour: 'yellow', sentence: '另加', basis: '', effect: 'suggest', when }
      const document = { ...ruleSetV1, conditions: [...ruleSetV1.conditions, rule] }
      expect(faultsOf(document), JSON.stringify(when)).to.deep.equal([])
    }
  })

  it('says the place in Chinese', () => {
    const [fault] = faultsOf(changed('conditions.4.when.all.0.value', null))
    expect(fault?.message).to.equal(
      '条件 R1“得分低于 60 分，依据覆盖率不低于 60%，任现职满 6 个月” · 判断 · 全部“得分” · 限值：须为整数。',
    )
    const [cell] = faultsOf(changed('indicators.cells.0.weight', null))
    expect(cell?.message).to.equal('指标 · 指标格 严·组织放心 · 权重：须为整数。')
  })

  it('names every fault, not only the first', () => {
    const document = changed('score.parts.0.weight', -1) as { title: unknown }
    document.title = 7
    expect(faultsOf(document).map(fault => fault.path)).to.deep.equal(['title', 'score.parts[0].weight'])
  })

  it('takes anything without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withSparseArray: true }), value => {
        expect(checkRuleSet(value).ok).to.equal(false)
      }),
      { numRuns: runs(300) },
    )
  })

  it('refuses a mutated V1, or it still rates without throwing', () => {
    let taken = 0
    fc.assert(
      fc.property(mutations, ledger, asOf, (steps, entries, on) => {
        const document = steps.reduce<Json>((json, step) => mutated(json, step), copy())
        const checked = checkRuleSet(document)
        if (!checked.ok) {
          expect(checked.faults.every(fault => fault.message !== '')).to.equal(true)
          return
        }
        taken += 1
        rates(checked.ruleSet, entries, on)
      }),
      { numRuns: runs(400) },
    )
    expect(taken).to.be.greaterThan(0)
  })
})

function rates(ruleSet: RuleSet, entries: Parameters<ReturnType<typeof createRater>['rate']>[1], on: string): void {
  const rating = createRater(ruleSet).rate(CADRE, entries, on, '2026-01-01T00:00:00.000Z')
  if (rating === null) return
  place([rating], ruleSet)
  expect(rating.score === null || Number.isInteger(rating.score)).to.equal(true)
}

interface Mutation {
  readonly seed: number
  readonly value: Json | undefined
}

const mutations = fc.array(
  fc.record({
    seed: fc.nat(),
    value: fc.oneof(
      fc.integer({ min: -2, max: 12_000 }),
      fc.constantFrom(0, 1, -1, 12, 100, 5000, 10_000, null, true, '', 'red', 'x', Number.NaN, 1 / 3, undefined),
      fc.constantFrom<Json>([], {}, [1, 3], leaf(6000), { not: leaf(9000) }),
    ),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Replaces or removes one value anywhere in the document. */
function mutated(document: Json, { seed, value }: Mutation): Json {
  const places = placesIn(document, [])
  const path = places[seed % places.length] ?? []
  return replaced(document, path, value)
}

function placesIn(json: Json, path: readonly Step[]): (readonly Step[])[] {
  if (typeof json !== 'object' || json === null) return [path]
  const inside = Object.entries(json).flatMap(([name, item]) =>
    placesIn(item, [...path, Array.isArray(json) ? Number(name) : name]),
  )
  return path.length === 0 ? inside : [path, ...inside]
}

function replaced(json: Json, [step, ...rest]: readonly Step[], value: Json | undefined): Json {
  if (step === undefined) return value ?? null
  if (Array.isArray(json)) {
    if (rest.length === 0 && value === undefined) return json.filter((_, i) => i !== step)
    return json.map((item, i) => (i === step ? replaced(item, rest, value) : item))
  }
  if (typeof json !== 'object' || json === null) return json
  const { [step]: old, ...others } = json
  if (rest.length === 0 && value === undefined) return others
  return { ...json, [step]: replaced(old ?? null, rest, value) }
}
