import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '../../../src/domain/evidence/entries.ts'
import type { Day } from '../../../src/domain/time/days.ts'
import type { Ground } from '../../../src/domain/ways-out/hypothesis.ts'
import { createOracle, offTheLists, placedAmong } from '../../../src/domain/ways-out/out.ts'
import { properParts, type WaysOut, waysOut } from '../../../src/domain/ways-out/search.ts'
import { asOf, ledger } from '../support/arbitrary.ts'
import { type Book, CADRE, scoring } from '../support/book.ts'
import { rater, ruleSetV1 } from '../support/rules.ts'
import { runs } from '../support/runs.ts'

const groundOf = (entries: readonly Entry[], today: Day): Ground => ({
  cadreId: CADRE,
  unitId: 'u1',
  entries,
  today,
  ruleSet: ruleSetV1,
})

const found = (book: Book, today: Day): WaysOut => waysOut(rater, groundOf(book.entries, today), [])

const TODAY = '2024-06-30'

describe('What would lead out', () => {
  it('of yellow by score: the least fact, cell or ballots that is enough', () => {
    const ways = found(scoring(7450, '2024-06-01'), TODAY)
    expect(ways.towards).to.equal('out')
    const kinds = ways.sets.map(set => set.map(({ kind }) => kind).join('+'))
    expect(kinds).to.include.members(['fact', 'cell', 'ballots'])
    expect(ways.sets[0]).to.deep.equal([{ kind: 'fact', code: 'P7', channel: '督查通报' }])
  })

  it('of yellow by one N4: the finding, 容错, or the day its window closes, and no fact', () => {
    const book = scoring(8500, '2024-06-01')
    const fault = book.fact('2024-06-10', 'N4')
    expect(found(book, TODAY).sets).to.deep.equal([
      [{ kind: 'time', until: '2024-09-10' }],
      [{ kind: 'finding', of: fault, finding: 'partly' }],
      [{ kind: 'tolerance', of: fault }],
    ])
  })

  it('of red by two yellow placements: only the day the first is twelve months old', () => {
    const book = scoring(8500, '2024-06-01')
    book.end(book.placement('2023-08-01', 'yellow'), '2023-11-01')
    book.end(book.placement('2024-01-10', 'yellow'), '2024-04-10')
    expect(found(book, TODAY).sets).to.deep.equal([[{ kind: 'time', until: '2024-08-01' }]])
  })

  it('of a veto: nothing but its end, and that is said', () => {
    const book = scoring(8500, '2024-06-01')
    book.restriction('2024-05-01', 'discipline', { lastDay: '2024-08-31' })
    const ways = found(book, TODAY)
    expect(ways.barred).to.equal(true)
    expect(ways.sets.flat().every(({ kind }) => kind === 'time' || kind === 'again')).to.equal(true)
    expect(ways.sets[0]).to.deep.equal([{ kind: 'time', until: '2024-09-01' }])
  })

  it('of an investigation without an end: no way', () => {
    const book = scoring(8500, '2024-06-01')
    book.restriction('2024-05-01', 'investigation')
    expect(found(book, TODAY)).to.deep.include({ barred: true, sets: [] })
  })

  it('onto blue, nobody else changed: the day a closed notice is twelve months past', () => {
    const book = scoring(9500, '2024-06-01')
    book.annualGrade('2024-01-15', 2023, '优秀')
    book.fact('2024-05-01', 'P4', { channel: '督查' })
    book.fact('2024-05-02', 'P7', { channel: '信访' })
    const others = Array.from({ length: 20 }, (_, i) => ({
      cadreId: `other${i}`,
      unitId: `v${i}`,
      classCode: rater.rate(CADRE, book.entries, TODAY)?.classCode ?? '',
      scored: true,
      score: 6000 + i,
      candidate: false,
      parts: [],
    }))
    expect(waysOut(rater, groundOf(book.entries, TODAY), others).towards).to.equal(null)
    book.end(book.notice('2023-06-20'), '2023-07-21')
    const closed = waysOut(rater, groundOf(book.entries, TODAY), others)
    expect(closed.towards).to.equal('blue')
    expect(closed.sets[0]).to.deep.equal([{ kind: 'time', until: '2024-07-21' }])
  })

  it('stops where it may ask no more, and says so', () => {
    const ways = waysOut(rater, groundOf(scoring(4000, '2024-06-01').entries, TODAY), [], { runs: 40, ways: 5 })
    expect(ways).to.deep.include({ cutShort: true, sets: [] })
    expect(ways.runs).to.be.most(60)
  })

  it('leads out when applied, and no part of it does, whatever the ledger holds', () => {
    let proposed = 0
    fc.assert(
      fc.property(ledger, asOf, (entries, today) => {
        const ground = groundOf(entries, today)
        const ways = waysOut(rater, ground, [], { runs: 120, ways: 3 })
        const oracle = createOracle(rater, ground)
        const goal = ways.towards === 'blue' ? placedAmong([], ruleSetV1) : offTheLists(ruleSetV1)
        for (const set of ways.sets) {
          proposed += 1
          const after = oracle.ratingAfter(set)
          expect(after !== null && goal(after), JSON.stringify(set)).to.equal(true)
          for (const part of properParts(set)) {
            const less = oracle.ratingAfter(part)
            expect(less !== null && goal(less), JSON.stringify(part)).to.equal(false)
          }
        }
      }),
      { numRuns: runs(60) },
    )
    expect(proposed).to.be.greaterThan(0)
  }).timeout(600_000)
})
