import { expect } from 'chai'
import { type Book, CADRE, posted, rated, scoring, verdict } from './support/book.ts'

const ASOF = '2024-06-30'
const LATER = '2026-01-01T00:00:00.000Z'

/** One line of a table: what is so, on which day, and what the condition then says. */
function says(id: string, expected: string, on: string, fill: (book: Book) => unknown, base = posted): void {
  const book = base()
  fill(book)
  expect(verdict(book, id, on, LATER)).to.equal(expected)
}

describe('V1, within 影响期 or under investigation', () => {
  for (const [name, ground, lastDay, on, expected] of [
    ['before it begins', 'discipline', '2024-12-31', '2024-05-31', 'false'],
    ['on its first day', 'discipline', '2024-12-31', '2024-06-01', 'true'],
    ['on its last day', 'discipline', '2024-12-31', '2024-12-31', 'true'],
    ['after its last day', 'discipline', '2024-12-31', '2025-01-01', 'false'],
    ['open for years', 'investigation', null, '2026-06-01', 'true'],
    ['of another ground', 'accident', null, '2024-06-01', 'false'],
  ] as const) {
    it(`is ${expected} ${name}`, () => says('V1', expected, on, b => b.restriction('2024-06-01', ground, { lastDay })))
  }

  it('ends with its end', () =>
    says('V1', 'false', '2024-09-01', b => b.end(b.restriction('2024-06-01', 'investigation'), '2024-09-01')))

  it('is unknown without 文号', () =>
    says('V1', 'unknown', ASOF, b => b.restriction('2024-06-01', 'discipline', { documentNo: null })))

  it('locks: red as 按规定处理, no score, no lines, outside the ranks', () => {
    const book = scoring(9500, '2024-06-01')
    book.restriction('2024-06-10', 'investigation')
    const rating = rated(book, ASOF)
    expect(rating).to.include({ colour: 'red', mark: 'locked', score: null, scored: false, candidate: false })
    expect(rating.lines).to.deep.equal([])
  })

  it('is never settled', () =>
    says('V1', 'true', ASOF, b =>
      b.placement('2024-06-10', 'red', { causes: [b.restriction('2024-06-01', 'discipline')] }),
    ))
})

describe('V2 to V4', () => {
  for (const [id, ground] of [
    ['V2', 'disobedience'],
    ['V3', 'accident'],
    ['V4', 'fraud'],
  ] as const) {
    it(`${id} holds 12 months from the decision`, () => {
      says(id, 'true', '2024-06-01', b => b.restriction('2024-06-01', ground))
      says(id, 'true', '2025-05-31', b => b.restriction('2024-06-01', ground))
      says(id, 'false', '2025-06-01', b => b.restriction('2024-06-01', ground))
    })

    it(`${id} holds as long as it names an end`, () => {
      says(id, 'true', '2025-12-31', b => b.restriction('2024-06-01', ground, { lastDay: '2025-12-31' }))
      says(id, 'false', '2024-07-01', b => b.restriction('2024-06-01', ground, { lastDay: '2024-06-30' }))
    })

    it(`${id} is unknown without 文号, true beside one that has it`, () => {
      says(id, 'unknown', ASOF, b => b.restriction('2024-06-01', ground, { documentNo: null }))
      says(id, 'true', ASOF, b => [
        b.restriction('2024-06-01', ground, { documentNo: null }),
        b.restriction('2024-06-02', ground),
      ])
    })

    it(`${id} settled by red suggests no second time, settled by yellow it does`, () => {
      says(id, 'false', ASOF, b => b.placement('2024-06-10', 'red', { causes: [b.restriction('2024-06-01', ground)] }))
      says(id, 'true', ASOF, b =>
        b.placement('2024-06-10', 'yellow', { causes: [b.restriction('2024-06-01', ground)] }),
      )
    })

    it(`${id} makes red, over everything of the score`, () => {
      const book = scoring(9500, '2024-06-01')
      book.restriction('2024-06-01', ground)
      expect(rated(book, ASOF)).to.include({ colour: 'red', mark: null, score: 9500, scored: true })
    })
  }
})

