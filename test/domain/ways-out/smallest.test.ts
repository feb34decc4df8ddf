import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '../../../src/domain/evidence/entries.ts'
import { createRater, type Rater } from '../../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { Day } from '../../../src/domain/time/days.ts'
import { candidatesFor } from '../../../src/domain/ways-out/candidates.ts'
import type { Change } from '../../../src/domain/ways-out/change.ts'
import { daysAhead } from '../../../src/domain/ways-out/days.ts'
import type { Ground } from '../../../src/domain/ways-out/hypothesis.ts'
import { isMonotone } from '../../../src/domain/ways-out/monotone.ts'
import { createOracle, type Goal, type Oracle, offTheLists, placedAmong } from '../../../src/domain/ways-out/out.ts'
import { type WaysOut, waysOut } from '../../../src/domain/ways-out/search.ts'
import { properParts } from '../../../src/domain/ways-out/smallest-sets.ts'
import { asOf, ledger, quietLedger } from '../support/arbitrary.ts'
import { CADRE, scoring } from '../support/book.ts'
import { otherLimits } from '../support/other-limits.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { rater, ruleSetV1 } from '../support/rules.ts'
import { holdsForAll, runs } from '../support/runs.ts'

const groundOf = (entries: readonly Entry[], today: Day, rules: RuleSet): Ground => ({
  cadreId: CADRE,
  unitId: 'u1',
  entries,
  today,
  ruleSet: rules,
})

interface Case {
  readonly ground: Ground
  readonly rules: Rater
  readonly ways: WaysOut
  readonly oracle: Oracle
  readonly goal: Goal
}

const caseOf = (entries: readonly Entry[], today: Day, rules: Rater, runsAllowed: number): Case => {
  const ground = groundOf(entries, today, rules.ruleSet)
  const ways = waysOut(rules, ground, [], { runs: runsAllowed, ways: 3 })
  const goal = ways.towards === 'blue' ? placedAmong([], rules.ruleSet) : offTheLists(rules.ruleSet)
  return { ground, rules, ways, oracle: createOracle(rules, ground), goal }
}

/** Each change that may be chosen, with what it excludes. */
function choicesOf({ ground, ways, oracle }: Case): { readonly target: string; readonly change: Change }[] {
  const rating = oracle.ratingAfter([])
  if (rating === null || ways.towards === null) return []
  const candidates = candidatesFor(rating, ground, ways.towards)
  const best = candidates.map(({ strongest }) => strongest)
  const days = daysAhead(ground, rating, best, { oracle, towards: ways.towards })
  return [
    // The first three of the cells and groups stand for all.
    ...candidates.flatMap(({ target, strongest, lesser }) =>
      [strongest, ...lesser.slice(0, 3)].map(change => ({ target, change })),
    ),
    ...days.map(({ until }) => ({ target: 'time', change: { kind: 'time' as const, until } })),
  ]
}

/** Every set of so many changes that do not exclude each other. */
function* setsOf(
  choices: ReturnType<typeof choicesOf>,
  size: number,
  from = 0,
): Iterable<ReturnType<typeof choicesOf>> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i < choices.length; i += 1) {
    const one = choices[i] as (typeof choices)[number]
    for (const rest of setsOf(choices, size - 1, i + 1))
      if (rest.every(({ target }) => target !== one.target)) yield [one, ...rest]
  }
}

const leads = ({ oracle, goal }: Case, changes: readonly Change[]): boolean => {
  const rating = oracle.ratingAfter(changes)
  return rating !== null && goal(rating)
}

/** None of fewer changes than the smallest set shown leads out; none at all where it is said that there is none. */
function expectNoSmaller(one: Case, largest: number): boolean {
  if (one.ways.towards === null || (one.ways.cutShort && one.ways.sets.length === 0)) return false
  const smallest = Math.min(largest + 1, ...one.ways.sets.map(({ length }) => length))
  const choices = choicesOf(one)
  for (let size = 1; size < smallest; size += 1) {
    for (const set of setsOf(choices, size)) {
      const changes = set.map(({ change }) => change)
      expect(leads(one, changes), JSON.stringify({ changes, shown: one.ways.sets })).to.equal(false)
    }
  }
  return true
}

