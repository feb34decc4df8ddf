import { expect } from 'chai'
import fc from 'fast-check'
import { ageBand } from '../../../src/domain/fairness/age-band.ts'
import { calibrated, leniencyTable } from '../../../src/domain/fairness/leniency.ts'
import { binsOf, scoreCounter, spreadOf } from '../../../src/domain/fairness/spread.ts'

const counted = (scores: readonly number[]) => {
  const counter = scoreCounter()
  for (const score of scores) counter.add(score)
  return counter.counts
}

describe('The spread of scores', () => {
  it('is nothing of nobody', () => expect(spreadOf(new Map())).to.equal(null))

  it('has no deviation of one person', () => {
    expect(spreadOf(counted([8000]))).to.deep.equal({
      n: 1,
      mean: 8000,
      deviation: null,
      quarter: 8000,
      median: 8000,
      threeQuarters: 8000,
    })
  })

  it('is exact: 2 4 4 4 5 5 7 9 has the mean 5 and the sample deviation √(32/7)', () => {
    const found = spreadOf(counted([200, 400, 400, 400, 500, 500, 700, 900]))
    expect(found).to.deep.equal({ n: 8, mean: 500, deviation: 214, quarter: 400, median: 400, threeQuarters: 500 })
  })

  it('names scores that occur, in order, whatever the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1 }), scores => {
        const { quarter, median, threeQuarters, mean } = spreadOf(counted(scores)) ?? expect.fail()
        expect(scores).to.include.members([quarter, median, threeQuarters])
        expect(quarter).to.be.most(median)
        expect(median).to.be.most(threeQuarters)
        expect(mean).to.be.within(Math.min(...scores), Math.max(...scores))
      }),
    )
  })

  it('falls into bins without gaps that hold everybody', () => {
    expect(binsOf(counted([7999, 8000, 8499, 9000]), 500)).to.deep.equal([
      { from: 7500, to: 8000, n: 1 },
      { from: 8000, to: 8500, n: 2 },
      { from: 8500, to: 9000, n: 0 },
      { from: 9000, to: 9500, n: 1 },
    ])
  })
})

describe('The leniency of assessors', () => {
  const tableOf = (ratings: readonly (readonly [string, string, number])[]) => {
    const table = leniencyTable()
    for (const rating of ratings) table.add(...rating)
    return new Map(table.assessors().map(one => [one.assessor, one]))
  }

  it('is the mean difference to what others gave in the same class', () => {
    // Others gave 80 in the first class and 60 in the second.
    const found = tableOf([
      ['甲', '一', 8400],
      ['甲', '一', 8600],
      ['甲', '二', 6300],
      ['乙', '一', 7900],
      ['乙', '一', 8100],
      ['丙', '二', 6000],
    ]).get('甲')
    // 4, 6, 3: mean 13/3; deviation √(7/3); standard error √(7/9).
    expect(found).to.deep.equal({
      assessor: '甲',
      ratings: 3,
      mean: 7767,
      compared: 3,
      difference: 433,
      spread: 153,
      standardError: 88,
      verdict: 'few',
    })
  })

  const five = (scores: readonly number[]) =>
    tableOf([
      ...scores.map(score => ['甲', '一', score] as const),
      ...[7900, 8000, 8100].map(score => ['乙', '一', score] as const),
    ]).get('甲')

  it('calls far only with five ratings and two standard errors', () => {
    expect(five([8300, 8350, 8400, 8450])?.verdict).to.equal('few')
    expect(five([8300, 8350, 8400, 8450, 8500])?.verdict).to.equal('lenient')
    expect(five([7500, 7550, 7600, 7650, 7700])?.verdict).to.equal('strict')
    expect(five([6000, 7000, 8000, 9000, 10_000])?.verdict).to.equal('near')
  })

  it('is far exactly at two standard errors, and a hair below it is not', () => {
    // The mean difference is 100; deviations of 150, 150, 50, 50 and 0 make a standard error of 50.
    expect(five([8250, 7950, 8150, 8050, 8100])).to.include({ difference: 100, standardError: 50, verdict: 'lenient' })
    expect(five([8251, 7949, 8150, 8050, 8100])).to.include({ difference: 100, standardError: 50, verdict: 'near' })
  })

  it('has nobody to compare with where one assessor rated all', () => {
    const found = tableOf([['甲', '一', 8000]]).get('甲')
    expect(found?.verdict).to.equal('alone')
    expect(found?.difference).to.equal(null)
  })

  it('does not depend on the order of the ratings, nor on a shift of everybody', () => {
    const rating = fc.tuple(
      fc.constantFrom('甲', '乙', '丙'),
      fc.constantFrom('一', '二'),
      fc.integer({ min: 1000, max: 9000 }),
    )
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 40 }), ratings => {
        const straight = tableOf(ratings)
        expect(tableOf([...ratings].reverse())).to.deep.equal(straight)
        const shifted = tableOf(ratings.map(([who, where, score]) => [who, where, score + 700] as const))
        for (const [who, { difference, standardError, verdict }] of straight) {
          expect(shifted.get(who)).to.include({ difference, standardError, verdict })
        }
      }),
    )
  })

  it('is taken out of a score only when enough ratings say it, and stays on the scale', () => {
    const lenient = five([8300, 8350, 8400, 8450, 8500])
    expect(calibrated(8400, lenient)).to.equal(8000)
    expect(calibrated(100, lenient)).to.equal(0)
    expect(calibrated(8400, five([8300]))).to.equal(8400)
    expect(calibrated(8400, undefined)).to.equal(8400)
  })
})

describe('The band of an age', () => {
  for (const [born, day, band] of [
    ['1987-05', '2022-05-01', '35岁及以下'],
    ['1986-06', '2022-05-31', '35岁及以下'],
    ['1986-05', '2022-05-31', '36至40岁'],
    ['1965-01', '2022-05-31', '56岁及以上'],
    ['', '2022-05-31', '年龄未记载'],
    ['1986-13', '2022-05-31', '年龄未记载'],
    ['2023-01', '2022-05-31', '年龄未记载'],
  ] as const) {
    it(`of ${born || 'nobody knows when'} on ${day} is ${band}`, () => expect(ageBand(born, day)).to.equal(band))
  }
})
