import { isOpen, normalUsername, type User } from '../../domain/access/accounts.ts'
import { afterFailure, isLocked, noAttempts } from '../../domain/access/lockout.ts'
import { newId } from '../../platform/ids.ts'
import type { CommandActor, Work } from '../../platform/journal/index.ts'
import type { AddressLimit } from './address-limit.ts'
import { type AccountParts, type Asked, momentOf, ms } from './parts.ts'

/** Who signed in; or that this address must wait; or no more than that it was refused: unknown, wrong, locked, disabled. */
type SignIn =
  | { readonly outcome: 'signed-in'; readonly userId: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'wait' }

export interface SignInService {
  signIn(username: string, password: string, asked: Pick<Asked, 'requestId' | 'address'>): Promise<SignIn>
  signOut(actor: CommandActor, asked: Asked): Promise<void>
}

export interface SignInParts extends AccountParts {
  readonly limit: AddressLimit
}

/** Nobody's name: what was typed may be a password in the wrong field, so it is not kept. */
const stranger: CommandActor = { userId: '', name: '未知账号', role: '' }

export function signInService({ users, journal, limit, hashes }: SignInParts): SignInService {
  return {
    async signIn(typed, password, asked) {
      if (!(await limit.take(asked.address))) return { outcome: 'wait' }
      const user = await users.byUsername(normalUsername(typed))
      const stored = user?.passwordHash ?? null
      const verified = await hashes.verify(password, stored)
      // Hashing takes its time, and the journal does one command after another: it happens before.
      const fresh = verified && stored !== null && hashes.isOutdated(stored) ? await hashes.hash(password) : null
      const result = await journal.submit({
        action: 'sign-ins.create',
        actor: user === null ? stranger : { userId: user.id, name: user.name, role: user.role ?? '' },
        ...asked,
        idempotencyKey: newId('sign-in'),
        run: async work => {
          const current = await users.byId(user?.id ?? '', work)
          const why = refusalOf(current, verified && current?.passwordHash === stored, ms(work.realNow))
          settle(work, current, why, fresh)
          return { refused: why !== null, why }
        },
      })
      if (result.refused || user === null) return { outcome: 'refused' }
      await limit.giveBack(asked.address)
      return { outcome: 'signed-in', userId: user.id }
    },

    async signOut(actor, asked) {
      const run = async (work: Work) => work.about({ type: 'user', id: actor.userId })
      await journal.submit({ action: 'sign-outs.create', actor, ...asked, run })
    },
  }

  function settle(work: Work, user: User | null, why: Refusal | null, fresh: string | null): void {
    const now = ms(work.realNow)
    if (user === null) {
      // As much work as for an account that is there: the time of the answer tells nothing.
      work.update('users', '', { $set: { attempts: noAttempts } })
      return
    }
    const attempts = why === null ? noAttempts : why === 'wrong' ? afterFailure(user.attempts, now) : user.attempts
    const success = { lastSignInAt: now, ...(fresh === null ? {} : { passwordHash: fresh }) }
    users.change(work, user, { attempts, ...(why === null ? success : {}) })
    const locked = { lockedUntil: momentOf(attempts.lockedUntil), failed: attempts.failedAt.length }
    work.about({ type: 'user', id: user.id }, why === null ? {} : { after: locked })
  }
}

/** Why a try was refused: kept in the audit log, never said to the visitor. */
type Refusal = 'unknown' | 'locked' | 'wrong' | 'closed'

function refusalOf(user: User | null, verified: boolean, now: number): Refusal | null {
  if (user === null) return 'unknown'
  if (isLocked(user.attempts, now)) return 'locked'
  if (!verified) return 'wrong'
  return isOpen(user, now) ? null : 'closed'
}
