import { expect } from 'chai'
import fc from 'fast-check'
import { canonical } from '../../src/domain/canonical.ts'
import { alertsOf } from '../../src/domain/rating/alerts.ts'
import type { Measured } from '../../src/domain/rating/measured.ts'
import type { MeasuredValues } from '../../src/domain/rating/outline.ts'
import { packValues, unpackValues } from '../../src/domain/rating/packed-measured.ts'
import { createRater } from '../../src/domain/rating/rate.ts'
import { asOf, ledger } from './support/arbitrary.ts'
import { CADRE } from './support/book.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

const inText = <T>(value: T): T => JSON.parse(canonical(value))

/** The values as they come back from the text of a standing. */
const keptAgain = (measured: Measured): MeasuredValues =>
  unpackValues(inText(packValues(measured, rater)), measured, rater)

describe('Judging what was measured', () => {
  it('by other limits, weights and quotas gives what rating the ledger by them gives', () => {
    fc.assert(
      fc.property(ledger, asOf, otherLimits, (entries, on, ruleSet) => {
        const other = createRater(ruleSet)
        expect(other.canJudge(rater)).to.equal(true)
        const measured = rater.measure(CADRE, entries, on)
        expect(measured && other.judge(measured, rater)).to.deep.equal(other.rate(CADRE, entries, on))
      }),
      { numRuns: runs(200) },
    )
  })

  it('without reasons says the same, alerts included', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(ledger, asOf, otherLimits, (entries, on, ruleSet) => {
        const measured = rater.measure(CADRE, entries, on)
        if (measured === null) return
        for (const by of [rater, createRater({ ...ruleSet, alerts: { points: 900, times: 2, termDays: 30 } })]) {
          const rating = by.judge(measured, rater)
          const { alertKeys, ...outline } = by.outline(keptAgain(measured), rater)
          expect(alertKeys).to.deep.equal(alertsOf(rating, by.ruleSet))
          expect(rating).to.deep.include(outline)
          for (const kind of Object.keys(alertKeys)) kinds.add(kind)
        }
      }),
      { numRuns: runs(300) },
    )
    expect([...kinds]).to.include.members(['down', 'up', 'idle', 'term'])
  })

  it('by rules that look at something else is refused', () => {
    const longer = JSON.parse(JSON.stringify(ruleSetV1).replaceAll('"months":3', '"months":4'))
    const stricter = { ...ruleSetV1, findings: { ...ruleSetV1.findings, partly: 60 } }
    for (const ruleSet of [longer, stricter]) {
      const other = createRater(ruleSet)
      expect(other.canJudge(rater)).to.equal(false)
    }
  })

  it('by the same rules in another order of conditions is the same', () => {
    const turned = createRater({ ...ruleSetV1, conditions: [...ruleSetV1.conditions].reverse() })
    fc.assert(
      fc.property(ledger, asOf, (entries, on) => {
        const measured = rater.measure(CADRE, entries, on)
        const rating = measured && turned.judge(measured, rater)
        expect(rating?.colour).to.equal(rater.rate(CADRE, entries, on)?.colour)
      }),
      { numRuns: runs(50) },
    )
  })
})
