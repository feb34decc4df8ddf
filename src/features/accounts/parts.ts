import type { PasswordPolicy } from '../../domain/access/password-policy.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Journal } from '../../platform/journal/index.ts'
import type { PasswordHashes } from './password-hash.ts'
import type { UserStore } from './user-store.ts'

/** What the services of this feature share. */
export interface AccountParts {
  readonly users: UserStore
  readonly journal: Journal
  readonly realClock: Clock
  readonly policy: PasswordPolicy
  readonly hashes: PasswordHashes
}

/** What a command is told of the request that asks for it. */
export interface Asked {
  readonly idempotencyKey: string
  readonly requestId: string
  readonly address: string
}

export const askedBy = ({ idempotencyKey, requestId, address }: Asked): Asked => ({
  idempotencyKey,
  requestId,
  address,
})

/** Milliseconds of a moment written as text. */
export const ms = (instant: string): number => Date.parse(instant)

/** The same moment as text, as the audit log keeps it. */
export const momentOf = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString()
