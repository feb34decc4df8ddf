import { expect } from 'chai'
import type { AttributionRole } from '../../src/domain/evidence/entries.ts'
import { type Book, pointsOf, posted, rated, scoring, verdict } from './support/book.ts'

const ASOF = '2024-06-30'
const DAY = '2024-06-01'
const eventsOf = (book: Book, asOf = ASOF, knownAt?: string): number => rated(book, asOf, knownAt).events

/** rules.md §4, in hundredths: 本人, 分管, 主要负责人. */
const TABLE: readonly (readonly [string, number, number, number])[] = [
  ['P1', 600, 300, 200],
  ['P2', 400, 200, 100],
  ['P3', 300, 100, 100],
  ['P4', 200, 100, 0],
  ['P5', 200, 0, 0],
  ['P6', 100, 50, 0],
  ['P7', 50, 0, 0],
  ['P8', 200, 100, 0],
  ['N1', -100, -50, 0],
  ['N2', -300, -150, -100],
  ['N3', -200, -100, -100],
  ['N4', -400, -200, -200],
  ['N5', 0, -100, -50],
  ['N6', -600, -300, -200],
  ['N7', -100, -50, 0],
  ['N8', -200, -100, -50],
  ['N9', -400, -200, -100],
  ['N11', -400, 0, 0],
]

describe('The points of a fact', () => {
  const roles: readonly AttributionRole[] = ['person', 'charge', 'chief']
  for (const [code, ...points] of TABLE) {
    it(`${code} gives ${points.join(', ')} to 本人, 分管 and 主要负责人`, () => {
      for (const [i, role] of roles.entries()) {
        const book = posted()
        book.fact(DAY, code, { role })
        expect(eventsOf(book), role).to.equal(points[i])
      }
    })
  }

  for (const [grade, role, points] of [
    ['一般', 'person', -200],
    ['较差', 'person', -500],
    ['好', 'person', 0],
    ['较差', 'charge', 0],
  ] as const) {
    it(`N12 with ${grade} gives ${points} as ${role}`, () => {
      const book = posted()
      book.fact(DAY, 'N12', { grade, role })
      expect(eventsOf(book)).to.equal(points)
    })
  }

  it('of an unknown code are none', () => {
    const book = posted()
    book.fact(DAY, 'N99')
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([])
  })

  for (const [finding, points] of [
    ['true', -400],
    ['partly', -200],
    ['false', 0],
    [null, 0],
  ] as const) {
    it(`are ${points} for an N4 found ${finding ?? 'nothing yet'}`, () => {
      const book = posted()
      book.fact(DAY, 'N4', { finding })
      expect(eventsOf(book)).to.equal(points)
    })
  }

  it('follow the latest verification', () => {
    const book = posted()
    const fact = book.fact(DAY, 'N4')
    book.verify(fact, 'false', '2024-06-10')
    expect(eventsOf(book)).to.equal(0)
    expect(eventsOf(book, '2024-06-09')).to.equal(-400)
  })

  it('do not count when recorder and verifier are one', () => {
    const book = posted()
    const fact = book.fact(DAY, 'N4', { finding: null })
    book.verify(fact, 'true', DAY, { recordedBy: 'recorder' })
    expect(eventsOf(book)).to.equal(0)
    book.verify(fact, 'true', '2024-06-10')
    expect(eventsOf(book)).to.equal(-400)
  })

  it('count back to the day of the fact once it is verified', () => {
    const book = posted()
    const fact = book.fact('2024-03-01', 'N4', { finding: null })
    book.verify(fact, 'true', '2024-06-10')
    expect(eventsOf(book, '2024-04-01')).to.equal(0)
    expect(eventsOf(book, '2024-04-01', '2024-06-30T00:00:00.000Z')).to.equal(-400)
  })

  it('are 0 under an approved 容错, and the fact stays listed', () => {
    const book = posted()
    const fact = book.fact(DAY, 'N4')
    book.tolerate(fact, '2024-06-10')
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([0])
    expect(verdict(book, 'Y4', ASOF)).to.equal('false')
    expect(verdict(book, 'Y4', '2024-06-09')).to.equal('true')
  })

  it('vanish with the reversal of the fact and come back when the reversal is reversed', () => {
    const book = posted()
    const fact = book.fact(DAY, 'N4')
    const reversal = book.reverse(fact, '2024-06-10')
    book.reverse(reversal, '2024-06-20')
    expect(eventsOf(book, '2024-06-09')).to.equal(-400)
    expect(eventsOf(book, '2024-06-10')).to.equal(0)
    expect(eventsOf(book, '2024-06-19')).to.equal(0)
    expect(eventsOf(book, '2024-06-20')).to.equal(-400)
  })

  it('vanish with the reversal of the verification', () => {
    const book = posted()
    const fact = book.fact(DAY, 'N4', { finding: null })
    const verification = book.verify(fact, 'true', DAY)
    book.reverse(verification, '2024-06-10')
    expect(eventsOf(book)).to.equal(0)
  })

  for (const [asOf, points] of [
    ['2023-08-30', 0],
    ['2023-08-31', -400],
    ['2024-02-28', -400],
    ['2024-02-29', -200],
    ['2024-08-30', -200],
    ['2024-08-31', 0],
  ] as const) {
    it(`of 2023-08-31 are ${points} on ${asOf}`, () => {
      const book = posted()
      book.fact('2023-08-31', 'N4')
      expect(eventsOf(book, asOf, '2025-01-01T00:00:00.000Z')).to.equal(points)
    })
  }
})

