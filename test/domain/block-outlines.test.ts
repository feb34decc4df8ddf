import { expect } from 'chai'
import fc from 'fast-check'
import { createBlockOutliner } from '../../src/domain/rating/columns/block-outlines.ts'
import { withoutRecords } from '../../src/domain/rating/outline.ts'
import { packValues } from '../../src/domain/rating/packed-measured.ts'
import { createRater } from '../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../src/domain/rules/rule-set.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater } from './support/rules.ts'
import { runs } from './support/runs.ts'

/** Far wider than V1, so that most have somebody near. */
const watchful = (ruleSet: RuleSet): RuleSet => ({ ...ruleSet, alerts: { points: 900, times: 2, termDays: 30 } })

describe('Outlines of many at once', () => {
  it('say what judging one by one says, alerts included', () => {
    const told = { judged: 0, alerted: 0, marked: 0, withoutScore: 0 }
    fc.assert(
      fc.property(population, asOf, otherLimits, fc.boolean(), (entries, on, other, near) => {
        const now = createRater(near ? watchful(other) : other)
        const all = [...ledgersByCadre(entries)].flatMap(([id, own]) => rater.measure(id, own, on) ?? [])
        const rows = all.map(measured => ({ head: measured.head, values: packValues(measured, rater) }))
        const outlines = createBlockOutliner(now, rater)(rows)
        expect(outlines.length).to.equal(all.length)
        for (const [i, measured] of all.entries()) {
          const { parts, ...rest } = now.outline(withoutRecords(measured), rater)
          const { cadreId, asOf: day, unitId, head, nextChangeOn, ...judged } = rest
          expect(outlines[i]).to.deep.equal({ ...judged, parts: parts.map(({ mean }) => ({ mean })) })
          told.judged += 1
          if (Object.keys(judged.alertKeys).length > 0) told.alerted += 1
          if (judged.mark !== null) told.marked += 1
          if (judged.score === null) told.withoutScore += 1
        }
      }),
      { numRuns: runs(100) },
    )
    for (const n of Object.values(told)) expect(n).to.be.greaterThan(20)
  })
})
