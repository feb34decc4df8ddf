import { expect } from 'chai'
import fc from 'fast-check'
import type { Entry } from '../../src/domain/evidence/entries.ts'
import { addDays, type Day, endOfDay, type Instant } from '../../src/domain/time/days.ts'
import { asOf, ledger, quietLedger } from './support/arbitrary.ts'
import { CADRE, posted, rated, scoring } from './support/book.ts'
import { rater } from './support/rules.ts'
import { runs } from './support/runs.ts'

const AT_LAST = '2026-01-01T00:00:00.000Z'

/** Everything of a rating but the day it was asked for and the promise itself, as text. */
function shown(entries: readonly Entry[], day: Day, knownAt: Instant): { text: string; next: Day } {
  const rating = rater.rate(CADRE, entries, day, knownAt)
  if (rating === null) return { text: 'null', next: '' }
  const { asOf: _, nextChangeOn, ...rest } = rating
  return { text: JSON.stringify(rest), next: nextChangeOn }
}

/** Walks day by day: where the rating turns out otherwise, no earlier day may have promised to hold longer. */
function firstBrokenPromise(entries: readonly Entry[], from: Day, days: number, knownAt: Instant): string | null {
  let last = shown(entries, from, knownAt)
  let promised = { on: from, until: last.next }
  for (let i = 1; i <= days; i += 1) {
    const day = addDays(from, i)
    const now = shown(entries, day, knownAt)
    if (now.text !== last.text) {
      if (promised.until > day)
        return `${promised.on} promised ${promised.until}, ${day} differs: ${last.text} | ${now.text}`
      promised = { on: day, until: now.next }
    } else if (now.next > promised.until) promised = { on: day, until: now.next }
    last = now
  }
  return null
}

describe('The day of the next change', () => {
  it('is never late, on any day, whatever the ledger holds', () => {
    fc.assert(
      fc.property(ledger, asOf, fc.integer({ min: -200, max: 400 }), (entries, from, known) => {
        expect(firstBrokenPromise(entries, from, 70, endOfDay(addDays(from, known)))).to.equal(null)
      }),
      { numRuns: runs(250) },
    )
  }).timeout(600_000)

  it('is never late when little else happens', () => {
    fc.assert(
      fc.property(quietLedger, asOf, (entries, from) => {
        expect(firstBrokenPromise(entries, from, 120, AT_LAST)).to.equal(null)
      }),
      { numRuns: runs(250) },
    )
  }).timeout(600_000)

  it('is not late where months are cut short: three months before several days is one day', () => {
    const book = scoring(9000, '2023-10-15')
    book.fact('2023-05-30', 'N4') // half from 2023-11-30, which no day has three months before it
    expect(rated(book, '2024-02-29').nextChangeOn).to.equal('2024-03-01')
    expect(firstBrokenPromise(book.entries, '2024-02-01', 60, AT_LAST)).to.equal(null)
  })

  it('is the day an opinion grows old', () => {
    const book = posted()
    book.opinion('2024-06-01', '纪委监委')
    book.opinion('2024-06-01', '信访')
    expect(rated(book, '2024-06-10').nextChangeOn).to.equal('2024-07-02')
  })

  it('is the next month without a record, or the first fading', () => {
    const book = posted()
    book.fact('2024-01-31', 'N4')
    expect(rated(book, '2024-03-01').nextChangeOn).to.equal('2024-03-31') // two months without a record (Y8)
    expect(rated(book, '2024-04-01').nextChangeOn).to.equal('2024-04-30') // leaves Y3 and Y4
    expect(rated(book, '2024-05-01').nextChangeOn <= '2024-07-31').to.equal(true)
  })
})
