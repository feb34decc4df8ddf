import { expect } from 'chai'
import fc from 'fast-check'
import { type Attempts, afterFailure, isLocked, noAttempts } from '../../../src/domain/access/lockout.ts'

const minute = 60_000
const failures = (moments: readonly number[], from: Attempts = noAttempts) => moments.reduce(afterFailure, from)

describe('the lock of an account', () => {
  it('falls at the fifth wrong password within a quarter of an hour', () => {
    expect(isLocked(failures([0, 1, 2, 3]), 3)).to.equal(false)
    const locked = failures([0, 1, 2, 3, 4])
    expect(isLocked(locked, 4)).to.equal(true)
    expect(isLocked(locked, 4 + 15 * minute - 1)).to.equal(true)
    expect(isLocked(locked, 4 + 15 * minute)).to.equal(false)
  })

  it('forgets wrong ones that are a quarter of an hour old', () => {
    expect(isLocked(failures([0, 1, 2, 3, 15 * minute]), 15 * minute)).to.equal(false)
    expect(isLocked(failures([0, 1, 2, 3, 15 * minute - 1]), 15 * minute)).to.equal(true)
  })

  it('lasts twice as long each time, up to a day', () => {
    const lengths: number[] = []
    let attempts = noAttempts
    let now = 0
    for (let i = 0; i < 9; i++) {
      attempts = failures([now, now, now, now, now], attempts)
      lengths.push(((attempts.lockedUntil ?? 0) - now) / minute)
      now = attempts.lockedUntil ?? 0
    }
    expect(lengths).to.deep.equal([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
  })

  it('is not made longer by tries while it lasts', () => {
    const locked = failures([0, 1, 2, 3, 4])
    expect(failures([5, 6, 7, 8, 9, 10], locked)).to.deep.equal(locked)
  })

  it('never holds more than four wrong ones, nor lasts more than a day', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40 * minute), { maxLength: 60 }), steps => {
        let now = 0
        let attempts = noAttempts
        for (const step of steps) {
          now += step
          attempts = afterFailure(attempts, now)
          expect(attempts.failedAt.length).to.be.at.most(4)
          expect((attempts.lockedUntil ?? now) - now).to.be.at.most(1440 * minute)
        }
      }),
    )
  })
})
