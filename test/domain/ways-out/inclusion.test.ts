import { expect } from 'chai'
import fc from 'fast-check'
import { createRater } from '../../../src/domain/rating/rate.ts'
import type { Change } from '../../../src/domain/ways-out/change.ts'
import { includes, includesSet } from '../../../src/domain/ways-out/inclusion.ts'
import { waysOut } from '../../../src/domain/ways-out/search.ts'
import { asOf, ledger, quietLedger } from '../support/arbitrary.ts'
import { CADRE } from '../support/book.ts'
import { otherLimits } from '../support/other-limits.ts'
import { ruleSet } from '../support/rule-sets.ts'
import { ruleSetV1 } from '../support/rules.ts'
import { holdsForAll } from '../support/runs.ts'

describe('What is found to lead out', () => {
  it('has no set that does all that another does, whatever the ledger holds and the rules say', () => {
    let compared = 0
    const cases = fc.tuple(fc.oneof(ledger, quietLedger), asOf, fc.oneof(fc.constant(ruleSetV1), ruleSet, otherLimits))
    holdsForAll(cases, 50, ([entries, today, rules]) => {
      const ground = { cadreId: CADRE, unitId: 'u1', entries, today, ruleSet: rules }
      const ways = waysOut(createRater(rules), ground, [], { runs: 300, ways: 5 })
      for (const [i, set] of ways.sets.entries())
        for (const other of ways.sets.toSpliced(i, 1)) {
          compared += 1
          expect(includesSet(set, other), JSON.stringify([set, other])).to.equal(false)
        }
    })
    expect(compared).to.be.greaterThan(0)
  }).timeout(600_000)

  it('weighs one change against another by what each does', () => {
    const poll: Change = { kind: 'poll', mean: 8000 }
    const partly: Change = { kind: 'finding', of: 7, finding: 'partly' }
    const more: (readonly [Change, Change])[] = [
      [poll, { kind: 'poll' }],
      [poll, { kind: 'ballots', group: 'staff', mean: 8000 }],
      [
        { kind: 'assess', score: 8000 },
        { kind: 'cell', cell: 'x', score: 7000 },
      ],
      [{ kind: 'finding', of: 7, finding: 'false' }, partly],
    ]
    for (const [a, b] of more)
      expect([includes(a, b), includes(b, a)], JSON.stringify([a, b])).to.deep.equal([true, false])
    const neither: (readonly [Change, Change])[] = [
      [poll, { kind: 'ballots', group: 'staff', mean: 8100 }],
      [partly, { kind: 'finding', of: 8, finding: 'partly' }],
      [
        { kind: 'finding', of: 7, finding: 'false' },
        { kind: 'tolerance', of: 7 },
      ],
      [
        { kind: 'time', until: '2024-08-01' },
        { kind: 'time', until: '2024-07-01' },
      ],
    ]
    for (const [a, b] of neither)
      expect([includes(a, b), includes(b, a)], JSON.stringify([a, b])).to.deep.equal([false, false])
    expect(includes(partly, { ...partly })).to.equal(true)
  })
})
