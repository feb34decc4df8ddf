import { expect } from 'chai'
import fc from 'fast-check'
import { type Block, openBlock, packBlock } from '../../src/domain/rating/columns/block.ts'
import { createColumnRun } from '../../src/domain/rating/columns/column-outcomes.ts'
import { blockUse, createBlockJudge } from '../../src/domain/rating/columns/judge-block.ts'
import { layoutOf, numbersOf } from '../../src/domain/rating/columns/layout.ts'
import {
  type PackedColumn,
  packColumn,
  packedValue,
  rowsPassing,
  unpackColumn,
} from '../../src/domain/rating/columns/packed-column.ts'
import { columnsIn, joinColumns, namesIn } from '../../src/domain/rating/columns/packed-columns.ts'
import { eachRow } from '../../src/domain/rating/columns/row-set.ts'
import { scoreColumns } from '../../src/domain/rating/columns/score-columns.ts'
import { marks } from '../../src/domain/rating/columns/settle.ts'
import type { Measured } from '../../src/domain/rating/measured.ts'
import { place } from '../../src/domain/rating/place.ts'
import { createRater, type Rater } from '../../src/domain/rating/rate.ts'
import { scoreOf } from '../../src/domain/rating/score.ts'
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

/** Values of every kind, or one of them for all but a few. */
const column = fc.oneof(
  fc.array(number, { maxLength: 50 }),
  fc.tuple(number, number, fc.array(fc.nat(14), { minLength: 60, maxLength: 90 })).map(([usual, other, rolls]) => {
    return rolls.map(roll => (roll === 0 ? other : usual))
  }),
)

/** Where this column's bytes begin in a message is chance. */
const moved = ({ form, bytes }: PackedColumn, by: number): PackedColumn => {
  const whole = new Uint8Array(by + bytes.length)
  whole.set(bytes, by)
  return { form, bytes: whole.subarray(by) }
}

const compare = {
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
}

describe('A packed column', () => {
  it('gives back exactly what went in', () => {
    fc.assert(
      fc.property(column, fc.nat(7), (values, by) => {
        const packed = moved(packColumn(Float64Array.from(values)), by)
        expect([...unpackColumn(packed, values.length)]).to.deep.equal(values)
        expect(values.map((_, i) => packedValue(packed, i))).to.deep.equal(values)
      }),
      { numRuns: runs(500) },
    )
  })

  it('gives back thousands of rows as it gives back a few, whatever was read before', () => {
    const long = Float64Array.from({ length: 5000 }, (_, i) => i / 3)
    const short = Float64Array.from([7.25, 1e9, Number.NaN])
    for (const values of [short, long, short])
      expect([...unpackColumn(moved(packColumn(values), 1), values.length)]).to.deep.equal([...values])
  })

  it('says where its values pass, whatever its form', () => {
    fc.assert(
      fc.property(column, number, fc.constantFrom('lt', 'le', 'gt', 'ge'), (values, limit, op) => {
        const packed = packColumn(Float64Array.from(values))
        const found: number[] = []
        eachRow(rowsPassing(packed, values.length, op, limit, new Float64Array(values.length)), row => found.push(row))
        expect(found).to.deep.equal(values.flatMap((value, i) => (compare[op](value, limit) ? [i] : [])))
      }),
      { numRuns: runs(500) },
    )
  })

  it('keeps only those who differ where most rows hold one value', () => {
    const values = new Float64Array(1000)
    values[3] = 0.5
    values[999] = -0
    const packed = packColumn(values)
    expect(packed).to.deep.include({ form: 'few' })
    expect(packed.bytes.length).to.equal(8 + 2 * 10)
    expect(unpackColumn(packed, 1000)).to.deep.equal(values)
  })

  it('takes a byte for small numbers and eight for all of one value', () => {
    expect(packColumn(Float64Array.of(1, 2, Number.NaN, -3)).bytes.length).to.equal(4)
    expect(packColumn(new Float64Array(1000).fill(7)).bytes.length).to.equal(8)
  })
})

describe('Joined columns', () => {
  it('are found by their names as they were, wherever their bytes begin', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z:]+$/), column, { maxKeys: 8 }), fc.nat(7), (all, by) => {
        const packed = new Map(
          Object.entries(all).map(([name, values]) => [name, packColumn(Float64Array.from(values))]),
        )
        const { names, bytes } = joinColumns(packed)
        const joined = { names, bytes: moved({ form: 'same', bytes }, by).bytes }
        expect(namesIn(joined)).to.deep.equal([...packed.keys()])
        const columnOf = columnsIn(joined)
        for (const [name, values] of Object.entries(all)) {
          const found = columnOf(name)
          expect(found && [...unpackColumn(found, values.length)]).to.deep.equal(values)
        }
        expect(columnOf('no such column')).to.equal(undefined)
      }),
      { numRuns: runs(300) },
    )
  })
})

