import { expect } from 'chai'
import type { Cause } from '../../../src/domain/moves/why-moved.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import { Book, cellsAt, GROUPS, posted, scoring } from '../support/book.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { amended, causesOf, outcomesOf, sideOf } from '../support/trial.ts'

const ASOF = '2024-06-30'

/** Why one person alone moves from V1 to a draft. */
function why(book: Book, draft: RuleSet): { readonly from: string; readonly to: string; readonly causes: Cause[] } {
  const [before, after] = [outcomesOf({ c1: book }, ASOF, ruleSetV1), outcomesOf({ c1: book }, ASOF, draft)]
  return {
    from: sideOf(before, 'c1').outcome.colour,
    to: sideOf(after, 'c1').outcome.colour,
    causes: causesOf(before, after, 'c1'),
  }
}

/** The conditions that turned, with the limits of the comparison that made the difference. */
const turned = (causes: readonly Cause[]): unknown[] =>
  causes.map(cause =>
    cause.kind === 'condition'
      ? [
          cause.id,
          cause.before?.verdict,
          cause.after?.verdict,
          ...cause.leaves.map(({ before, after }) => [before?.leaf.value, after?.leaf.value, after?.reading.value]),
        ]
      : [cause.kind],
  )

const conditionsWithout = (...ids: string[]): RuleSet => ({
  ...ruleSetV1,
  conditions: ruleSetV1.conditions.filter(({ id }) => !ids.includes(id)),
})

describe('Why somebody moves', () => {
  for (const [name, score, draft, from, to, expected] of [
    [
      'a yellow line drawn higher takes in who stood above it',
      7600,
      amended({ 'conditions.Y1.1': 7700 }),
      'none',
      'yellow',
      [['Y1', 'false', 'true', [7500, 7700, 7600]]],
    ],
    [
      'a yellow line drawn lower lets go who stood below it',
      7400,
      amended({ 'conditions.Y1.1': 7000 }),
      'yellow',
      'none',
      [['Y1', 'true', 'false', [7500, 7000, 7400]]],
    ],
    [
      'a red line above the score outranks the yellow one that holds as before',
      6100,
      amended({ 'conditions.R1.1': 6200 }),
      'yellow',
      'red',
      [['R1', 'false', 'true', [6000, 6200, 6100]]],
    ],
    [
      'a condition taken out lets go whom it held',
      7400,
      conditionsWithout('Y1'),
      'yellow',
      'none',
      [['Y1', 'true', undefined, [7500, undefined, undefined], [6000, undefined, undefined]]],
    ],
  ] as const)
    it(name, () => {
      const found = why(scoring(score, '2024-06-01'), draft)
      expect([found.from, found.to]).to.deep.equal([from, to])
      expect(turned(found.causes)).to.deep.equal(expected)
    })

  it('names the condition that is new in the draft', () => {
    const y9 = { ...ruleSetV1.conditions.find(({ id }) => id === 'Y1'), id: 'Y9' } as RuleSet['conditions'][number]
    const draft = { ...conditionsWithout('Y1'), conditions: [...conditionsWithout('Y1').conditions, y9] }
    const [before, after] = [conditionsWithout('Y1'), draft].map(rules =>
      outcomesOf({ c1: scoring(7400, '2024-06-01') }, ASOF, rules),
    )
    if (before === undefined || after === undefined) throw new Error('no outcomes')
    const [cause] = causesOf(before, after, 'c1')
    expect(cause).to.deep.include({ kind: 'condition', id: 'Y9', before: null })
  })

  it('names a condition that only warned and now counts', () => {
    const book = scoring(9600, '2024-01-15')
    book.assess('2024-06-20', cellsAt(5600))
    book.ballots('2024-06-20', Object.fromEntries(GROUPS.map(group => [group, 5600])))
    const conditions = ruleSetV1.conditions.map(rule =>
      rule.id === 'Y7' ? { ...rule, effect: 'suggest' as const } : rule,
    )
    const found = why(book, { ...ruleSetV1, conditions })
    expect([found.from, found.to]).to.deep.equal(['none', 'yellow'])
    expect(found.causes[0]).to.deep.include({
      id: 'Y7',
      before: { effect: 'alert', verdict: 'true' },
      after: { effect: 'suggest', verdict: 'true' },
    })
  })

  it('says of another score what was seen on both sides', () => {
    const book = posted()
    book.assess('2024-06-01', cellsAt(7000))
    book.ballots('2024-06-01', Object.fromEntries(GROUPS.map(group => [group, 9500])))
    // E counts for 10% instead of 20%, P for 40% instead of 30%.
    const draft = amended({ 'score.parts.process': 4000, 'score.parts.ballots': 1000 })
    const found = why(book, draft)
    expect([found.from, found.to]).to.deep.equal(['none', 'yellow'])
    const [cause] = found.causes
    if (cause?.kind !== 'condition') throw new Error('no condition')
    const [leaf] = cause.leaves
    expect([cause.id, leaf?.before?.reading.value, leaf?.after?.reading.value]).to.deep.equal(['Y1', 7500, 7250])
  })

  it('says so when 依据不足 comes of another minimum', () => {
    const book = posted()
    book.assess('2024-06-01', cellsAt(8000))
    const found = why(book, amended({ 'marks.minCoverage': 9000 }))
    expect(found.causes).to.deep.equal([
      { kind: 'coverage', before: { coverage: 8000, limit: 6000 }, after: { coverage: 8000, limit: 9000 } },
    ])
  })

  it('says so when 不定色 comes of another share of absence', () => {
    const book = scoring(8000, '2024-06-01')
    book.leave('2024-03-01', '2024-06-30')
    expect(why(book, amended({ 'marks.absence': 2000 })).causes).to.deep.equal([
      { kind: 'absence', before: { limit: 5000 }, after: { limit: 2000 } },
    ])
  })

  it('says that the order of the colours changed when nothing else did', () => {
    const book = scoring(5000, '2024-06-01')
    const colours = [...ruleSetV1.colours].sort((a, b) => (a.code === 'yellow' ? -1 : b.code === 'yellow' ? 1 : 0))
    const found = why(book, { ...ruleSetV1, colours })
    expect([found.from, found.to]).to.deep.equal(['red', 'yellow'])
    expect(found.causes).to.deep.equal([{ kind: 'otherwise' }])
  })
})

