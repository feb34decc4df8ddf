import { expect } from 'chai'
import fc from 'fast-check'
import { concernedScores, isWithin } from '../../src/domain/rating/concerned-scores.ts'
import { withoutRecords } from '../../src/domain/rating/outline.ts'
import { createRater } from '../../src/domain/rating/rate.ts'
import type { RuleSet } from '../../src/domain/rules/rule-set.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'
import { type Limit, withScoreLimits } from './support/score-limits.ts'

const first =
  (limit: number): Limit =>
  (before, nth) =>
    nth === 0 ? limit : before
const firstOf = (ruleSet: RuleSet): number => {
  let found = 0
  withScoreLimits(ruleSet, (before, nth) => {
    if (nth === 0) found = before
    return before
  })
  return found
}

describe('The scores that other rules concern', () => {
  it('leave out only whom judging one by one leaves as they were, alerts included', () => {
    const told = { spared: 0, concerned: 0, changed: 0 }
    const limits = fc.array(fc.integer({ min: 0, max: 10_500 }), { minLength: 4, maxLength: 4 })
    const near = fc.constantFrom(0, 200, 900)
    fc.assert(
      fc.property(population, asOf, otherLimits, limits, fc.nat(), near, (entries, on, one, others, which, points) => {
        const before: RuleSet = { ...one, alerts: { points, times: 1, termDays: 30 } }
        const after = withScoreLimits(before, (limit, nth) => (which & (1 << nth) ? limit : (others[nth % 4] ?? limit)))
        const spans = concernedScores(before, after)
        if (spans === null) throw new Error('only limits of the score are others')
        const [old, now] = [createRater(before), createRater(after)]
        for (const [id, own] of ledgersByCadre(entries)) {
          const measured = rater.measure(id, own, on)
          if (measured === null) continue
          const [stood, stands] = [old, now].map(by => by.outline(withoutRecords(measured), rater))
          const score = stood?.score ?? null
          const isSpared = score === null || !isWithin(score, spans)
          if (isSpared) expect(stands).to.deep.equal(stood)
          told[isSpared ? 'spared' : 'concerned'] += 1
          if (JSON.stringify(stands) !== JSON.stringify(stood)) told.changed += 1
        }
      }),
      { numRuns: runs(80) },
    )
    for (const n of Object.values(told)) expect(n).to.be.greaterThan(20)
  })

  it('lie between both limits, and as far around them as rules call near', () => {
    const limit = firstOf(ruleSetV1)
    const { points = 0 } = ruleSetV1.alerts ?? {}
    const reach = points + 1
    for (const other of [limit + 300, limit - 300])
      expect(concernedScores(ruleSetV1, withScoreLimits(ruleSetV1, first(other)))).to.deep.equal([
        { from: Math.min(limit, other) - reach, to: Math.max(limit, other) + reach },
      ])
  })

  it('are none where only words and places are others', () => {
    const renamed = { ...ruleSetV1, id: 'V9', title: '新规则', basis: '〔2022〕9号' }
    const reworded = { ...renamed, conditions: renamed.conditions.map(rule => ({ ...rule, sentence: '另一句' })) }
    const quotas = { ...ruleSetV1.quotas, classShare: 1000, unitDivisor: 5, headShare: 3000 }
    expect(concernedScores(ruleSetV1, { ...reworded, quotas })).to.deep.equal([])
  })

  it('are all where anything else judges otherwise', () => {
    const limit = firstOf(ruleSetV1)
    const limited = withScoreLimits(ruleSetV1, first(limit + 300))
    const others: Record<string, RuleSet> = {
      weights: {
        ...limited,
        score: { ...limited.score, parts: limited.score.parts.map((part, i) => ({ ...part, weight: 3000 + i })) },
      },
      'a condition less': { ...limited, conditions: limited.conditions.slice(1) },
      'another effect': {
        ...limited,
        conditions: limited.conditions.map((rule, i) => (i === 0 ? { ...rule, effect: 'alert' as const } : rule)),
      },
      'other points that are near': {
        ...limited,
        alerts: { points: 1234, times: 1, termDays: 30 },
      },
      'another colour with places': { ...limited, quotas: { ...limited.quotas, colour: 'yellow' } },
      coverage: { ...limited, marks: { ...limited.marks, minCoverage: limited.marks.minCoverage + 1 } },
    }
    for (const [name, other] of Object.entries(others)) expect(concernedScores(ruleSetV1, other), name).to.equal(null)
  })

  it('are all where the limit of a lock moves, because the locked show no score', () => {
    const locking = (value: number): RuleSet => ({
      ...ruleSetV1,
      conditions: [
        ...ruleSetV1.conditions,
        {
          ...{ id: 'L9', colour: 'red', sentence: '得分低于下限时按规定处理', basis: '〔2022〕9号', effect: 'lock' },
          when: { compare: { of: 'score' }, op: 'lt', value },
        },
      ],
    })
    expect(concernedScores(locking(3000), locking(3100))).to.equal(null)
    expect(concernedScores(locking(3000), locking(3000))).to.deep.equal([])
  })
})
