import { expect } from 'chai'
import fc from 'fast-check'
import { createSieve, type StandingRow } from '../../src/domain/rating/columns/sieve.ts'
import type { Measured } from '../../src/domain/rating/measured.ts'
import { type Outline, withoutRecords } from '../../src/domain/rating/outline.ts'
import { packValues } from '../../src/domain/rating/packed-measured.ts'
import { createRater, type Rater } from '../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../src/domain/rules/rule-set.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater } from './support/rules.ts'
import { runs } from './support/runs.ts'

const outlineOf = (measured: Measured, by: Rater): Outline => by.outline(withoutRecords(measured), rater)

/** What a standing keeps of an outline. */
const keptOf = ({ parts, ...outline }: Outline): object => ({ ...outline, parts: parts.map(({ mean }) => mean) })

function rowOf(measured: Measured, by: Rater): StandingRow {
  const { parts, ...outline } = outlineOf(measured, by)
  return { ...outline, means: parts.map(({ mean }) => mean), values: packValues(measured, rater) }
}

/** Far wider than V1, so that most have somebody near. */
const watchful = (ruleSet: RuleSet): RuleSet => ({ ...ruleSet, alerts: { points: 900, times: 2, termDays: 30 } })

describe('A sieve', () => {
  it('spares exactly whom judging one by one leaves as they were, alerts included', () => {
    const told = { spared: 0, changed: 0, byAlertsAlone: 0 }
    fc.assert(
      fc.property(population, asOf, otherLimits, otherLimits, fc.boolean(), (entries, on, before, after, near) => {
        const [old, now] = [before, near ? watchful(after) : after].map(createRater) as [Rater, Rater]
        const all = [...ledgersByCadre(entries)].flatMap(([id, own]) => rater.measure(id, own, on) ?? [])
        for (const by of [old, rater]) {
          const changed = createSieve(now, rater)(all.map(measured => rowOf(measured, by)))
          for (const [i, measured] of all.entries()) {
            const [stood, stands] = [keptOf(outlineOf(measured, by)), keptOf(outlineOf(measured, now))]
            const isSame = JSON.stringify(stood) === JSON.stringify(stands)
            expect(changed[i], JSON.stringify([stood, stands])).to.equal(!isSame)
            told[isSame ? 'spared' : 'changed'] += 1
            const [a, b] = [stood, stands].map(kept => JSON.stringify({ ...kept, alertKeys: {} }))
            if (!isSame && a === b) told.byAlertsAlone += 1
          }
        }
      }),
      { numRuns: runs(60) },
    )
    for (const n of Object.values(told)) expect(n).to.be.greaterThan(20)
  })
})
