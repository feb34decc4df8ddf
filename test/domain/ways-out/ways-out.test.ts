import { expect } from 'chai'
import type { Entry } from '../../../src/domain/evidence/entries.ts'
import { createRater } from '../../../src/domain/rating/rate.ts'
import type { Day } from '../../../src/domain/time/days.ts'
import type { Change } from '../../../src/domain/ways-out/change.ts'
import { type Ground, suppose } from '../../../src/domain/ways-out/hypothesis.ts'
import { type WaysOut, waysOut } from '../../../src/domain/ways-out/search.ts'
import { limited } from '../../features/ratings/other-rules.ts'
import { type Book, CADRE, cellsAt, GROUPS, posted, scoring } from '../support/book.ts'
import { rater, ruleSetV1 } from '../support/rules.ts'

const groundOf = (entries: readonly Entry[], today: Day): Ground => ({
  cadreId: CADRE,
  unitId: 'u1',
  entries,
  today,
  ruleSet: ruleSetV1,
})

const found = (book: Book, today: Day): WaysOut => waysOut(rater, groundOf(book.entries, today), [])

/** Posted long ago, seen at `cells` and voted for at `means` by every group. */
function polled(cells: number, means: number): Book {
  const book = posted()
  book.assess('2024-06-01', cellsAt(cells))
  book.ballots('2024-06-01', Object.fromEntries(GROUPS.map(group => [group, means])))
  return book
}

const TODAY = '2024-06-30'