describe('A block', () => {
  it('says who is in which row, whether their ids are of one length or of several', () => {
    for (const ids of [['c00001', 'c00002', 'c00010'], ['c1', 'c10', 'c9999'], ['c1'], ['c10', 'c9', 'c11'], []]) {
      const rows = ids.map(cadreId => ({ cadreId, unitId: 'u001', numbers: new Map<string, number>() }))
      const block = openBlock(packBlock(rows, layoutOf(rater)))
      expect(ids.map((_, row) => block.cadreIdOf(row))).to.deep.equal(ids)
    }
    const named = { cadreId: '王', unitId: 'u001', numbers: new Map<string, number>() }
    expect(() => packBlock([named], layoutOf(rater))).to.throw('not ASCII')
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

/** Rule sets whose shares and parts sum up in many or few steps. */
const otherShares = fc
  .record({
    step: fc.constantFrom(1, 7, 100, 500),
    moved: fc.nat(3),
    parts: fc.constantFrom([5000, 3000, 2000], [4500, 3500, 2000], [4999, 3001, 2000], [3333, 3333, 3334]),
  })
  .map(({ step, moved, parts }): RuleSet => {
    const cells = ruleSetV1.indicators.cells.map((cell, i) => {
      const change = i === 0 ? step * moved : i === 1 ? -step * moved : 0
      return { ...cell, weight: cell.weight + change }
    })
    const weighed = ruleSetV1.score.parts.map((part, i) => ({ ...part, weight: parts[i] ?? part.weight }))
    return {
      ...ruleSetV1,
      score: { ...ruleSetV1.score, parts: weighed },
      indicators: { ...ruleSetV1.indicators, cells },
    }
  })

/** What scores are formed from: values on round numbers and others, over the ages that fading gives, and odd ones. */
const scoreInputs = fc.constantFrom([100], [100, 150], [50, 100, 175, 300], [97, 101, 103, 107, 109]).chain(ages => {
  const value = fc.oneof(fc.nat(10_000), fc.constantFrom(7550, 8000, 8005, 9999, 10_000))
  const weighed = fc.option(
    fc.tuple(value, fc.constantFrom(...ages)).map(([mean, age]): [number, number] => [mean * age, age]),
    { freq: 6 },
  )
  const byName = (names: readonly string[]) =>
    fc
      .tuple(...names.map(() => weighed))
      .map(all => Object.fromEntries(names.flatMap((name, i) => (all[i] ? [[name, all[i] as [number, number]]] : []))))
  return fc.array(
    fc.record({
      cells: byName(ruleSetV1.indicators.cells.map(({ id }) => id)),
      groups: byName(ruleSetV1.evaluation.map(({ code }) => code)),
      events: fc.integer({ min: -3000, max: 3000 }),
    }),
    { minLength: 1, maxLength: 20 },
  )
})

describe('Scores formed column by column', () => {
  it('are those formed exactly one by one, whatever the shares and the ages', () => {
    fc.assert(
      fc.property(otherShares, scoreInputs, (ruleSet, rows) => {
        const block = openBlock(
          packBlock(
            rows.map(({ cells, groups, events }, i) => {
              const named = [
                ...Object.entries(cells).map(([id, pair]) => [`cell:${id}`, pair] as const),
                ...Object.entries(groups).map(([code, pair]) => [`group:${code}`, pair] as const),
              ]
              const numbers = new Map([['events', events]])
              for (const [name, [sum, weight]] of named) numbers.set(`${name}:sum`, sum).set(`${name}:weight`, weight)
              return { cadreId: `c${i}`, unitId: 'u', numbers }
            }),
            layoutOf(rater),
          ),
        )
        const found = scoreColumns(block, ruleSet)
        rows.forEach((inputs, i) => {
          const { score, coverage, parts } = scoreOf(inputs, ruleSet)
          const of = (value: number | undefined): number | null =>
            value === undefined || Number.isNaN(value) ? null : value
          expect({
            score: of(found.score[i]),
            coverage: found.coverage[i],
            parts: found.parts.map(part => of(part[i])),
          }).to.deep.equal({ score, coverage, parts: parts.map(({ mean }) => mean) })
        })
      }),
      { numRuns: runs(600) },
    )
  })
})

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
            const score = judged.scores.score[i] as number
            expect({
              cadreId: block.cadreIdOf(i),
              unitId: block.unitIds[block.at('unit', i)],
              colour,
              mark: marks[judged.mark[i] as number],
              score: Number.isNaN(score) ? null : score,
              coverage: judged.scores.coverageAt(i),
              scored: judged.scored[i] === 1,
              candidate: judged.candidate[i] === 1,
              classCode: by.ruleSet.classes[judged.classes[i] ?? -1]?.code,
              parts: by.ruleSet.score.parts.map((_, part) => {
                const mean = judged.scores.partAt(part, i)
                return Number.isNaN(mean) ? null : mean
              }),
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
