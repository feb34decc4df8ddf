/** Moments here are milliseconds of the real clock. */
export interface Attempts {
  /** Wrong passwords of late, oldest first. */
  readonly failedAt: readonly number[]
  /** Signing in is refused before this moment; null when it never was. */
  readonly lockedUntil: number | null
  /** Locks since the last success: each lasts twice the one before. */
  readonly locks: number
}

export const noAttempts: Attempts = { failedAt: [], lockedUntil: null, locks: 0 }

const minute = 60_000
const tries = 5
const window = 15 * minute
const firstLock = 15 * minute
const longestLock = 24 * 60 * minute

/** Whether even the right password is refused at `now`. */
export const isLocked = ({ lockedUntil }: Attempts, now: number): boolean => lockedUntil !== null && now < lockedUntil

/**
 * After one more wrong password: the fifth within 15 minutes locks for 15 minutes, doubling to 24 hours. A wrong one while
 * locked changes nothing: nobody can be kept out for ever by a stranger who goes on trying.
 */
export function afterFailure(attempts: Attempts, now: number): Attempts {
  if (isLocked(attempts, now)) return attempts
  const failedAt = [...attempts.failedAt.filter(moment => now - moment < window), now]
  if (failedAt.length < tries) return { ...attempts, failedAt }
  const length = Math.min(firstLock * 2 ** Math.min(attempts.locks, 10), longestLock)
  return { failedAt: [], lockedUntil: now + length, locks: attempts.locks + 1 }
}
