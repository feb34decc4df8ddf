import { expect } from 'chai'
import { businessClock, type Clock, steppedClock, systemClock } from '../../src/platform/clock.ts'

describe('clocks', () => {
  const reading = (...instants: string[]): Clock => {
    const now = () => instants.shift() ?? ''
    return { now, today: () => '' }
  }

  it('read real time in UTC with milliseconds', () => {
    const now = systemClock().now()
    expect(now).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Math.abs(Date.parse(now) - Date.now())).to.be.below(1000)
  })

  it('fix the day while the time of day runs on', () => {
    const clock = businessClock('2026-10-31', reading('2027-03-01T15:59:58.500Z', '2027-03-01T15:59:59.000Z'))
    expect(clock.now()).to.equal('2026-10-31T15:59:58.500Z')
    expect(clock.today()).to.equal('2026-10-31')
  })

  it('end with the day they are fixed to, and do not begin it again', () => {
    const clock = businessClock('2026-10-31', reading('2027-03-01T15:59:59.000Z', '2027-03-01T16:00:01.000Z'))
    expect([clock.now(), clock.now()]).to.deep.equal(['2026-10-31T15:59:59.000Z', '2026-10-31T15:59:59.999Z'])
  })

  it('begin the day at midnight in Shanghai', () => {
    expect(businessClock('2026-10-31', reading('2027-03-01T16:00:00.000Z')).now()).to.equal('2026-10-30T16:00:00.000Z')
    expect(businessClock('2026-10-31', reading('2027-03-01T16:00:00.000Z')).today()).to.equal('2026-10-31')
  })

  it('begin a fixed day after its last record, which everybody would miss else, and run on from there', () => {
    const beforeDawn = () => reading('2027-03-01T17:30:00.000Z', '2027-03-02T02:00:00.000Z')
    const clock = businessClock('2026-10-31', beforeDawn(), '2026-10-31T01:00:00.000Z')
    expect([clock.now(), clock.now()]).to.deep.equal(['2026-10-31T01:00:00.001Z', '2026-10-31T09:30:00.001Z'])
    const ofAnotherDay = businessClock('2026-10-31', beforeDawn(), '2026-11-02T01:00:00.000Z')
    expect(ofAnotherDay.now()).to.equal('2026-10-30T17:30:00.000Z')
  })

  it('are real time when no day is fixed', () => {
    const real = systemClock()
    expect(businessClock(null, real)).to.equal(real)
  })

  it('stand still until they are set', () => {
    const clock = steppedClock('2026-11-24')
    expect([clock.now(), clock.now(), clock.today()]).to.deep.equal([
      '2026-11-24T01:00:00.000Z',
      '2026-11-24T01:00:00.000Z',
      '2026-11-24',
    ])
    clock.set('2026-01-01', 7 * 3600 + 90)
    expect([clock.now(), clock.today()]).to.deep.equal(['2025-12-31T23:01:30.000Z', '2026-01-01'])
  })
})
