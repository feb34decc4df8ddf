import { expect } from 'chai'
import fc from 'fast-check'
import { type Block, openBlock, packBlock } from '../../src/domain/rating/columns/block.ts'
import { createColumnRun } from '../../src/domain/rating/columns/column-outcomes.ts'
import { blockUse, createBlockJudge } from '../../src/domain/rating/columns/judge-block.ts'
import { layoutOf, numbersOf } from '../../src/domain/rating/columns/layout.ts'
import { packColumn, unpackColumn } from '../../src/domain/rating/columns/packed-column.ts'
import { marks } from '../../src/domain/rating/columns/settle.ts'
import type { Measured } from '../../src/domain/rating/measured.ts'
import { place } from '../../src/domain/rating/place.ts'
import { createRater, type Rater } from '../../src/domain/rating/rate.ts'
import { outcomeUnder, setsOf } from '../../src/domain/rating/suggest.ts'
import type { RuleSet } from '../../src/domain/rules/rule-set.ts'
import { asOf, population } from './support/arbitrary.ts'
import { ledgersByCadre } from './support/ledgers.ts'
import { otherLimits } from './support/other-limits.ts'
import { rater, ruleSetV1 } from './support/rules.ts'
import { runs } from './support/runs.ts'

const number = fc.oneof(
  fc.integer({ min: -130, max: 130 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(Number.NaN, -128, 127, -32_768, 0.5),
)

describe('A packed column', () => {
  it('gives back exactly what went in', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 50 }), values => {
        const column = Float64Array.from(values)
        expect([...unpackColumn(packColumn(column), column.length)]).to.deep.equal(values)
      }),
      { numRuns: runs(500) },
    )
  })

  it('takes a byte for small numbers and eight for all of one value', () => {
    expect(packColumn(Float64Array.of(1, 2, Number.NaN, -3)).bytes.length).to.equal(4)
    expect(packColumn(new Float64Array(1000).fill(7)).bytes.length).to.equal(8)
  })
})

function blockOf(measured: readonly Measured[]): Block {
  const rows = measured.map(one => ({
    cadreId: one.cadreId,
    unitId: one.unitId,
    numbers: numbersOf(one, rater.judge(one), ruleSetV1),
  }))
  return openBlock(packBlock(rows, layoutOf(rater)))
}

/** Blue for everybody of some rank, so that places run out. */
const easyBlue = (conditions: RuleSet['conditions']): RuleSet['conditions'] => {
  const rank = { rank: 'score', op: 'le', value: 8000 } as const
  return conditions.flatMap(rule =>
    rule.colour !== 'blue' ? [rule] : rule.id === 'B1' ? [{ ...rule, when: rank }] : [],
  )
}

describe('Judging column by column', () => {
  const judgedAlone = (measured: readonly Measured[], by: Rater) => measured.map(one => by.judge(one, rater))

  it('says what judging one by one says, under any limits and weights', () => {
    fc.assert(
      fc.property(population, asOf, otherLimits, (entries, on, ruleSet) => {
        const other = createRater(ruleSet)
        const measured = [...ledgersByCadre(entries)].flatMap(([cadreId, own]) => rater.measure(cadreId, own, on) ?? [])
        const block = blockOf(measured)
        for (const by of [rater, other]) {
          const judged = createBlockJudge(by, rater)(block)
          judgedAlone(measured, by).forEach((rating, i) => {
            const colour = by.ruleSet.colours[judged.colour[i] ?? -1]?.code
            const score = judged.score[i] as number
            expect({
              cadreId: block.cadreIds[i],
              unitId: block.unitIds[block.units[i] ?? -1],
              colour,
              mark: marks[judged.mark[i] as number],
              score: Number.isNaN(score) ? null : score,
              coverage: judged.coverage[i],
              scored: judged.scored[i] === 1,
              candidate: judged.candidate[i] === 1,
              classCode: by.ruleSet.classes[judged.classes[i] ?? -1]?.code,
              parts: judged.parts.map(part => (Number.isNaN(part[i] as number) ? null : part[i])),
            }).to.deep.equal({
              cadreId: rating.cadreId,
              unitId: rating.unitId,
              colour: rating.colour,
              mark: rating.mark,
              score: rating.score,
              coverage: rating.coverage,
              scored: rating.scored,
              candidate: rating.candidate,
              classCode: rating.classCode,
              parts: rating.parts.map(part => part.mean),
            })
          })
        }
      }),
      { numRuns: runs(60) },
    )
  })

  it('places everybody as the placing of single ratings does, over several blocks', () => {
    fc.assert(
      fc.property(population, asOf, otherLimits, (entries, on, changed) => {
        const ruleSet = { ...changed, quotas: { ...changed.quotas, classShare: 3000 }, score: ruleSetV1.score }
        const by = createRater({ ...ruleSet, conditions: easyBlue(ruleSet.conditions) })
        const measured = [...ledgersByCadre(entries)].flatMap(([cadreId, own]) => rater.measure(cadreId, own, on) ?? [])
        const run = createColumnRun([rater, by], rater)
        for (let i = 0; i < measured.length; i += 7) run.add(blockOf(measured.slice(i, i + 7)))
        const [, outcomesBy] = run.finish()
        if (outcomesBy === undefined) throw new Error('two raters, two outcomes')
        const { blocks, placing } = outcomesBy
        const ratings = measured.map(one => by.judge(one, rater))
        const expected = place(ratings, by.ruleSet)
        expect(placing).to.deep.equal(expected)
        const sets = setsOf(expected)
        const outcomes = blocks.flatMap(({ colour, mark }) =>
          [...colour].map((code, i) => ({ colour: by.ruleSet.colours[code]?.code, mark: marks[mark[i] as number] })),
        )
        expect(outcomes).to.deep.equal(ratings.map(rating => outcomeUnder(rating, sets, by.ruleSet.quotas.colour)))
      }),
      { numRuns: runs(60) },
    )
  })

  it('knows what it may be used for', () => {
    const limits = createRater({ ...ruleSetV1, marks: { ...ruleSetV1.marks, minCoverage: 5000 } })
    const clipped = createRater({ ...ruleSetV1, score: { ...ruleSetV1.score, clip: { min: 0, max: 10_000 } } })
    const faster = createRater({ ...ruleSetV1, score: { ...ruleSetV1.score, fading: [{ months: 3, weight: 100 }] } })
    expect([rater, limits, clipped, faster].map(one => blockUse(one, rater))).to.deep.equal([
      'stored-scores',
      'stored-scores',
      'new-scores',
      'too-little',
    ])
  })
})
