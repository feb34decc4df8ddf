import { normalUsername, type User, usernameFault } from '../../domain/access/accounts.ts'
import { noAttempts } from '../../domain/access/lockout.ts'
import type { Actor } from '../../domain/access/roles.ts'
import { disablingFault } from '../../domain/access/separation.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../domain/errors.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type AccountParts, type Asked, momentOf, ms } from './parts.ts'

export interface UserService {
  user(id: string): Promise<User>
  /** A new account: nobody can sign in to it before a role is granted. Answers its id. */
  create(actor: Actor, typed: { readonly username: string; readonly name: string }, asked: Asked): Promise<string>
  /** Ends a lock before its time. */
  unlock(actor: Actor, userId: string, asked: Asked): Promise<void>
  /** Puts an account out, at once. */
  disable(actor: Actor, userId: string, reason: string, asked: Asked): Promise<void>
}

export function userService({ users, journal }: AccountParts): UserService {
  const user = async (id: string, work?: Work): Promise<User> => {
    const found = await users.byId(id, work)
    if (found === null) throw new NotFound()
    return found
  }
  const about = ({ id }: User) => ({ type: 'user', id })

  return {
    user: id => user(id),

    async create(actor, typed, asked) {
      const username = normalUsername(typed.username)
      const fault = usernameFault(username)
      if (fault !== null) throw new Invalid({ username: fault })
      const { id } = await journal.submit({
        action: 'users.create',
        actor,
        ...asked,
        run: async work => {
          if (await users.byUsername(username, work)) throw new Invalid({ username: '用户名：已有人使用，请换一个。' })
          const id = users.insert(work, { username, name: typed.name })
          work.about({ type: 'user', id }, { after: { username, name: typed.name } })
          return { id }
        },
      })
      return id
    },

    async unlock(actor, userId, asked) {
      const run = async (work: Work) => {
        const target = await user(userId, work)
        if (target.id === actor.userId) throw new Forbidden('不能解锁自己的账号。')
        const { lockedUntil, failedAt } = target.attempts
        if (lockedUntil === null && failedAt.length === 0) throw new Conflict('该账号没有锁定。')
        users.change(work, target, { attempts: noAttempts })
        work.about(about(target), { before: { lockedUntil: momentOf(lockedUntil) }, after: { lockedUntil: null } })
      }
      await journal.submit({ action: 'users.unlock', actor, ...asked, run })
    },

    async disable(actor, userId, reason, asked) {
      const run = async (work: Work) => {
        const target = await user(userId, work)
        const peers = target.role === null ? [] : await users.ofRole(target.role, work)
        const fault = disablingFault(actor, target, peers)
        if (fault !== null) throw new Conflict(fault)
        users.change(work, target, { disabled: true, sessionsFrom: ms(work.realNow) })
        work.about(about(target), { before: { disabled: false }, after: { disabled: true } })
      }
      await journal.submit({ action: 'users.disable', actor, ...asked, reason, run })
    },
  }
}
