import type { Attempts } from './lockout.ts'
import { type PasswordPolicy, passwordDays } from './password-policy.ts'
import type { Role } from './roles.ts'

/** An account. Moments are milliseconds of the real clock. */
export interface User {
  readonly id: string
  /** Lower case, unique. */
  readonly username: string
  readonly name: string
  /** Null until a role is granted: nobody can sign in to it. */
  readonly role: Role | null
  /** The unit of a liaison. */
  readonly unitId: string | null
  /** The file of a cadre. */
  readonly cadreId: string | null
  /** `scrypt$N$r$p$salt$hash`; null until the first password is given. */
  readonly passwordHash: string | null
  readonly passwordChangedAt: number | null
  /** The password was given by somebody else. */
  readonly mustChange: boolean
  /** Until when a one-time password can be used; null for a password of one's own. */
  readonly oneTimeUntil: number | null
  readonly disabled: boolean
  /** An account of the sample: no forced change, no ageing. */
  readonly demo: boolean
  readonly attempts: Attempts
  /** Sessions begun before are over. */
  readonly sessionsFrom: number
  readonly lastSignInAt: number | null
}

const day = 86_400_000
/** How long a one-time password can be used. */
export const oneTimeLife = 7 * day

/** The moment from which the password must be changed; null for never. */
export function passwordDueAt(user: User, policy: PasswordPolicy): number | null {
  const days = passwordDays[policy]
  if (user.demo || days === null || user.passwordChangedAt === null) return null
  return user.passwordChangedAt + days * day
}

/** Whether nothing but the page of a new password may open. */
export function mustChangePassword(user: User, policy: PasswordPolicy, now: number): boolean {
  if (user.demo) return false
  const due = passwordDueAt(user, policy)
  return user.mustChange || (due !== null && now >= due)
}

/** Whether somebody with the right password may sign in, locks apart. */
export function isOpen(user: User, now: number): boolean {
  const isLate = user.oneTimeUntil !== null && now >= user.oneTimeUntil
  return !user.disabled && user.role !== null && !isLate
}

/** What is wrong with a username; null when it can be taken. */
export const usernameFault = (username: string): string | null =>
  /^[a-z][a-z0-9._-]{1,31}$/.test(username)
    ? null
    : '用户名：以小写字母开头，由小写字母、数字、点、横线、下划线组成，2 至 32 个字符。'

/** The same text however it is typed: usernames know no case. */
export const normalUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()
