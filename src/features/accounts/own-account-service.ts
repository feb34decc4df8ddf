import type { User } from '../../domain/access/accounts.ts'
import { afterFailure, isLocked, noAttempts } from '../../domain/access/lockout.ts'
import { normalPassword } from '../../domain/access/password-policy.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { Invalid, NotFound } from '../../domain/errors.ts'
import { type AccountParts, type Asked, ms } from './parts.ts'
import { newPasswordFault } from './password-checks.ts'

interface PasswordChange {
  readonly old: string
  readonly fresh: string
  readonly repeated: string
}

export interface OwnAccountService {
  account(actor: Actor): Promise<User>
  /** Gives the account a new password; every session begun before is over. */
  changePassword(actor: Actor, change: PasswordChange, asked: Asked): Promise<void>
}

const wrong = { old: '原口令：不正确。' }

export function ownAccountService({ users, journal, policy, hashes }: AccountParts): OwnAccountService {
  const account = async (actor: Actor): Promise<User> => {
    const user = await users.byId(actor.userId)
    if (user === null) throw new NotFound()
    return user
  }

  return {
    account,
    async changePassword(actor, change, asked) {
      const user = await account(actor)
      refuseUnfit(change, newPasswordFault(normalPassword(change.fresh), policy, user))
      const verified = await hashes.verify(change.old, user.passwordHash)
      const passwordHash = verified ? await hashes.hash(change.fresh) : null
      const outcome = await journal.submit({
        action: 'passwords.change',
        actor,
        ...asked,
        run: async work => {
          const current = await users.byId(user.id, work)
          if (current === null) throw new NotFound()
          const now = ms(work.realNow)
          work.about({ type: 'user', id: user.id })
          // Trying old passwords in a session left open counts as trying to sign in.
          if (isLocked(current.attempts, now)) return { refused: true, why: 'locked' }
          if (passwordHash === null || current.passwordHash !== user.passwordHash) {
            users.change(work, current, { attempts: afterFailure(current.attempts, now) })
            return { refused: true, why: 'wrong' }
          }
          const fresh = { passwordHash, passwordChangedAt: now, mustChange: false, oneTimeUntil: null }
          users.change(work, current, { ...fresh, attempts: noAttempts, sessionsFrom: now })
          return { refused: false, why: null }
        },
      })
      if (outcome.why === 'locked') throw new Invalid({ old: '原口令：输错次数过多，账号已锁定，请稍后再试。' })
      if (outcome.refused) throw new Invalid(wrong)
    },
  }
}

function refuseUnfit({ old, fresh, repeated }: PasswordChange, fault: string | null): void {
  if (fault !== null) throw new Invalid({ fresh: `新口令：${fault}` })
  if (fresh === old) throw new Invalid({ fresh: '新口令：不能与原口令相同。' })
  if (fresh !== repeated) throw new Invalid({ repeated: '再输一次：两次输入的新口令不一致。' })
}