describe('A fact that caused a placement', () => {
  function caused(code = 'N4'): Book {
    const book = posted()
    const fact = book.fact('2023-01-10', code)
    book.placement('2023-06-01', 'red', { lastDay: '2023-11-30', causes: [fact] })
    return book
  }

  it('does not fade while the term is open, and has its age again after', () => {
    const book = caused()
    expect(eventsOf(book, '2023-05-31')).to.equal(-400)
    expect(eventsOf(book, '2023-11-30')).to.equal(-400)
    expect(eventsOf(book, '2023-12-01')).to.equal(-200)
    expect(eventsOf(book, '2024-01-10')).to.equal(0)
  })

  it('does not fade in the extended term either', () => {
    const book = caused()
    book.extension('2023-11-30', 4, '2024-02-28')
    expect(eventsOf(book, '2024-02-28')).to.equal(-400)
    expect(eventsOf(book, '2024-02-29')).to.equal(0)
  })

  it('fades again when the placement is ended early', () => {
    const book = caused()
    book.end(4, '2023-09-01')
    expect(eventsOf(book, '2023-09-01')).to.equal(-200)
  })

  it('fades as ever when it is a positive one', () => {
    expect(eventsOf(caused('P4'), '2023-11-30')).to.equal(100)
  })
})

describe('Caps', () => {
  for (const [code, role, cap] of [
    ['P4', 'person', 600],
    ['P5', 'person', 400],
    ['P6', 'person', 400],
    ['P7', 'person', 200],
    ['P8', 'person', 400],
    ['N7', 'person', -400],
  ] as const) {
    it(`hold ${code} at ${cap}, on a line of their own`, () => {
      const book = posted()
      for (let i = 0; i < 6; i += 1) book.fact(DAY, code, { role })
      const rating = rated(book, ASOF)
      const facts = pointsOf(rating, 'fact').reduce((sum, points) => sum + points, 0)
      const expected = code === 'P7' ? 300 : cap // six P7 of 0.5 reach 3
      expect(rating.events).to.equal(code === 'P7' ? 200 : expected)
      expect(pointsOf(rating, 'cap')).to.deep.equal([cap - facts])
    })
  }

  it('leave alone what reaches them exactly', () => {
    const book = posted()
    for (let i = 0; i < 3; i += 1) book.fact(DAY, 'P4')
    expect(pointsOf(rated(book, ASOF), 'cap')).to.deep.equal([])
  })

  it('are those of the calendar year of the fact', () => {
    const book = posted()
    for (let i = 0; i < 4; i += 1) book.fact('2023-12-31', 'P4')
    book.fact('2024-01-01', 'P4')
    expect(eventsOf(book, '2024-01-02')).to.equal(800)
  })

  it('are those of the calendar quarter of the fact for N7', () => {
    const book = posted()
    for (let i = 0; i < 5; i += 1) book.fact('2024-03-31', 'N7')
    for (let i = 0; i < 2; i += 1) book.fact('2024-04-01', 'N7')
    expect(eventsOf(book, '2024-04-02')).to.equal(-600)
  })

  it('apply after verification factor and age', () => {
    const book = posted()
    for (let i = 0; i < 4; i += 1) book.fact('2024-01-10', 'P4', { finding: 'partly' })
    for (let i = 0; i < 2; i += 1) book.fact('2024-01-10', 'P4')
    expect(eventsOf(book, '2024-02-01')).to.equal(600) // 4 + 4, held at 6
    expect(eventsOf(book, '2024-07-10')).to.equal(400) // 2 + 2
  })

  it('do not hold a repeated fact (N10)', () => {
    const book = posted()
    for (let i = 0; i < 5; i += 1) book.fact('2024-04-01', 'N7')
    book.talk('2024-04-10', 'N7')
    book.fact('2024-04-20', 'N7')
    expect(eventsOf(book, '2024-05-01')).to.equal(-400 - 200)
  })
})

