import { expect } from 'chai'
import fc from 'fast-check'
import { createRater } from '../../src/domain/rating/rate.ts'
import { checkRuleSet } from '../../src/domain/rules/check-rule-set.ts'
import { conditionWords } from '../../src/domain/rules/condition-words.ts'
import type { Leaf, RuleSet } from '../../src/domain/rules/rule-set.ts'
import { addDays } from '../../src/domain/time/days.ts'
import { asOf, ledger } from './support/arbitrary.ts'
import { type Book, CADRE, posted } from './support/book.ts'
import { ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

const LATER = '2026-01-01T00:00:00.000Z'
const minus = { positive: false } as const

/** V1 with one more condition X. */
const withLeaf = (leaf: Leaf): RuleSet => ({
  ...ruleSetV1,
  conditions: [
    ...ruleSetV1.conditions,
    { id: 'X', colour: 'red', sentence: 'x', basis: '', effect: 'alert', when: leaf },
  ],
})

/** What X reads of the book on the day. */
function value(leaf: Leaf, book: Book, on: string): number | null {
  const tree = createRater(withLeaf(leaf))
    .rate(CADRE, book.entries, on, LATER)
    ?.conditions.find(({ id }) => id === 'X')?.tree
  if (tree?.node !== 'leaf') throw new Error('no leaf')
  return tree.reading.value
}

const compare = (of: 'points' | 'mean' | 'latest', fading?: true): Leaf => ({
  compare: { of, facts: minus, months: 12, ...(fading && { fading }) },
  op: 'le',
  value: -200,
})
const streak: Leaf = { streak: { of: 'factMonths', facts: minus, months: 12 }, op: 'ge', value: 3 }

describe('The points of facts in a window', () => {
  const book = posted()
  book.fact('2023-08-01', 'N4') // −4
  book.fact('2024-02-01', 'N2') // −3
  book.fact('2024-03-01', 'N1', { finding: 'partly' }) // −0.5
  book.fact('2024-04-01', 'P1')

  for (const [name, leaf, on, expected] of [
    ['are summed', compare('points'), '2024-06-01', -750],
    ['are summed by their age', compare('points', true), '2024-06-01', -550],
    ['have a mean, exact', compare('mean'), '2024-06-01', -250],
    ['have a mean by their age', compare('mean', true), '2024-06-01', -550 / 3],
    ['have a latest', compare('latest'), '2024-06-01', -50],
    ['have a latest by its age', compare('latest', true), '2024-09-01', -25],
    ['sum to nought when there are none', compare('points'), '2025-06-01', 0],
    ['have no mean when there are none', compare('mean'), '2025-06-01', null],
    ['have no latest when there are none', compare('latest'), '2025-06-01', null],
  ] as const) {
    it(name, () => expect(value(leaf, book, on)).to.equal(expected))
  }

  it('do not fade while they hold somebody on a list', () => {
    const listed = posted()
    const cause = listed.fact('2023-10-01', 'N4')
    listed.placement('2024-01-01', 'yellow', { causes: [cause] })
    expect(value(compare('points', true), listed, '2024-06-01')).to.equal(-400)
  })

  it('are of the later recorded of two facts of a day', () => {
    const twice = posted()
    twice.fact('2024-02-01', 'N2')
    twice.fact('2024-02-01', 'N1')
    expect(value(compare('latest'), twice, '2024-03-01')).to.equal(-100)
  })
})

describe('Months running with a fact', () => {
  const book = posted()
  for (const day of ['2023-12-05', '2024-02-01', '2024-03-31', '2024-03-31', '2024-04-30']) book.fact(day, 'N1')

  for (const [on, expected] of [
    ['2024-01-31', 1],
    ['2024-02-01', 1],
    ['2024-03-31', 2],
    ['2024-04-30', 3],
    ['2024-05-31', 3],
    ['2024-06-01', 0],
  ] as const) {
    it(`are ${expected} on ${on}`, () => expect(value(streak, book, on)).to.equal(expected))
  }
})

describe('A measure of facts', () => {
  const leaves: readonly Leaf[] = [compare('points', true), compare('mean'), compare('latest', true), streak]

  it('is of the rules, and says itself', () => {
    for (const leaf of leaves) expect(checkRuleSet(withLeaf(leaf)).ok).to.equal(true)
    expect(leaves.map(leaf => conditionWords(leaf, ruleSetV1))).to.deep.equal([
      '12 个月内扣分合计（计时间折减）达到 2 分',
      '12 个月内负面事实平均每件扣分达到 2 分',
      '12 个月内最近一件负面事实（计时间折减）扣分达到 2 分',
      '12 个月内连续每月都有负面事实达到 3 个月',
    ])
  })

  it('names facts that exist, and fades only where fading has a meaning', () => {
    const pathsOf = (leaf: unknown): string[] => {
      const checked = checkRuleSet(withLeaf(leaf as Leaf))
      return checked.ok ? [] : checked.faults.map(({ path }) => path)
    }
    expect(pathsOf({ ...streak, streak: { of: 'factMonths', facts: { codes: ['N99'] }, months: 3 } })).to.deep.equal([
      'conditions[21].when.streak.facts.codes[0]',
    ])
    const worst = { of: 'worst', facts: minus, months: 12, fading: true }
    expect(pathsOf({ compare: worst, op: 'le', value: -200 })).to.deep.equal(['conditions[21].when.compare.fading'])
  })

  it('never turns out otherwise before the day that was promised', () => {
    const raters = leaves.map(leaf => createRater(withLeaf(leaf)))
    fc.assert(
      fc.property(fc.constantFrom(...raters), ledger, asOf, (rater, entries, from) => {
        const shown = (day: string) => {
          const rating = rater.rate(CADRE, entries, day, LATER)
          return { text: JSON.stringify(rating?.conditions), until: rating?.nextChangeOn ?? '' }
        }
        let held = shown(from)
        for (let i = 1; i <= 40; i += 1) {
          const day = addDays(from, i)
          const now = shown(day)
          if (held.until > day) expect(now.text, day).to.equal(held.text)
          held = now
        }
      }),
      { numRuns: runs(60) },
    )
  }).timeout(120_000)
})
