import fc from 'fast-check'
import { withAmounts } from '../../../src/domain/rules/amend.ts'
import type { RuleSet } from '../../../src/domain/rules/rule-set.ts'
import type { Amount } from '../../../src/domain/rules/threshold.ts'
import { thresholdsOf } from '../../../src/domain/rules/thresholds.ts'
import { ruleSetV1 } from './rules.ts'

/** Numbers that judge and do not measure: limits, weights of the parts, clips, coverage, quotas. */
const judging = thresholdsOf(ruleSetV1).filter(
  ({ section, key }) => section !== 'evidence' && !/^(score.fading|marks.absence|conditions.V1)/.test(key),
)

const amountOf = (n: number, { typed, min, max }: (typeof judging)[number]): Amount =>
  typed === 'fraction' ? [n % 7, 7] : min + (n % (max - min + 1))

/** V1 with some other limits, weights and quotas: what V1 measures is all that it needs. */
export const otherLimits: fc.Arbitrary<RuleSet> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...judging), fc.nat()), {
      selector: ([{ key }]) => key,
      minLength: 1,
      maxLength: 8,
    }),
    fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 20, maxLength: 20 }),
  )
  .map(([amounts, weights]) => {
    const amended = withAmounts(ruleSetV1, new Map(amounts.map(([one, n]) => [one.key, amountOf(n, one)])))
    const cells = amended.indicators.cells.map((cell, i) => ({ ...cell, weight: weights[i] ?? cell.weight }))
    const evaluation = amended.evaluation.map((group, i) => ({ ...group, weight: weights[15 + i] ?? group.weight }))
    return { ...amended, id: 'other', indicators: { ...amended.indicators, cells }, evaluation }
  })
