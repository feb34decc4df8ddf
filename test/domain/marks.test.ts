import { expect } from 'chai'
import { cellsAt, cellsOf, posted, rated, scoring } from './support/book.ts'

const ASOF = '2024-06-30'
const LATER = '2026-01-01T00:00:00.000Z'

describe('不定色, absent on more than half of the days of the last 12 months', () => {
  // 2023-07-01 … 2024-06-30 are 366 days.
  for (const [first, last, mark] of [
    ['2023-07-01', '2023-12-30', null], // 183
    ['2023-07-01', '2023-12-31', 'indeterminate'], // 184
    ['2023-01-01', '2023-12-30', null],
    ['2024-01-01', null, null], // 182 so far
    ['2023-12-30', null, 'indeterminate'], // 184
  ] as const) {
    it(`${mark === null ? 'is not so' : 'is so'} for a leave from ${first} to ${last ?? 'now'}`, () => {
      const book = scoring(8000, '2024-06-01')
      book.leave(first, last)
      expect(rated(book, ASOF).mark).to.equal(mark)
    })
  }

  it('counts a day once, whatever leaves lie over it', () => {
    const book = scoring(8000, '2024-06-01')
    book.leave('2023-07-01', '2023-10-31')
    book.leave('2023-08-01', '2023-12-30')
    expect(rated(book, ASOF).mark).to.equal(null)
  })

  it('counts to the day before the end of the leave', () => {
    const book = scoring(8000, '2024-06-01')
    book.end(book.leave('2023-07-01'), '2023-12-31')
    expect(rated(book, ASOF).mark).to.equal(null)
    const longer = scoring(8000, '2024-06-01')
    longer.end(longer.leave('2023-07-01'), '2024-01-01')
    expect(rated(longer, ASOF).mark).to.equal('indeterminate')
  })

  it('takes only days that have the day within 12 months of them', () => {
    // 12 months from 2024-02-29 is 2025-02-28 and no more: 365 days, of which 183 are more than half.
    const book = scoring(8000, '2025-02-01')
    book.leave('2024-03-01', '2024-08-30')
    expect(rated(book, '2025-02-28').mark).to.equal('indeterminate')
  })

  it('does not take a late posting for absence', () => {
    const book = posted('2024-06-01')
    book.assess('2024-06-01', cellsAt(8000))
    expect(rated(book, ASOF).mark).to.equal(null)
  })

  it('replaces red and yellow, but no veto, and is not counted in n', () => {
    const book = scoring(5000, '2024-06-01')
    book.leave('2023-07-01', '2024-06-30')
    book.fact('2024-06-01', 'N6', { intent: true })
    expect(rated(book, ASOF)).to.include({ colour: 'none', mark: 'indeterminate', scored: false })
    book.restriction('2024-06-10', 'fraud')
    expect(rated(book, ASOF)).to.include({ colour: 'red', mark: null, scored: false })
    book.restriction('2024-06-11', 'investigation')
    expect(rated(book, ASOF)).to.include({ colour: 'red', mark: 'locked', scored: false })
  })
})

describe('依据不足, coverage below 60%', () => {
  it('begins below 60%, exactly 60% suffices', () => {
    const book = posted()
    // R 50 and the organization's half of nothing else: 50; with a third of P: 60.
    book.assess('2024-06-01', cellsAt(8000, cellsOf('result')))
    expect(rated(book, ASOF)).to.include({ coverage: 5000, mark: 'insufficient', scored: false, provisional: true })
    book.ballots('2024-06-01', { cityLeaders: 8000, heads: 8000 })
    expect(rated(book, ASOF)).to.include({ coverage: 6000, mark: null, scored: true, provisional: false })
  })

  it('replaces 常态 only', () => {
    const book = posted()
    book.fact('2024-06-01', 'N4')
    expect(rated(book, ASOF)).to.include({ colour: 'yellow', mark: null, score: null })
  })
})

describe('Opinions for deciding blue', () => {
  for (const [name, dates, expected] of [
    ['both fresh and clear', ['2024-06-01', false, '2024-05-31', false], 'clear'],
    ['one 31 days old', ['2024-06-01', false, '2024-05-30', false], 'pending'],
    ['one objecting', ['2024-06-01', true, '2024-06-01', false], 'objected'],
    ['one objecting, the other missing', ['2024-06-01', true, null, false], 'objected'],
    ['one missing', ['2024-06-01', false, null, false], 'pending'],
    ['an old objection', ['2024-05-01', true, '2024-06-01', false], 'pending'],
  ] as const) {
    it(`are ${expected} with ${name}`, () => {
      const book = posted()
      const [first, firstObjects, second, secondObjects] = dates
      book.opinion(first, '纪委监委', firstObjects)
      if (second !== null) book.opinion(second, '信访', secondObjects)
      expect(rated(book, ASOF).opinions).to.equal(expected)
    })
  }

  it('are read by the latest date, not by the order of recording', () => {
    const book = posted()
    book.opinion('2024-06-20', '纪委监委', true)
    book.opinion('2024-06-10', '纪委监委', false)
    book.opinion('2024-06-10', '信访', false)
    expect(rated(book, ASOF, LATER).opinions).to.equal('objected')
  })
})

describe('A suggestion', () => {
  it('takes the strongest colour and keeps every reason', () => {
    const book = scoring(5000, '2024-06-01')
    book.fact('2024-06-01', 'N4')
    const rating = rated(book, ASOF)
    const fired = rating.conditions.filter(condition => condition.verdict === 'true').map(condition => condition.id)
    expect(rating.colour).to.equal('red')
    expect(fired).to.include.members(['R1', 'Y1', 'Y4'])
  })

  it('shows the age and the full points of each fact', () => {
    const book = posted()
    book.fact('2023-12-30', 'N4', { finding: 'partly' })
    const [line] = rated(book, ASOF).lines
    expect(line).to.deep.include({ kind: 'fact', code: 'N4', points: -100, full: -200, age: 50, entryIds: [2] })
  })
})
