import { expect } from 'chai'
import fc from 'fast-check'
import { agedLines } from '../../../src/domain/moves/lapsed.ts'
import { addDays } from '../../../src/domain/time/days.ts'
import { asOf, ledger } from '../support/arbitrary.ts'
import { CADRE } from '../support/book.ts'
import { rater } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const AT_LAST = '2026-01-01T00:00:00.000Z'

describe('What time alone makes of a score', () => {
  it('is told line by line, and the lines add up to it', () => {
    let differing = 0
    fc.assert(
      fc.property(ledger, asOf, fc.integer({ min: 1, max: 400 }), (entries, day, later) => {
        const [before, after] = [day, addDays(day, later)].map(on => rater.rate(CADRE, entries, on, AT_LAST))
        if (before?.score == null || after?.score == null) return
        const lines = agedLines(before, after)
        expect(lines.reduce((sum, one) => sum + one.after - one.before, 0)).to.equal(after.score - before.score)
        if (lines.length > 0) differing += 1
      }),
      { numRuns: runs(300) },
    )
    expect(differing).to.be.greaterThan(10)
  })
})