describe('Why somebody moves to or from a place', () => {
  /** Somebody who meets B2 to B4, with this score. */
  function candidate(score: number): Book {
    const book = scoring(score, '2024-06-01')
    book.fact('2024-05-01', 'P4')
    book.fact('2024-05-02', 'P5', { channel: '一线考察' })
    book.annualGrade('2024-01-10', 2023, '称职')
    return book
  }
  /** Twenty of one class, in units of their own; the first `blue` meet B1 to B4. */
  function people(blue: number): Record<string, Book> {
    const all = Array.from({ length: 20 }, (_, i): [string, Book] => {
      const book = i < blue ? candidate(9400 - i * 10) : scoring(8000 - i, '2024-06-01')
      const entries = book.entries.map(entry =>
        entry.kind === 'posting' ? { ...entry, data: { ...entry.data, unitId: `u${i}` } } : entry,
      )
      return [`c${String(i).padStart(2, '0')}`, Object.assign(new Book(), { entries })]
    })
    return Object.fromEntries(all)
  }

  it('says when there are fewer places: 符合条件、名额已满', () => {
    const crowd = people(2)
    const before = outcomesOf(crowd, ASOF, ruleSetV1)
    const after = outcomesOf(crowd, ASOF, amended({ 'quotas.class': 500 }))
    expect(sideOf(before, 'c01').outcome).to.include({ colour: 'blue', mark: null })
    expect(sideOf(after, 'c01').outcome).to.include({ colour: 'none', mark: 'full' })
    const [cause, ...others] = causesOf(before, after, 'c01')
    expect(others).to.deep.equal([])
    expect(cause).to.deep.include({ kind: 'places' })
    if (cause?.kind !== 'places') return
    expect([cause.before.state, cause.before.places, cause.after.state, cause.after.places]).to.deep.equal([
      'placed',
      2,
      'full',
      1,
    ])
    expect(causesOf(before, after, 'c00')).to.deep.equal([{ kind: 'otherwise' }])
  })

  it('says when the share of the ranks ends above somebody, with the rank and where it ends', () => {
    const crowd = people(2)
    const before = outcomesOf(crowd, ASOF, ruleSetV1)
    const after = outcomesOf(crowd, ASOF, amended({ 'conditions.B1.3': 500 }))
    const [cause] = causesOf(before, after, 'c01')
    if (cause?.kind !== 'condition') throw new Error('no condition')
    const [leaf] = cause.leaves
    expect([cause.id, leaf?.after?.verdict, leaf?.after?.reading.value, leaf?.after?.cut?.rank]).to.deep.equal([
      'B1',
      'false',
      2,
      1,
    ])
    expect(leaf?.before?.cut?.rank).to.equal(3)
  })

  it('names what is now missing for blue even where no colour changes: a place that was full', () => {
    const crowd = people(3)
    const before = outcomesOf(crowd, ASOF, ruleSetV1)
    const after = outcomesOf(crowd, ASOF, amended({ 'conditions.B1.1': 9785 }))
    expect(sideOf(before, 'c02').outcome.mark).to.equal('full')
    expect(sideOf(after, 'c02').outcome.mark).to.equal(null)
    expect(
      causesOf(before, after, 'c02').map(cause => (cause.kind === 'condition' ? cause.id : cause.kind)),
    ).to.deep.equal(['B1'])
  })
})
