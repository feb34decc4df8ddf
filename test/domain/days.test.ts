import { expect } from 'chai'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  endOfMonth,
  endOfQuarter,
  fromOrdinal,
  isDay,
  monthsBetween,
  ordinal,
  quarterOf,
  shiftMonth,
  weekday,
  within,
} from '../../src/domain/time/days.ts'

const anyDay = fc.integer({ min: -25_567, max: 376_200 }).map(fromOrdinal)
const utc = (day: string): Date => new Date(`${day}T00:00:00.000Z`)
const dayOfDate = (date: Date): string => date.toISOString().slice(0, 10)

describe('Days of Shanghai', () => {
  for (const [day, months, expected] of [
    ['2022-01-31', 1, '2022-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2022-08-31', 6, '2023-02-28'],
    ['2022-11-30', 3, '2023-02-28'],
    ['2022-12-15', 1, '2023-01-15'],
    ['2022-01-15', -1, '2021-12-15'],
    ['2022-03-31', -1, '2022-02-28'],
    ['2022-05-31', 0, '2022-05-31'],
    ['2000-02-29', 1200, '2100-02-28'],
  ] as const) {
    it(`${months} months from ${day} is ${expected}`, () => expect(addMonths(day, months)).to.equal(expected))
  }

  for (const [text, expected] of [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-04-31', false],
    ['2024-4-3', false],
    ['1899-12-31', false],
    ['3000-01-01', false],
    ['2024-01-01T00', false],
  ] as const) {
    it(`${text} is ${expected ? 'a day' : 'no day'}`, () => expect(isDay(text)).to.equal(expected))
  }

  for (const [from, months, day, expected] of [
    ['2024-01-31', 1, '2024-02-28', true],
    ['2024-01-31', 1, '2024-02-29', false],
    ['2024-01-31', 1, '2024-01-31', true],
    ['2024-01-31', 1, '2024-01-30', false],
    ['2024-02-29', 12, '2025-02-27', true],
    ['2024-02-29', 12, '2025-02-28', false],
  ] as const) {
    it(`${day} is ${expected ? '' : 'not '}within ${months} months of ${from}`, () =>
      expect(within(from, months, day)).to.equal(expected))
  }

  for (const [from, day, expected] of [
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-31', '2024-02-29', 1],
    ['2024-01-31', '2024-03-30', 1],
    ['2024-01-31', '2024-03-31', 2],
    ['2024-03-31', '2024-01-31', 0],
    ['2023-12-31', '2024-12-31', 12],
  ] as const) {
    it(`${expected} months have gone by from ${from} to ${day}`, () =>
      expect(monthsBetween(from, day)).to.equal(expected))
  }

  it('turns an instant into the day of Shanghai at 16:00 UTC', () => {
    expect(dayOf('2024-02-28T15:59:59.999Z')).to.equal('2024-02-28')
    expect(dayOf('2024-02-28T16:00:00.000Z')).to.equal('2024-02-29')
    expect(dayOf('2024-12-31T16:00:00.000Z')).to.equal('2025-01-01')
  })

  it('names quarters and month ends', () => {
    expect(quarterOf('2024-03-31')).to.equal('2024Q1')
    expect(quarterOf('2024-04-01')).to.equal('2024Q2')
    expect(endOfQuarter('2024Q4')).to.equal('2024-12-31')
    expect(endOfQuarter('2024Q2')).to.equal('2024-06-30')
    expect(endOfMonth('2024-02')).to.equal('2024-02-29')
    expect(shiftMonth('2024-01', -1)).to.equal('2023-12')
    expect(shiftMonth('2024-11', 2)).to.equal('2025-01')
  })

  it('counts days as the calendar of JavaScript does, over 1,100 years', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        expect(ordinal(day)).to.equal(utc(day).getTime() / 86_400_000)
        expect(fromOrdinal(ordinal(day))).to.equal(day)
        expect(addDays(day, n)).to.equal(dayOfDate(new Date(utc(day).getTime() + n * 86_400_000)))
        expect(daysBetween(day, addDays(day, n))).to.equal(n)
        expect(weekday(day)).to.equal(utc(day).getUTCDay() || 7)
      }),
      { numRuns: 2000 },
    )
  })

  it('adds months as a calendar of JavaScript, clamped, does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (day, months) => {
        const date = utc(day)
        const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
        const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
        first.setUTCDate(Math.min(date.getUTCDate(), last))
        expect(addMonths(day, months)).to.equal(dayOfDate(first))
      }),
      { numRuns: 2000 },
    )
  })

  it('knows the months gone by as the greatest number whose addition does not pass the day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 2000 }), (from, n) => {
        const day = addDays(from, n)
        const months = monthsBetween(from, day)
        expect(addMonths(from, months) <= day && day < addMonths(from, months + 1)).to.equal(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('finds every instant of a day in that day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        const instant = new Date(utc(day).getTime() - 8 * 3_600_000 + ms).toISOString()
        expect(dayOf(instant)).to.equal(day)
        expect(instant <= endOfDay(day) && instant > endOfDay(addDays(day, -1))).to.equal(true)
      }),
      { numRuns: 1000 },
    )
  })
})