describe('R1 and Y1, by score', () => {
  for (const [score, r1, y1, colour] of [
    [5990, 'true', 'true', 'red'],
    [6000, 'false', 'true', 'yellow'],
    [7490, 'false', 'true', 'yellow'],
    [7500, 'false', 'false', 'none'],
  ] as const) {
    it(`a score of ${score / 100} is ${colour}`, () => {
      const book = scoring(score, '2024-06-01')
      expect(rated(book, ASOF)).to.include({ score, colour })
      expect([verdict(book, 'R1', ASOF), verdict(book, 'Y1', ASOF)]).to.deep.equal([r1, y1])
    })
  }

  it('say nothing below 60% coverage', () => {
    const book = posted()
    book.assess('2024-06-01', { 'solid-organization': 1000, 'solid.organization': 1000 })
    expect(rated(book, ASOF)).to.include({ provisional: true, colour: 'none', mark: 'insufficient', scored: false })
    expect([verdict(book, 'R1', ASOF), verdict(book, 'Y1', ASOF)]).to.deep.equal(['false', 'false'])
  })

  it('are at most yellow under six months in post', () => {
    const book = scoring(5000, '2024-06-01')
    book.posting('2023-12-31')
    expect(rated(book, '2024-06-29').colour).to.equal('yellow')
    expect(rated(book, '2024-06-30').colour).to.equal('red')
  })
})

describe('R2, two yellow placements begun within 12 months', () => {
  for (const [name, fill, expected] of [
    ['two', b => [b.placement('2023-07-01', 'yellow'), b.placement('2024-01-01', 'yellow')], 'true'],
    ['one', b => [b.placement('2024-01-01', 'yellow')], 'false'],
    [
      'one begun 12 months ago',
      b => [b.placement('2023-06-30', 'yellow'), b.placement('2024-01-01', 'yellow')],
      'false',
    ],
    [
      'two that are over',
      b => [
        b.end(b.placement('2023-07-01', 'yellow'), '2023-08-01'),
        b.end(b.placement('2024-01-01', 'yellow'), '2024-02-01'),
      ],
      'true',
    ],
    [
      'one of them an observation',
      b => [b.placement('2023-08-01', 'yellow', { observation: true }), b.placement('2024-01-01', 'yellow')],
      'false',
    ],
    ['one extended', b => [b.extension('2024-03-01', b.placement('2023-12-01', 'yellow'), '2024-05-31')], 'false'],
    ['a yellow and a red', b => [b.placement('2023-08-01', 'red'), b.placement('2024-01-01', 'yellow')], 'false'],
    [
      'two of which one is yet to begin',
      b => [b.placement('2024-01-01', 'yellow'), b.placement('2024-07-01', 'yellow')],
      'false',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} with ${name}`, () => says('R2', expected, ASOF, fill))
  }

  it('counts no placement a second time that red has settled', () => {
    const fill = (b: Book) => {
      const causes = [b.placement('2023-09-01', 'yellow'), b.placement('2023-12-01', 'yellow')]
      b.placement('2024-01-10', 'red', { causes })
    }
    says('R2', 'false', ASOF, fill)
    says('R2', 'false', ASOF, b => [fill(b), b.placement('2024-05-01', 'yellow')])
    says('R2', 'true', ASOF, b => [fill(b), b.placement('2024-05-01', 'yellow'), b.placement('2024-06-01', 'yellow')])
  })
})

describe('R3, the rectification failed after one extension', () => {
  const yellow = (b: Book) => b.placement('2023-10-01', 'yellow', { lastDay: '2023-12-31' })
  function failed(b: Book): number {
    const of = yellow(b)
    b.rectification('2023-12-30', of, false)
    b.extension('2023-12-31', of, '2024-03-31')
    b.rectification('2024-03-30', of, false)
    return of
  }
  for (const [name, fill, on, expected] of [
    ['on the last day of the extended term', failed, '2024-03-31', 'false'],
    ['the day after it', failed, '2024-04-01', 'true'],
    ['until 12 months from the end of the term', failed, '2025-03-30', 'true'],
    ['12 months from the end of the term', failed, '2025-03-31', 'false'],
    ['when passed at last', (b: Book) => b.rectification('2024-04-10', failed(b), true), '2024-04-10', 'false'],
    [
      'when failed again after it was passed',
      (b: Book) => {
        const of = failed(b)
        b.rectification('2024-04-10', of, false)
        b.rectification('2024-04-05', of, true)
      },
      '2024-04-12',
      'true',
    ],
    ['without an extension', (b: Book) => b.rectification('2023-12-30', yellow(b), false), '2024-04-01', 'false'],
    [
      'without a check since the extension',
      (b: Book) => {
        const of = yellow(b)
        b.rectification('2023-12-30', of, false)
        b.extension('2023-12-31', of, '2024-03-31')
      },
      '2024-04-01',
      'false',
    ],
    [
      'without a check since the day of the extension',
      (b: Book) => {
        const of = yellow(b)
        b.extension('2023-12-31', of, '2024-03-31')
        b.rectification('2023-12-31', of, false)
      },
      '2024-04-01',
      'false',
    ],
    [
      'on the last day of a term that an extension wrongly shortens',
      (b: Book) => {
        const of = yellow(b)
        b.extension('2023-11-01', of, '2023-12-01')
        b.rectification('2023-12-02', of, false)
      },
      '2023-12-31',
      'false',
    ],
    ['ended before the term ran out', (b: Book) => b.end(failed(b), '2024-03-31'), '2024-04-01', 'false'],
    ['ended when the term had run out', (b: Book) => b.end(failed(b), '2024-04-01'), '2024-04-01', 'true'],
    ['settled by red', (b: Book) => b.placement('2024-04-02', 'red', { causes: [failed(b)] }), '2024-04-03', 'false'],
  ] as const) {
    it(`is ${expected} ${name}`, () => says('R3', expected, on, fill as (b: Book) => unknown))
  }
})

describe('R4, one fact of −6 with 主观故意', () => {
  for (const [name, fill, expected] of [
    ['done as the person', b => b.fact('2024-06-01', 'N6', { intent: true }), 'true'],
    ['without intent', b => b.fact('2024-06-01', 'N6'), 'false'],
    [
      'only 部分属实, although −6 by repetition',
      b => [b.talk('2024-05-01', 'N6'), b.fact('2024-06-01', 'N6', { intent: true, finding: 'partly' })],
      'false',
    ],
    [
      'answered for as 分管, although −6 by repetition',
      b => [b.talk('2024-05-01', 'N6'), b.fact('2024-06-01', 'N6', { intent: true, role: 'charge' })],
      'false',
    ],
    ['of −4', b => b.fact('2024-06-01', 'N4', { intent: true }), 'false'],
    ['of −4 twice over (N10)', b => [b.talk('2024-05-01', 'N4'), b.fact('2024-06-01', 'N4', { intent: true })], 'true'],
    ['12 months ago', b => b.fact('2023-06-30', 'N6', { intent: true }), 'false'],
    ['a day less than 12 months ago', b => b.fact('2023-07-01', 'N6', { intent: true }), 'true'],
    ['under 容错', b => b.tolerate(b.fact('2024-06-01', 'N6', { intent: true }), '2024-06-10'), 'false'],
    ['not verified', b => b.fact('2024-06-01', 'N6', { intent: true, finding: null }), 'false'],
    [
      'settled by red',
      b => b.placement('2024-06-10', 'red', { causes: [b.fact('2024-06-01', 'N6', { intent: true })] }),
      'false',
    ],
    [
      'settled by yellow only',
      b => b.placement('2024-06-10', 'yellow', { causes: [b.fact('2024-06-01', 'N6', { intent: true })] }),
      'true',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} when ${name}`, () => says('R4', expected, ASOF, fill))
  }
})

