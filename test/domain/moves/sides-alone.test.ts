import { expect } from 'chai'
import { canComeTo, type RatedAlone, sidesAlone } from '../../../src/domain/moves/sides-alone.ts'
import { type Cause, whyMoved } from '../../../src/domain/moves/why-moved.ts'
import type { Outcome } from '../../../src/domain/rating/suggest.ts'
import { type Book, CADRE, scoring } from '../support/book.ts'
import { rater, ruleSetV1 } from '../support/rules.ts'

const ASOF = '2024-06-30'

/** Somebody who meets every condition of blue but the rank, with this score. */
function candidate(score = 9400, year: number | null = 2023): Book {
  const book = scoring(score, '2024-06-01')
  book.fact('2024-05-01', 'P4')
  book.fact('2024-05-02', 'P5', { channel: '一线考察' })
  if (year !== null) book.annualGrade('2024-01-10', year, '称职')
  return book
}

function alone(book: Book, colour: string, mark: Outcome['mark'] = null): RatedAlone {
  const rating = rater.rate(CADRE, book.entries, ASOF)
  if (rating === null) throw new Error('not rated')
  return { rating, outcome: { colour, mark }, ruleSet: ruleSetV1 }
}

const told = (before: RatedAlone, after: RatedAlone): unknown[] =>
  whyMoved(...sidesAlone(before, after)).map((cause: Cause) =>
    cause.kind === 'condition'
      ? [cause.id, cause.before?.verdict, cause.after?.verdict]
      : cause.kind === 'places'
        ? [cause.before.state, cause.after.state]
        : [cause.kind],
  )

describe('Why one cadre moved, with nobody else rated', () => {
  it('says of a place lost while every condition holds that the places are full, and nothing of conditions', () => {
    expect(told(alone(candidate(), 'blue'), alone(candidate(), 'none', 'full'))).to.deep.equal([['placed', 'full']])
    expect(told(alone(candidate(), 'none', 'full'), alone(candidate(), 'none', 'tied'))).to.deep.equal([
      ['full', 'tied'],
    ])
  })

  it('says of a place lost without a mark that the rank no longer holds', () => {
    expect(told(alone(candidate(), 'blue'), alone(candidate(), 'none'))).to.deep.equal([['B1', 'true', 'false']])
  })

  it('names the one condition that became unknown, not the rank of which nothing is known', () => {
    expect(told(alone(candidate(), 'blue'), alone(candidate(9400, null), 'none'))).to.deep.equal([
      ['B4', 'true', 'unknown'],
    ])
  })

  it('names what ended on a list and nothing of the colours that were never suggested', () => {
    expect(
      told(alone(scoring(7400, '2024-06-01'), 'yellow'), alone(scoring(7600, '2024-06-01'), 'none')),
    ).to.deep.equal([['Y1', 'true', 'false']])
  })

  it('takes a side only when its rating can have come to the outcome', () => {
    expect(canComeTo(alone(candidate(), 'blue'))).to.equal(true)
    expect(canComeTo(alone(candidate(), 'none', 'tied'))).to.equal(true)
    expect(canComeTo(alone(candidate(), 'yellow'))).to.equal(false)
    expect(canComeTo(alone(scoring(8000, '2024-06-01'), 'blue'))).to.equal(false)
    expect(canComeTo(alone(scoring(7400, '2024-06-01'), 'none'))).to.equal(false)
  })
})
