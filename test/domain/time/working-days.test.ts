import { expect } from 'chai'
import fc from 'fast-check'
import { addDays, type Day, fromOrdinal, ordinal, parts, weekday } from '../../../src/domain/time/days.ts'
import { arrangements } from '../../../src/domain/time/holidays.ts'
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  seededCalendar,
  workCalendar,
  workingDaysBetween,
} from '../../../src/domain/time/working-days.ts'

/** Decides anew from the table each time, one day after the other. */
function isWorkedSlowly(day: Day): boolean {
  const { year, month, date } = parts(day)
  const arrangement = arrangements[year]
  if (arrangement?.work.includes(month * 100 + date)) return true
  if (arrangement?.off.includes(month * 100 + date)) return false
  return weekday(day) < 6
}

const days = fc.integer({ min: ordinal('2010-01-01'), max: ordinal('2030-12-31') }).map(fromOrdinal)

describe('working days', () => {
  it('skips the National Day and works on the make-up Saturday', () => {
    expect(addWorkingDays('2026-09-30', 3, seededCalendar)).to.equal('2026-10-10')
  })

  it('counts from the day after', () => {
    expect(addWorkingDays('2022-06-02', 0, seededCalendar)).to.equal('2022-06-02')
    expect(addWorkingDays('2022-06-02', 1, seededCalendar)).to.equal('2022-06-06')
    expect(workingDaysBetween('2022-06-02', '2022-06-06', seededCalendar)).to.equal(1)
    expect(workingDaysBetween('2022-06-02', '2022-06-02', seededCalendar)).to.equal(0)
    expect(workingDaysBetween('2022-06-06', '2022-06-02', seededCalendar)).to.equal(-1)
  })

  for (const [day, worked] of [
    ['2020-01-31', false],
    ['2022-05-07', true],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2028-02-29', true],
  ] as const) {
    it(`${worked ? 'works' : 'does not work'} on ${day}`, () => {
      expect(isWorkingDay(day, seededCalendar)).to.equal(worked)
    })
  }

  it('counts weekends only in a year without an arrangement, and says so', () => {
    expect(isWorkingDay('2027-10-01', seededCalendar)).to.equal(true)
    expect(isProvisional('2026-12-30', '2027-01-05', seededCalendar)).to.equal(true)
    expect(isProvisional('2020-01-01', '2026-12-31', seededCalendar)).to.equal(false)
    expect(isProvisional('2022-01-01', '2022-01-02', workCalendar({}))).to.equal(true)
  })

  it('agrees with a slow reference over twenty years', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 60 }), (day, n) => {
        let slow = day
        for (let left = n; left > 0; left -= isWorkedSlowly(slow) ? 1 : 0) slow = addDays(slow, 1)
        expect(addWorkingDays(day, n, seededCalendar)).to.equal(slow)
        expect(workingDaysBetween(day, slow, seededCalendar)).to.equal(n)
      }),
      { numRuns: 1000 },
    )
  })

  it('counts between as the difference of two counts', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const forth = workingDaysBetween(a, b, seededCalendar)
        expect(workingDaysBetween(b, a, seededCalendar)).to.equal(-forth || 0)
      }),
      { numRuns: 200 },
    )
  })
})