describe('R5 and Y6, the shares of the latest ballots', () => {
  for (const [counts, r5, y6] of [
    [{ excellent: 4, fit: 2, unfit: 3 }, 'false', 'false'], // exactly a third, exactly two thirds
    [{ excellent: 20, fit: 45, unfit: 34 }, 'true', 'true'],
    [{ excellent: 20, fit: 45, basic: 34 }, 'false', 'true'],
    [{ excellent: 33, fit: 34, unfit: 33 }, 'false', 'false'],
  ] as const) {
    it(`are ${r5} and ${y6} for ${JSON.stringify(counts)}, upheld`, () => {
      const fill = (b: Book) => b.verify(b.ballotCounts('2024-06-01', counts), 'true', '2024-06-02')
      says('R5', r5, ASOF, fill)
      says('Y6', y6, ASOF, fill)
    })
  }

  const bad = { excellent: 1, unfit: 9 }
  for (const [name, fill, expected] of [
    ['before any verification', b => b.ballotCounts('2024-06-01', bad), 'unknown'],
    [
      'verified by their own recorder',
      b => b.verify(b.ballotCounts('2024-06-01', bad), 'true', '2024-06-02', { recordedBy: 'recorder' }),
      'unknown',
    ],
    ['not upheld', b => b.verify(b.ballotCounts('2024-06-01', bad), 'false', '2024-06-02'), 'false'],
    ['upheld in part', b => b.verify(b.ballotCounts('2024-06-01', bad), 'partly', '2024-06-02'), 'false'],
    ['without ballots', () => 0, 'unknown'],
    ['of 12 months ago', b => b.verify(b.ballotCounts('2023-06-30', bad), 'true', '2023-07-02'), 'unknown'],
    [
      'followed by good ones',
      b => [
        b.verify(b.ballotCounts('2024-05-01', bad), 'true', '2024-05-02'),
        b.verify(b.ballotCounts('2024-06-01', { fit: 9 }), 'true', '2024-06-02'),
      ],
      'false',
    ],
    [
      'settled by red',
      b => {
        const id = b.ballotCounts('2024-06-01', bad)
        b.verify(id, 'true', '2024-06-02')
        b.placement('2024-06-10', 'red', { causes: [id] })
      },
      'unknown',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`are ${expected} ${name}`, () => {
      says('R5', expected, ASOF, fill)
      says('Y6', expected, ASOF, fill)
    })
  }
})

describe('Y2, months running among the last of the 12345 class', () => {
  const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06']
  const published = (month: string) => `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}-05`
  const bad = (b: Book, ...which: string[]) => which.map(month => b.ranking(month, 9, published(month)))
  const on = '2024-07-10'
  const inCharge = (b: Book) => b.duty('2020-01-01', 'charge')
  const chief = (b: Book) => b.duty('2020-01-01', 'chief', CADRE, 'u1', '全面')
  const colleague = (b: Book) => b.duty('2020-01-01', 'charge', 'c9')

  for (const [name, fill, expected] of [
    ['three months, in charge', b => [inCharge(b), bad(b, ...months.slice(3))], 'true'],
    ['two months, in charge', b => [inCharge(b), bad(b, ...months.slice(4))], 'false'],
    ['a missing month between', b => [inCharge(b), bad(b, '2024-03', '2024-04', '2024-06')], 'false'],
    [
      'a good month between',
      b => [inCharge(b), bad(b, '2024-03', '2024-04', '2024-06'), b.ranking('2024-05', 7, '2024-06-05')],
      'false',
    ],
    [
      'three months before a good one',
      b => [inCharge(b), bad(b, ...months.slice(2, 5)), b.ranking('2024-06', 7, '2024-07-05')],
      'false',
    ],
    [
      'three months, the last to be published after the day',
      b => [inCharge(b), bad(b, '2024-04', '2024-05'), b.ranking('2024-06', 9, '2024-07-11')],
      'false',
    ],
    [
      'three months, then absent from the ranking',
      b => [inCharge(b), bad(b, ...months.slice(2, 5)), b.ranking('2024-06', null, '2024-07-05')],
      'false',
    ],
    ['the eighth of ten', b => [inCharge(b), ...months.slice(3).map(m => b.ranking(m, 8, published(m)))], 'true'],
    ['the seventh of ten', b => [inCharge(b), ...months.slice(3).map(m => b.ranking(m, 7, published(m)))], 'false'],
    [
      'the duty taken over after the month',
      b => [b.duty('2024-07-01', 'charge'), b.duty('2020-01-01', 'charge', 'c9'), bad(b, ...months.slice(3))],
      'false',
    ],
    ['the duty given up after the month', b => [b.end(inCharge(b), '2024-07-01'), bad(b, ...months.slice(3))], 'true'],
    [
      'the duty given up on the last day of the month',
      b => [b.end(inCharge(b), '2024-06-30'), bad(b, ...months.slice(3))],
      'false',
    ],
    [
      'charge of another field',
      b => [b.duty('2020-01-01', 'charge', CADRE, 'u1', '综合'), bad(b, ...months.slice(3))],
      'false',
    ],
    ['three months, chief, somebody in charge', b => [chief(b), colleague(b), bad(b, ...months.slice(3))], 'false'],
    ['three months, chief, nobody recorded', b => [chief(b), bad(b, ...months.slice(3))], 'unknown'],
    ['six months, chief', b => [chief(b), colleague(b), bad(b, ...months)], 'true'],
    ['five months, chief', b => [chief(b), colleague(b), bad(b, ...months.slice(1))], 'false'],
    [
      'settled',
      b => [inCharge(b), b.placement('2024-07-08', 'yellow', { causes: bad(b, ...months.slice(3)) })],
      'false',
    ],
    [
      'settled by its newest month',
      b => [inCharge(b), b.placement('2024-07-08', 'yellow', { causes: bad(b, ...months.slice(3)).slice(2) })],
      'false',
    ],
    [
      'settled, with a newly published bad month',
      b => [
        inCharge(b),
        b.placement('2024-06-08', 'yellow', { causes: bad(b, ...months.slice(2, 5)) }),
        bad(b, '2024-06'),
      ],
      'true',
    ],
    ['no ranking', b => inCharge(b), 'false'],
    [
      'a ranking corrected since',
      b => [inCharge(b), bad(b, ...months.slice(3)), b.ranking('2024-06', 2, '2024-07-08')],
      'false',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} with ${name}`, () => says('Y2', expected, on, fill))
  }

  it('looks at rankings of the last 12 months only', () => {
    says('Y2', 'true', '2025-05-04', b => [inCharge(b), bad(b, ...months)])
    says('Y2', 'false', '2025-05-05', b => [inCharge(b), bad(b, ...months)])
  })
})

describe('Y3, −8 within three months', () => {
  for (const [name, fill, expected] of [
    ['two N4', b => [b.fact('2024-06-01', 'N4'), b.fact('2024-06-02', 'N4')], 'true'],
    ['7.5', b => [b.fact('2024-06-01', 'N6'), b.fact('2024-06-02', 'N2', { role: 'charge' })], 'false'],
    ['one of them three months ago', b => [b.fact('2024-03-31', 'N4'), b.fact('2024-06-02', 'N4')], 'false'],
    ['one of them a day less ago', b => [b.fact('2024-04-01', 'N4'), b.fact('2024-06-02', 'N4')], 'true'],
    [
      'five N7 and an N9, without regard to the cap',
      b => [...Array(5).keys()].map(() => b.fact('2024-06-01', 'N7')).concat(b.fact('2024-06-01', 'N9')),
      'true',
    ],
    [
      'halves of 部分属实',
      b => [...Array(3).keys()].map(() => b.fact('2024-06-01', 'N6', { finding: 'partly' })),
      'true',
    ],
    [
      'positives beside',
      b => [b.fact('2024-06-01', 'N4'), b.fact('2024-06-02', 'N4'), b.fact('2024-06-02', 'P1')],
      'true',
    ],
    [
      'one of two settled',
      b => [b.placement('2024-06-10', 'yellow', { causes: [b.fact('2024-06-01', 'N4')] }), b.fact('2024-06-02', 'N4')],
      'false',
    ],
    [
      'one of two settled by red',
      b => [b.placement('2024-06-10', 'red', { causes: [b.fact('2024-06-01', 'N4')] }), b.fact('2024-06-02', 'N4')],
      'false',
    ],
    [
      'one of two caused blue',
      b => [b.placement('2024-06-10', 'blue', { causes: [b.fact('2024-06-01', 'N4')] }), b.fact('2024-06-02', 'N4')],
      'true',
    ],
    [
      'a placement still to begin',
      b => [b.placement('2024-07-10', 'yellow', { causes: [b.fact('2024-06-01', 'N4')] }), b.fact('2024-06-02', 'N4')],
      'true',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} with ${name}`, () => says('Y3', expected, ASOF, fill))
  }
})

describe('Y4, one N4 or two N2', () => {
  for (const [name, fill, expected] of [
    ['one N4', b => b.fact('2024-06-01', 'N4'), 'true'],
    ['one N4 as 分管', b => b.fact('2024-06-01', 'N4', { role: 'charge' }), 'true'],
    ['one N4 as 主要负责人', b => b.fact('2024-06-01', 'N4', { role: 'chief' }), 'false'],
    ['one N4 in part', b => b.fact('2024-06-01', 'N4', { finding: 'partly' }), 'false'],
    ['two N4 in part', b => [1, 2].map(() => b.fact('2024-06-01', 'N4', { finding: 'partly' })), 'true'],
    ['one N2', b => b.fact('2024-06-01', 'N2'), 'false'],
    ['two N2', b => [1, 2].map(() => b.fact('2024-06-01', 'N2')), 'true'],
    [
      'an N2 and two N2 in part',
      b => [b.fact('2024-06-01', 'N2'), ...[1, 2].map(() => b.fact('2024-06-01', 'N2', { finding: 'partly' }))],
      'true',
    ],
    ['an N2 from two channels', b => b.fact('2024-06-01', 'N2', { sameAs: b.fact('2024-06-01', 'N2') }), 'false'],
    ['an N4 three months ago', b => b.fact('2024-03-30', 'N4'), 'false'],
    [
      'an N4 settled through its other channel',
      b => {
        const first = b.fact('2024-06-01', 'N4')
        b.fact('2024-06-01', 'N4', { sameAs: first })
        b.placement('2024-06-10', 'yellow', { causes: [first] })
      },
      'false',
    ],
    [
      'an N4 settled by red but taken back',
      b => b.reverse(b.placement('2024-06-10', 'red', { causes: [b.fact('2024-06-01', 'N4')] }), '2024-06-12'),
      'true',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} with ${name}`, () => says('Y4', expected, ASOF, fill))
  }
})

describe('Y5, the 平时考核', () => {
  for (const [name, fill, expected] of [
    ['较差 last', b => b.quarterGrade('2024-04-10', '2024Q1', '较差'), 'true'],
    [
      '较差 before 较好',
      b => [b.quarterGrade('2024-01-10', '2023Q4', '较差'), b.quarterGrade('2024-04-10', '2024Q1', '较好')],
      'false',
    ],
    ['一般 once', b => b.quarterGrade('2024-04-10', '2024Q1', '一般'), 'false'],
    [
      '一般 twice',
      b => [b.quarterGrade('2024-01-10', '2023Q4', '一般'), b.quarterGrade('2024-04-10', '2024Q1', '一般')],
      'true',
    ],
    [
      '一般 twice with an ungraded quarter between',
      b => [b.quarterGrade('2023-10-10', '2023Q3', '一般'), b.quarterGrade('2024-04-10', '2024Q1', '一般')],
      'true',
    ],
    [
      '一般 twice, the first quarter ended 12 months ago',
      b => [b.quarterGrade('2023-07-10', '2023Q2', '一般'), b.quarterGrade('2024-04-10', '2024Q1', '一般')],
      'false',
    ],
    ['较差 in a quarter that ended 12 months ago', b => b.quarterGrade('2023-07-10', '2023Q2', '较差'), 'false'],
    ['no grade', () => 0, 'unknown'],
    [
      '较差, corrected',
      b => [b.quarterGrade('2024-04-10', '2024Q1', '较差'), b.quarterGrade('2024-04-20', '2024Q1', '好')],
      'false',
    ],
    [
      '较差, settled',
      b => b.placement('2024-05-01', 'yellow', { causes: [b.quarterGrade('2024-04-10', '2024Q1', '较差')] }),
      'false',
    ],
    [
      '一般 twice, the first of them settled',
      b => [
        b.placement('2024-02-01', 'yellow', { causes: [b.quarterGrade('2024-01-10', '2023Q4', '一般')] }),
        b.quarterGrade('2024-04-10', '2024Q1', '一般'),
      ],
      'false',
    ],
    [
      '一般 twice, the second of them settled',
      b => [
        b.quarterGrade('2024-01-10', '2023Q4', '一般'),
        b.placement('2024-05-01', 'yellow', { causes: [b.quarterGrade('2024-04-10', '2024Q1', '一般')] }),
      ],
      'false',
    ],
    [
      '一般 twice since one that is settled',
      b => [
        b.placement('2023-11-01', 'yellow', { causes: [b.quarterGrade('2023-10-10', '2023Q3', '一般')] }),
        b.quarterGrade('2024-01-10', '2023Q4', '一般'),
        b.quarterGrade('2024-04-10', '2024Q1', '一般'),
      ],
      'true',
    ],
    [
      'the latest quarter graded before an earlier one',
      b => [b.quarterGrade('2024-04-10', '2024Q1', '较好'), b.quarterGrade('2024-04-20', '2023Q4', '较差')],
      'false',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`is ${expected} with ${name}`, () => says('Y5', expected, ASOF, fill))
  }
})

describe('Y7, a fall of 15 in three months', () => {
  const fallen = (to: number) => {
    const book = scoring(9000, '2024-03-01')
    for (let i = 0; i < (9000 - to) / 100; i += 1) book.fact('2024-06-01', 'N1')
    return book
  }

  it('alerts and colours nothing', () => {
    const book = fallen(7500)
    expect(verdict(book, 'Y7', ASOF)).to.equal('true')
    expect(verdict(fallen(7600), 'Y7', ASOF)).to.equal('false')
    const rating = rated(scoring(9500, '2024-03-01'), ASOF)
    expect(rating.alerts).not.to.include('Y7')
    expect(rated(book, ASOF).alerts).to.deep.equal(['Y7'])
  })

  it('compares with what was known then, not with what is known now of then', () => {
    const book = scoring(9000, '2024-03-01')
    for (let i = 0; i < 4; i += 1) book.fact('2024-03-10', 'N4', { recordedAt: '2024-06-10T01:00:00.000Z' })
    expect(verdict(book, 'Y7', ASOF)).to.equal('true')
  })

  it('is unknown without a score then or now', () => {
    expect(verdict(scoring(8000, '2024-06-01'), 'Y7', ASOF)).to.equal('unknown')
    expect(verdict(posted(), 'Y7', ASOF)).to.equal('unknown')
  })

  it('is unknown when locked then or now', () => {
    const book = scoring(8000, '2024-03-01')
    book.restriction('2024-03-10', 'investigation', { lastDay: '2024-04-10' })
    expect(verdict(book, 'Y7', '2024-06-10')).to.equal('unknown')
    expect(verdict(book, 'Y7', '2024-07-10')).to.equal('unknown')
    expect(verdict(book, 'Y7', '2024-07-11')).to.equal('false')
  })
})

describe('Y8, three months without a record', () => {
  it('alerts on the day the third month is full, and colours nothing', () => {
    const book = scoring(9000, '2024-03-15')
    expect(verdict(book, 'Y8', '2024-06-14')).to.equal('false')
    expect(verdict(book, 'Y8', '2024-06-15')).to.equal('true')
    expect(rated(book, '2024-06-15')).to.deep.include({ colour: 'none', alerts: ['Y8'] })
    expect(rated(book, '2024-06-14').nextChangeOn).to.equal('2024-06-15')
  })

  it('ends with a verified fact, not with one that waits or was found 不实', () => {
    const book = scoring(9000, '2024-01-15')
    book.fact('2024-05-20', 'P7', { finding: null })
    book.fact('2024-05-21', 'P7', { finding: 'false' })
    expect(verdict(book, 'Y8', '2024-06-15')).to.equal('true')
    book.fact('2024-05-20', 'P7')
    expect(verdict(book, 'Y8', '2024-06-15')).to.equal('false')
  })

  it('asks nothing of a post before its third month is full', () => {
    const book = scoring(9000, '2024-01-15')
    book.posting('2024-05-01')
    expect(verdict(book, 'Y8', '2024-07-31')).to.equal('false')
    expect(verdict(book, 'Y8', '2024-08-01')).to.equal('true')
  })
})

describe('B1 to B4', () => {
  for (const [name, fill, expected] of [
    ['nothing against', () => 0, 'true'],
    ['a yellow in force', b => b.placement('2020-01-01', 'yellow'), 'false'],
    [
      'a yellow whose term ran out undecided',
      b => b.placement('2022-01-01', 'yellow', { lastDay: '2022-03-31' }),
      'false',
    ],
    ['a yellow ended 12 months ago', b => b.end(b.placement('2023-01-01', 'yellow'), '2023-06-30'), 'true'],
    ['a yellow ended a day less ago', b => b.end(b.placement('2023-01-01', 'yellow'), '2023-07-01'), 'false'],
    ['a red ended a day less ago', b => b.end(b.placement('2023-01-01', 'red'), '2023-07-01'), 'false'],
    ['a blue', b => b.placement('2024-01-01', 'blue'), 'true'],
    ['an observation', b => b.placement('2024-01-01', 'yellow', { observation: true }), 'false'],
    ['an open 督办', b => b.notice('2022-01-01'), 'false'],
    ['a 督办 closed within 12 months', b => b.end(b.notice('2023-01-01'), '2023-07-01'), 'false'],
    ['a 督办 closed 12 months ago', b => b.end(b.notice('2023-01-01'), '2023-06-30'), 'true'],
    [
      'a veto ended within 12 months',
      b => b.restriction('2022-01-01', 'discipline', { lastDay: '2023-06-30' }),
      'false',
    ],
    ['a veto ended 12 months ago', b => b.restriction('2022-01-01', 'discipline', { lastDay: '2023-06-29' }), 'true'],
    ['a V2 decided 23 months ago', b => b.restriction('2022-07-01', 'fraud'), 'false'],
    ['a V2 decided 24 months ago', b => b.restriction('2022-06-30', 'fraud'), 'true'],
    ['a veto without 文号', b => b.restriction('2024-01-01', 'fraud', { documentNo: null }), 'unknown'],
    ['an unverified accusation', b => b.fact('2024-06-01', 'N6', { finding: null }), 'true'],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`B2 is ${expected} with ${name}`, () => says('B2', expected, ASOF, fill))
  }

  for (const [name, fill, expected] of [
    [
      'two from two channels, one of P1–P5',
      b => [b.fact('2024-06-01', 'P4', { channel: '甲' }), b.fact('2024-06-01', 'P7', { channel: '乙' })],
      'true',
    ],
    ['two from one channel', b => [b.fact('2024-06-01', 'P4'), b.fact('2024-06-01', 'P7')], 'false'],
    [
      'two without P1–P5',
      b => [b.fact('2024-06-01', 'P6', { channel: '甲' }), b.fact('2024-06-01', 'P7', { channel: '乙' })],
      'false',
    ],
    [
      'one and a half',
      b => [
        b.fact('2024-06-01', 'P4', { channel: '甲' }),
        b.fact('2024-06-01', 'P7', { channel: '乙', finding: 'partly' }),
      ],
      'false',
    ],
    [
      'one P4 in part and two others',
      b => [
        b.fact('2024-06-01', 'P4', { channel: '甲', finding: 'partly' }),
        b.fact('2024-06-01', 'P7', { channel: '乙' }),
        b.fact('2024-06-01', 'P7', { channel: '乙' }),
      ],
      'false',
    ],
    [
      'two P4 in part and another',
      b => [
        ...[1, 2].map(() => b.fact('2024-06-01', 'P4', { channel: '甲', finding: 'partly' })),
        b.fact('2024-06-01', 'P7', { channel: '乙' }),
      ],
      'true',
    ],
    [
      'one of them 12 months old',
      b => [b.fact('2023-06-30', 'P4', { channel: '甲' }), b.fact('2024-06-01', 'P5', { channel: '乙' })],
      'false',
    ],
    [
      'a P5 that gives 分管 no points',
      b => [
        b.fact('2024-06-01', 'P5', { channel: '甲', role: 'charge' }),
        b.fact('2024-06-01', 'P4', { channel: '乙' }),
      ],
      'false',
    ],
    [
      'one honour from two channels',
      b => [
        b.fact('2024-06-01', 'P1', { channel: '甲', honour: 'h' }),
        b.fact('2024-06-01', 'P2', { channel: '乙', honour: 'h' }),
      ],
      'false',
    ],
    [
      'negatives only',
      b => [b.fact('2024-06-01', 'N4', { channel: '甲' }), b.fact('2024-06-01', 'N4', { channel: '乙' })],
      'false',
    ],
  ] as readonly [string, (b: Book) => unknown, string][]) {
    it(`B3 is ${expected} with ${name}`, () => says('B3', expected, ASOF, fill))
  }

  for (const [grade, expected] of [
    ['优秀', 'true'],
    ['称职', 'true'],
    ['基本称职', 'false'],
    ['不称职', 'false'],
    ['不定等次', 'false'],
    ['不进行考核', 'false'],
  ] as const) {
    it(`B4 is ${expected} with the last annual grade ${grade}`, () => {
      const fill = (b: Book) => [b.annualGrade('2024-01-20', 2023, grade), b.annualGrade('2024-01-21', 2022, '称职')]
      says('B4', expected, ASOF, fill)
    })
  }

  it('B4 reads of two grades for one year the later recorded', () =>
    says('B4', 'false', ASOF, b => [
      b.annualGrade('2024-01-20', 2023, '称职'),
      b.annualGrade('2024-01-20', 2023, '不称职'),
    ]))

  it('B4 is unknown without a grade within 12 months', () => {
    says('B4', 'unknown', ASOF, () => 0)
    says('B4', 'unknown', ASOF, b => b.annualGrade('2023-06-30', 2022, '优秀'))
  })

  it('B4 needs six months in the present main post', () => {
    const fill = (b: Book) => [b.annualGrade('2024-01-20', 2023, '优秀'), b.posting('2023-12-31', { unitId: 'u2' })]
    says('B4', 'false', '2024-06-29', fill)
    says('B4', 'true', '2024-06-30', fill)
  })

  it('B1 is left to the ranks, and false below 90', () => {
    says(
      'B1',
      'unknown',
      ASOF,
      () => 0,
      () => scoring(9000, '2024-06-01'),
    )
    says(
      'B1',
      'false',
      ASOF,
      () => 0,
      () => scoring(8990, '2024-06-01'),
    )
  })

  it('make a candidate together, unless red or yellow holds', () => {
    const good = () => {
      const book = scoring(9500, '2024-06-01')
      book.annualGrade('2024-01-20', 2023, '称职')
      book.fact('2024-06-01', 'P4', { channel: '甲' })
      book.fact('2024-06-01', 'P5', { channel: '乙' })
      return book
    }
    expect(rated(good(), ASOF)).to.include({ candidate: true, colour: 'none', mark: null })
    const warned = good()
    warned.fact('2024-06-01', 'N4')
    expect(rated(warned, ASOF)).to.include({ candidate: false, colour: 'yellow' })
  })
})