describe('The smallest sets that lead out', () => {
  it('lead out when applied, and no part of them does, whatever the ledger holds', () => {
    let proposed = 0
    const cases = fc.tuple(ledger, asOf)
    holdsForAll(cases, 30, ([entries, today]) => {
      const one = caseOf(entries, today, rater, 300)
      for (const set of one.ways.sets) {
        proposed += 1
        expect(leads(one, set), JSON.stringify(set)).to.equal(true)
        for (const part of properParts(set)) expect(leads(one, part), JSON.stringify(part)).to.equal(false)
      }
    })
    expect(proposed).to.be.greaterThan(0)
  }).timeout(600_000)

  it('are the smallest: all sets of fewer changes were asked one by one', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.oneof(ledger, quietLedger), asOf, (entries, today) => {
        if (expectNoSmaller(caseOf(entries, today, rater, 1000), 2)) compared += 1
      }),
      { numRuns: runs(25) },
    )
    expect(compared).to.be.greaterThan(0)
  }).timeout(600_000)

  it('where none is found in three, none of three is there', () => {
    let none = 0
    fc.assert(
      fc.property(ledger, asOf, (entries, today) => {
        const one = caseOf(entries, today, rater, 2000)
        if (one.ways.sets.length > 0 || none >= runs(3)) return
        if (expectNoSmaller(one, 3)) none += 1
      }),
      { numRuns: runs(150) },
    )
    expect(none).to.be.greaterThan(0)
  }).timeout(600_000)

  it('are found where less of a change leads out and more of it does not', () => {
    const { conditions } = ruleSetV1
    const [red] = conditions.filter(({ colour, effect }) => colour === 'red' && effect === 'suggest')
    if (red === undefined) throw new Error('V1 has no red')
    const rises = { all: [{ compare: { of: 'scoreChange' as const, months: 1 }, op: 'ge' as const, value: 0 }] }
    const rules = createRater({ ...ruleSetV1, conditions: [{ ...red, when: rises }] })
    const book = scoring(6000, '2023-10-31')
    const one = caseOf(book.entries, '2023-12-01', rules, 1000)
    expect(one.ways).to.deep.include({ towards: 'out', cutShort: false })
    expect(one.ways.sets[0]?.map(({ kind }) => kind)).to.deep.equal(['assess'])
    for (const set of one.ways.sets) {
      expect(leads(one, set)).to.equal(true)
      for (const part of properParts(set)) expect(leads(one, part), JSON.stringify(part)).to.equal(false)
    }
  })

  it('are the smallest by other rules too', () => {
    let compared = 0
    fc.assert(
      fc.property(ledger, asOf, fc.oneof(ruleSet, otherLimits), (entries, today, rules) => {
        if (expectNoSmaller(caseOf(entries, today, createRater(rules), 1000), 2)) compared += 1
      }),
      { numRuns: runs(30) },
    )
    expect(compared).to.be.greaterThan(0)
  }).timeout(600_000)
})

describe('Rules under which no change stands in the way of another', () => {
  it('are the first version and others with its conditions', () => {
    expect([isMonotone(ruleSetV1, 'out'), isMonotone(ruleSetV1, 'blue')]).to.deep.equal([true, true])
  })

  it('are not those that warn of a high score, or of many positive facts', () => {
    const warned = (when: RuleSet['conditions'][number]['when']): RuleSet => ({
      ...ruleSetV1,
      conditions: [{ id: 'X', colour: 'yellow', sentence: '', basis: '', effect: 'suggest', when }],
    })
    const high = warned({ compare: { of: 'score' }, op: 'gt', value: 9900 })
    const many = warned({
      not: { count: { of: 'facts', facts: { positive: true }, months: 12 }, op: 'lt', value: 300 },
    })
    expect([high, many].map(rules => isMonotone(rules, 'out'))).to.deep.equal([false, false])
  })

  it('lose nothing by one change more', () => {
    let asked = 0
    // Most random rules are not monotone, or nothing leads out of them: the first version asks often enough.
    const cases = fc.tuple(
      ledger,
      asOf,
      fc.oneof(fc.constant(ruleSetV1), ruleSet, otherLimits),
      fc.array(fc.nat(), { minLength: 4, maxLength: 8 }),
    )
    holdsForAll(cases, 200, ([entries, today, rules, picks]) => {
      const one = caseOf(entries, today, createRater(rules), 30)
      if (one.ways.towards === null || !isMonotone(rules, one.ways.towards)) return
      const choices = choicesOf(one)
      const chosen = new Map(picks.map(n => choices[n % choices.length]).map(each => [each?.target, each?.change]))
      const changes = [...chosen.values()].filter(change => change !== undefined && change.kind !== 'again')
      let led = false
      for (let n = 0; n <= changes.length; n += 1) {
        const asFar = changes.slice(0, n) as Change[]
        const time = changes.filter(change => change?.kind === 'time') as Change[]
        const now = leads(one, [...asFar.filter(({ kind }) => kind !== 'time'), ...time])
        expect(led && !now, JSON.stringify(asFar)).to.equal(false)
        if (now) asked += 1
        led = now
      }
    })
    expect(asked).to.be.greaterThan(0)
  }).timeout(600_000)
})