describe('N10, the same again after a 提醒谈话', () => {
  for (const [talk, day, points] of [
    ['2023-06-10', '2023-06-09', -300],
    ['2023-06-10', '2023-06-10', -300],
    ['2023-06-10', '2023-06-11', -600],
    ['2023-06-10', '2024-06-09', -600],
    ['2023-06-10', '2024-06-10', -300],
  ] as const) {
    it(`gives ${points} for an N2 of ${day} and a talk of ${talk}`, () => {
      const book = posted()
      book.talk(talk, 'N2')
      book.fact(day, 'N2')
      expect(eventsOf(book, day, '2025-01-01T00:00:00.000Z')).to.equal(points)
    })
  }

  it('needs a talk about the same code', () => {
    const book = posted()
    book.talk('2024-05-01', 'N3')
    book.fact(DAY, 'N2')
    expect(eventsOf(book)).to.equal(-300)
  })

  it('counts as its base code in the conditions', () => {
    const book = posted()
    book.talk('2024-05-01', 'N4')
    book.fact(DAY, 'N4')
    expect(verdict(book, 'Y4', ASOF)).to.equal('true')
    expect(verdict(book, 'Y3', ASOF)).to.equal('true') // −8
  })

  it('is halved like any other when found 部分属实', () => {
    const book = posted()
    book.talk('2024-05-01', 'N4')
    book.fact(DAY, 'N4', { finding: 'partly' })
    expect(eventsOf(book)).to.equal(-400)
  })
})

describe('One fact counted once', () => {
  it('from two channels at its highest tier', () => {
    const book = posted()
    const first = book.fact(DAY, 'P3', { channel: '督查' })
    book.fact(DAY, 'P2', { channel: '信访', sameAs: first })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([400])
  })

  it('from two channels of one tier with the greater points', () => {
    const book = posted()
    const first = book.fact(DAY, 'N1', { channel: '督查' })
    book.fact(DAY, 'N4', { channel: '信访', sameAs: first })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([-400])
  })

  it('through a chain of channels', () => {
    const book = posted()
    const first = book.fact(DAY, 'N1')
    const second = book.fact(DAY, 'N2', { sameAs: first })
    book.fact(DAY, 'N4', { sameAs: second })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([-400])
  })

  it('and verified by any of its channels', () => {
    const book = posted()
    const first = book.fact(DAY, 'N1', { finding: null })
    book.fact(DAY, 'N4', { sameAs: first, finding: 'partly' })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([-200])
  })

  it('but not verified by who recorded another of its channels', () => {
    const book = posted()
    const first = book.fact(DAY, 'N4', { finding: null })
    const second = book.fact(DAY, 'N4', { sameAs: first, finding: null, recordedBy: 'clerk' })
    book.verify(first, 'true', DAY, { recordedBy: 'clerk' })
    book.verify(second, 'true', DAY, { recordedBy: 'recorder' })
    expect(eventsOf(book)).to.equal(0)
    book.verify(second, 'true', DAY)
    expect(eventsOf(book)).to.equal(-400)
  })

  it('and tolerated whole by the 容错 of one channel', () => {
    const book = posted()
    const first = book.fact(DAY, 'N1')
    book.fact(DAY, 'N4', { sameAs: first })
    book.tolerate(first, DAY)
    expect(eventsOf(book)).to.equal(0)
    expect(verdict(book, 'Y4', ASOF)).to.equal('false')
  })

  it('but not verified by a channel that was taken back', () => {
    const book = posted()
    const first = book.fact(DAY, 'N1')
    book.fact(DAY, 'N4', { sameAs: first, finding: null })
    book.reverse(first, '2024-06-10')
    expect(eventsOf(book, '2024-06-09')).to.equal(-400)
    expect(eventsOf(book)).to.equal(0)
  })

  it('for a person in two roles with the greater points', () => {
    const book = posted()
    book.fact(DAY, 'N2', { roles: ['chief', 'person', 'charge'] })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([-300])
  })

  it('in the nearer of two roles that carry the same points, in whatever order they are written', () => {
    for (const roles of [
      ['charge', 'chief'],
      ['chief', 'charge'],
    ] as const) {
      const book = posted()
      book.fact(DAY, 'N4', { roles })
      expect(verdict(book, 'Y4', ASOF), roles.join()).to.equal('true')
    }
  })

  it('for one honour at its highest tier', () => {
    const book = posted()
    book.fact(DAY, 'P2', { honour: '甲' })
    book.fact(DAY, 'P1', { honour: '甲' })
    book.fact(DAY, 'P3', { honour: '乙' })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([600, 300])
  })

  it('for one honour of one tier with the greater points', () => {
    const book = posted()
    book.fact(DAY, 'P2', { honour: '甲', role: 'charge' })
    book.fact(DAY, 'P2', { honour: '甲' })
    expect(pointsOf(rated(book, ASOF), 'fact')).to.deep.equal([400])
  })

  it('for an honour whose higher tier has wholly faded at the lower one', () => {
    const book = posted()
    book.fact('2023-03-01', 'P1', { honour: '甲' })
    book.fact(DAY, 'P2', { honour: '甲' })
    expect(eventsOf(book)).to.equal(400)
  })

  it('for an honour whose higher tier is under 容错 at the lower one', () => {
    const book = posted()
    book.tolerate(book.fact(DAY, 'P1', { honour: '甲' }), DAY)
    book.fact(DAY, 'P2', { honour: '甲' })
    expect(eventsOf(book)).to.equal(400)
  })

  it('and twice when nobody said it is the same', () => {
    const book = scoring(8000, DAY)
    book.fact(DAY, 'N1')
    book.fact(DAY, 'N1')
    expect(eventsOf(book)).to.equal(-200)
  })
})
