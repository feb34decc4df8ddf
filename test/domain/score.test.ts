import { expect } from 'chai'
import { CADRE, cellsAt, cellsOf, GROUPS, pointsOf, posted, rated, scoring } from './support/book.ts'
import { rater } from './support/rules.ts'

const ASOF = '2024-06-30'
const RESULT = cellsOf('result')
const PROCESS = cellsOf('process')
const groupsAt = (value: number) => Object.fromEntries(GROUPS.map(group => [group, value]))

describe('The score', () => {
  it('is half result, three tenths process and two tenths evaluation', () => {
    const book = posted()
    book.assess('2024-06-01', { ...cellsAt(9000, RESULT), ...cellsAt(8000, PROCESS) })
    book.ballots('2024-06-01', groupsAt(7000))
    const rating = rated(book, ASOF)
    expect(pointsOf(rating, 'part')).to.deep.equal([4500, 2400, 1400])
    expect(rating.score).to.equal(8300)
    expect(rating.coverage).to.equal(10_000)
  })

  it('spreads the weight of a missing part over the others', () => {
    const book = posted()
    book.assess('2024-06-01', { ...cellsAt(9000, RESULT), ...cellsAt(8000, PROCESS) })
    const rating = rated(book, ASOF)
    expect(pointsOf(rating, 'part')).to.deep.equal([5625, 3000])
    expect(rating).to.include({ score: 8625, coverage: 8000 })
  })

  it('keeps the full weight of a part of which one cell was seen, but not its coverage', () => {
    const book = posted()
    const [cell = ''] = RESULT // 组织放心 of 实: 10 of 45
    book.assess('2024-06-01', { ...cellsAt(9000, [cell]), ...cellsAt(8000, PROCESS) })
    book.ballots('2024-06-01', groupsAt(7000))
    const rating = rated(book, ASOF)
    expect(rating.score).to.equal(8300)
    expect(rating.coverage).to.equal(6111)
    expect(rating.parts.map(part => part.coverage)).to.deep.equal([2222, 10_000, 10_000])
  })

  it('weighs cells within their part by the grid', () => {
    const book = posted()
    const [heavy = '', middle = '', light = ''] = RESULT // 10, 8.75, 6.25
    book.assess('2024-06-01', { [heavy]: 10_000, [middle]: 8000, [light]: 6000 })
    // (10·100 + 8.75·80 + 6.25·60) / 25 = 83
    expect(rated(book, ASOF).score).to.equal(8300)
  })

  it('has no score without any part, whatever the facts', () => {
    const book = posted()
    book.fact('2024-06-01', 'P4')
    const rating = rated(book, ASOF)
    expect(rating.score).to.equal(null)
    expect(rating).to.include({ coverage: 0, provisional: true, scored: false })
  })

  it('means several assessments cell by cell, half weight after six months', () => {
    const book = posted()
    book.assess('2023-12-30', cellsAt(6000, RESULT)) // half since 2024-06-30
    book.assess('2024-01-31', cellsAt(9000, RESULT))
    expect(rated(book, '2024-06-29').score).to.equal(7500)
    expect(rated(book, '2024-06-30').score).to.equal(8000)
  })

  it('means only the assessments in which a cell was seen', () => {
    const book = posted()
    const [first = '', ...others] = RESULT
    book.assess('2024-06-01', cellsAt(6000, RESULT))
    book.assess('2024-06-02', { [first]: 8000 })
    const all = rated(book, ASOF).score ?? 0
    // 10 of 45 at 70, 35 of 45 at 60
    expect(others.length).to.equal(5)
    expect(all).to.equal(6222)
  })

  for (const [day, expected] of [
    ['2024-02-28', 8000], // assessed 2023-08-31: full until the clamped month's end
    ['2024-08-30', 8000],
    ['2024-08-31', null],
  ] as const) {
    it(`counts an assessment of 2023-08-31 ${expected === null ? 'no more' : 'still'} on ${day}`, () => {
      const book = posted()
      book.assess('2023-08-31', cellsAt(8000))
      expect(rated(book, day).score).to.equal(expected)
    })
  }

  it('does not count an assessment of a day to come', () => {
    const book = posted()
    book.assess('2024-07-01', cellsAt(8000))
    expect(rated(book, ASOF, '2024-12-31T00:00:00.000Z').score).to.equal(null)
  })

  it('weighs the groups of ballots 25, 25, 20, 15, 15', () => {
    const book = posted()
    const [leaders = '', heads = '', staff = '', people = '', firms = ''] = GROUPS
    book.ballots('2024-06-01', { [leaders]: 9000, [heads]: 8000, [staff]: 7000, [people]: 6000, [firms]: 5000 })
    expect(rated(book, ASOF).parts[2]?.mean).to.equal(7300)
  })

  for (const [group, valid, counts] of [
    ['cityLeaders', 1, true],
    ['cityLeaders', 0, false],
    ['heads', 1, true],
    ['staff', 4, false],
    ['staff', 5, true],
    ['people', 4, false],
    ['enterprises', 5, true],
  ] as const) {
    it(`${counts ? 'counts' : 'drops'} the group ${group} with ${valid} valid ballots`, () => {
      const book = posted()
      book.ballots('2024-06-01', { [group]: 9000 }, valid)
      expect(rated(book, ASOF).score).to.equal(counts ? 9000 : null)
    })
  }

  it('drops a small group within its own assessment only', () => {
    const book = posted()
    book.ballots('2024-06-01', { staff: 2000 }, 4)
    book.ballots('2024-06-02', { staff: 8000 }, 5)
    expect(rated(book, ASOF).score).to.equal(8000)
  })

  it('covers by the groups present', () => {
    const book = posted()
    book.ballots('2024-06-01', { cityLeaders: 9000, staff: 9000 })
    expect(rated(book, ASOF).coverage).to.equal(900)
  })

  it('rounds each line half away from zero, and the score is their sum', () => {
    const book = posted()
    const [heavy = ''] = RESULT
    book.assess('2024-06-01', { [heavy]: 9001, ...cellsAt(9001, PROCESS) }) // 56.25625 and 33.75375
    book.fact('2023-12-30', 'N5', { role: 'chief', finding: 'partly' }) // −0.25 at half age: −0.125
    const rating = rated(book, ASOF)
    expect(pointsOf(rating, 'part')).to.deep.equal([5626, 3375])
    expect(pointsOf(rating, 'fact')).to.deep.equal([-13])
    expect(rating.score).to.equal(5626 + 3375 - 13)
  })

  it('clips the events at +10 and the score at 110', () => {
    const book = scoring(10_000, '2024-06-01')
    for (const honour of ['甲', '乙', '丙']) book.fact('2024-06-01', 'P1', { honour })
    const rating = rated(book, ASOF)
    expect(pointsOf(rating, 'clip')).to.deep.equal([-800])
    expect(rating.score).to.equal(11_000)
  })

  it('clips the events at −30 and the score at 0', () => {
    const book = scoring(2000, '2024-06-01')
    for (let i = 0; i < 6; i += 1) book.fact('2024-06-01', 'N6')
    const rating = rated(book, ASOF)
    expect(pointsOf(rating, 'clip')).to.deep.equal([600, 1000])
    expect(rating).to.include({ events: -3000, score: 0 })
  })

  it('does not rate who holds no main posting on the day', () => {
    const book = posted('2024-01-01')
    expect(rater.rate(CADRE, book.entries, '2023-12-31', '2025-01-01T00:00:00.000Z')).to.equal(null)
    book.end(1, '2024-05-01')
    expect(rater.rate(CADRE, book.entries, '2024-04-30', '2025-01-01T00:00:00.000Z')).not.to.equal(null)
    expect(rater.rate(CADRE, book.entries, '2024-05-01')).to.equal(null)
  })

  it('takes unit and class from the main posting begun last', () => {
    const book = posted('2020-01-01')
    book.posting('2024-01-01', { unitId: 'u2', unitKind: 'town', head: true })
    book.posting('2024-02-01', { unitId: 'u3', unitKind: 'enterprise', main: false })
    expect(rated(book, '2023-12-31')).to.include({ unitId: 'u1', classCode: 'department-deputy', head: false })
    expect(rated(book, ASOF)).to.include({ unitId: 'u2', classCode: 'town-head', head: true })
  })

  for (const [unitKind, head, expected] of [
    ['town', true, 'town-head'],
    ['town', false, 'town-deputy'],
    ['department', true, 'department-head'],
    ['department', false, 'department-deputy'],
    ['enterprise', true, 'other'],
    ['enterprise', false, 'other'],
    ['other', true, 'other'],
  ] as const) {
    it(`puts the ${head ? '正职' : '副职'} of a ${unitKind} into the class ${expected}`, () => {
      const book = posted('2019-01-01')
      book.posting('2024-01-01', { unitKind, head })
      expect(rated(book, ASOF).classCode).to.equal(expected)
    })
  }
})
