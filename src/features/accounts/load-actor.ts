import { mustChangePassword } from '../../domain/access/accounts.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { type AccountParts, ms } from './parts.ts'

/** An account as the web looks it up for each request. */
interface SignedIn {
  readonly actor: Actor
  readonly mustChangePassword: boolean
  /** Sessions begun before this moment (milliseconds of the real clock) are over. */
  readonly sessionsFrom: number
}

export type LoadSignedIn = (userId: string) => Promise<SignedIn | null>

/** Looks an account up; null when there is none, it is disabled, or it has no role. */
export const actorLoader =
  ({ users, realClock, policy }: Pick<AccountParts, 'users' | 'realClock' | 'policy'>): LoadSignedIn =>
  async userId => {
    const user = await users.byId(userId)
    if (user === null || user.disabled || user.role === null) return null
    const { id, username, name, role, unitId, cadreId, sessionsFrom } = user
    return {
      actor: { userId: id, username, name, role, unitId, cadreId },
      mustChangePassword: mustChangePassword(user, policy, ms(realClock.now())),
      sessionsFrom,
    }
  }