describe('What would lead out', () => {
  it('of yellow by score: the least fact, cell or ballots that is enough', () => {
    const ways = found(scoring(7450, '2024-06-01'), TODAY)
    expect(ways.towards).to.equal('out')
    const kinds = ways.sets.map(set => set.map(({ kind }) => kind).join('+'))
    expect(kinds).to.deep.equal(['fact', 'assess', 'poll', 'cell', 'ballots'])
    expect(ways.sets[0]).to.deep.equal([{ kind: 'fact', code: 'P7', channel: '督查通报' }])
  })

  it('of yellow by weak ballots: others, with a mean only where ballots that are all 优秀 do not have it anyway', () => {
    const { sets } = found(polled(8500, 3000), TODAY)
    const ballots = sets.flat().filter(({ kind }) => kind === 'poll' || kind === 'ballots')
    expect(ballots).to.deep.equal([{ kind: 'poll' }, { kind: 'ballots', group: 'cityLeaders', mean: 7000 }])
  })

  it('of yellow by a little: what one group does, not what all groups would do with it', () => {
    const { sets } = found(polled(8500, 3300), TODAY)
    const ballots = sets.flat().filter(({ kind }) => kind === 'poll' || kind === 'ballots')
    expect(ballots).to.deep.equal([{ kind: 'ballots', group: 'cityLeaders' }])
  })

  it('of yellow by one N4: the finding, 容错, or the day its window closes, and no fact', () => {
    const book = scoring(8500, '2024-06-01')
    const fault = book.fact('2024-06-10', 'N4')
    expect(found(book, TODAY).sets).to.deep.equal([
      [{ kind: 'finding', of: fault, finding: 'partly' }],
      [{ kind: 'time', until: '2024-09-10' }],
      [{ kind: 'tolerance', of: fault }],
    ])
  })

  it('asks a day by the rules published for it, stricter or milder', () => {
    const book = scoring(7950, '2024-06-01')
    const fault = book.fact('2024-06-10', 'N4')
    const under = (...coming: [from: Day, limit: number][]): WaysOut => {
      const rules = coming.map(([from, limit], i) => {
        const ruleSet = { ...limited(limit)(ruleSetV1), id: `V${i + 2}` }
        return { from, ruleSet, rater: createRater(ruleSet) }
      })
      return waysOut(rater, { ...groundOf(book.entries, TODAY), coming: rules }, [])
    }
    const days = ({ sets }: WaysOut): (readonly Change[])[] => sets.filter(([one]) => one?.kind === 'time')
    expect(days(under())).to.deep.include([{ kind: 'time', until: '2024-09-10' }])
    expect(days(under(['2024-07-01', 8000])).map(set => set.length)).not.to.include(1)
    const back = under(['2024-07-01', 8000], ['2024-10-01', 7500])
    expect(days(back)).to.deep.include([{ kind: 'time', until: '2024-10-01' }])
    expect(under(['2024-07-01', 8000]).sets).to.deep.include([{ kind: 'tolerance', of: fault }])
  })

  it('tells from which day what leads out today no longer does, by the rules published for it', () => {
    const book = scoring(7950, '2024-06-01')
    book.fact('2024-06-10', 'N4')
    const lapsesUnder = (limit: number): WaysOut['lapses'] => {
      const ruleSet = { ...limited(limit)(ruleSetV1), id: 'V2' }
      const coming = [{ from: '2024-07-01', ruleSet, rater: createRater(ruleSet) }]
      const { sets, lapses } = waysOut(rater, { ...groundOf(book.entries, TODAY), coming }, [])
      return lapses.filter((_, i) => sets[i]?.some(({ kind }) => kind === 'tolerance'))
    }
    expect(lapsesUnder(8000)).to.include('2024-07-01')
    expect(lapsesUnder(7900)).to.deep.equal([null])
  })

  it('tells of what leads out on a day when time undoes it on the next, as the engine says', () => {
    const book = scoring(7250, '2024-06-01')
    book.fact('2024-03-11', 'P2')
    book.fact('2024-06-10', 'N4')
    const ground = groundOf(book.entries, TODAY)
    const { sets, lapses } = waysOut(rater, ground, [])
    const waiting = sets.flatMap((set, i) => (set.some(({ kind }) => kind === 'time') ? [{ set, on: lapses[i] }] : []))
    expect(waiting.map(({ on }) => on)).to.include('2024-09-11')
    for (const { set, on } of waiting) {
      const { entries, asOf } = suppose(ground, set)
      const reached = rater.rate(CADRE, entries, asOf)
      const next = reached?.nextChangeOn ?? ''
      expect(reached?.colour).to.equal('none')
      expect(on, JSON.stringify(set)).to.equal(rater.rate(CADRE, entries, next)?.colour === 'none' ? null : next)
    }
  })

  it('of red by two yellow placements: only the day the first is twelve months old', () => {
    const book = scoring(8500, '2024-06-01')
    book.end(book.placement('2023-08-01', 'yellow'), '2023-11-01')
    book.end(book.placement('2024-01-10', 'yellow'), '2024-04-10')
    expect(found(book, TODAY).sets).to.deep.equal([[{ kind: 'time', until: '2024-08-01' }]])
  })

  it('of a veto: nothing but its end, however far, and that is said', () => {
    const book = scoring(8500, '2024-06-01')
    book.restriction('2024-05-01', 'discipline', { lastDay: '2026-08-31' })
    const ways = found(book, TODAY)
    expect(ways).to.deep.include({ barred: true, blocked: { conditionIds: ['V1'], until: '2026-09-01' } })
    // By then everything has grown old: one more assessment is needed.
    expect(ways.sets[0]).to.deep.equal([
      { kind: 'time', until: '2026-09-01' },
      { kind: 'assess', score: 7500 },
    ])
    expect(ways.sets.every(([first]) => first?.kind === 'time')).to.equal(true)
  })

  it('of an investigation without an end: its lifting', () => {
    const book = scoring(8500, '2024-06-01')
    const of = book.restriction('2024-05-01', 'investigation')
    expect(found(book, TODAY)).to.deep.include({ barred: true, sets: [[{ kind: 'lift', of }]] })
  })

  it('of a score far too low: a whole new assessment, where no single cell would do', () => {
    const { sets, cutShort } = found(scoring(6000, '2024-06-01'), TODAY)
    expect(cutShort).to.equal(false)
    expect(sets[0]).to.deep.equal([{ kind: 'assess', score: 9800 }])
  })

  it('of red by a failed rectification: a check that is passed, or twelve months and a new assessment', () => {
    const book = scoring(8500, '2024-06-01')
    const of = book.placement('2023-10-01', 'yellow', { lastDay: '2023-12-31' })
    book.extension('2023-12-20', of, '2024-03-31')
    book.rectification('2024-04-01', of, false)
    const { sets } = found(book, TODAY)
    expect(sets[0]).to.deep.equal([{ kind: 'rectify', of }])
    expect(sets[1]).to.deep.equal([{ kind: 'time', until: '2025-03-31' }])
  })

  it('of yellow by the ranking: the next month, or the day the last one is twelve months old', () => {
    const book = scoring(8500, '2024-06-01')
    book.duty('2020-01-01', 'charge')
    for (const month of ['2024-03', '2024-04', '2024-05']) book.ranking(month, 10, `${month}-28`)
    expect(found(book, TODAY).sets.slice(0, 1)).to.deep.equal([
      [{ kind: 'ranking', group: 'departments', month: '2024-06' }],
    ])
  })

  it('of yellow by a grade: the next quarter', () => {
    const book = scoring(8500, '2024-06-01')
    book.quarterGrade('2024-04-10', '2024Q1', '较差')
    expect(found(book, TODAY).sets[0]).to.deep.equal([{ kind: 'quarterGrade', quarter: '2024Q2', grade: '较好' }])
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

  it('of four investigations: none in three changes, everything having been tried', () => {
    const book = scoring(8500, '2024-06-01')
    for (let n = 0; n < 4; n += 1) book.restriction('2024-05-01', 'investigation')
    expect(found(book, TODAY)).to.deep.include({ barred: true, sets: [], cutShort: false })
  })

  it('stops where it may ask no more, and says so', () => {
    const ways = waysOut(rater, groundOf(scoring(4000, '2024-06-01').entries, TODAY), [], { runs: 20, ways: 5 })
    expect(ways).to.deep.include({ cutShort: true, sets: [] })
    expect(ways.runs).to.be.most(60)
  })
})
