import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { normalUsername, usernameFault } from '../../domain/access/accounts.ts'
import { normalPassword } from '../../domain/access/password-policy.ts'
import { roles } from '../../domain/access/roles.ts'
import { foundersFault } from '../../domain/access/separation.ts'
import { Conflict, Invalid, NotFound } from '../../domain/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { CommandActor, Work } from '../../platform/journal/index.ts'
import { type AccountParts, type Asked, ms } from './parts.ts'
import { newPasswordFault } from './password-checks.ts'
import type { SetupStore } from './setup-store.ts'

/** The three administrators, in the order of the form. */
export const founderRoles = ['sys', 'sec', 'aud'] as const
export type FounderRole = (typeof founderRoles)[number]

interface Founder {
  readonly name: string
  readonly username: string
  readonly password: string
}
export type Founders = Readonly<Record<FounderRole, Founder>>

export interface SetupService {
  /** A random code for `/setup?code=`, good once and for 24 hours. Throws Conflict when there are accounts already. */
  createCode(): Promise<string>
  /** Throws NotFound unless the code opens the setup now. */
  check(code: string): Promise<void>
  /** Creates the three accounts together and uses the code up. Each must change the password at first. */
  found(code: string, founders: Founders, asked: Asked): Promise<void>
}

export interface SetupParts extends AccountParts {
  readonly setup: SetupStore
}

const life = 24 * 3_600_000
const installer: CommandActor = { userId: 'setup', name: '初始设置', role: '' }

export function setupService({ users, setup, journal, realClock, policy, hashes }: SetupParts): SetupService {
  const opens = async (code: string, now: number, work?: Work): Promise<boolean> => {
    const stored = await setup.code(work)
    const isIt = stored !== null && timingSafeEqual(Buffer.from(digest(code)), Buffer.from(stored.hash))
    return isIt && now < stored.endsAt && !(await users.any(work))
  }
  const check = async (code: string) => {
    if (!(await opens(code, ms(realClock.now())))) throw new NotFound('没有这个页面。')
  }

  return {
    check,
    async createCode() {
      const code = randomBytes(24).toString('base64url')
      await journal.submit({
        action: 'setup-codes.create',
        actor: installer,
        idempotencyKey: newId('setup'),
        requestId: 'console',
        run: async work => {
          if (await users.any(work)) throw new Conflict('已有账号，不再需要初始设置；新账号由系统管理员建立。')
          setup.put(work, { hash: digest(code), endsAt: ms(work.realNow) + life })
          work.about({ type: 'setup', id: 'setup' })
        },
      })
      return code
    },
    async found(code, typed, asked) {
      await check(code)
      const founders = founderRoles.map(role => ({
        role,
        ...typed[role],
        username: normalUsername(typed[role].username),
      }))
      refuseUnfit(founders, founder => newPasswordFault(normalPassword(founder.password), policy, founder))
      const hashed = await Promise.all(founders.map(founder => hashes.hash(founder.password)))
      await journal.submit({
        action: 'setup.complete',
        actor: installer,
        ...asked,
        run: async work => {
          if (!(await opens(code, ms(work.realNow), work))) throw new NotFound('没有这个页面。')
          founders.forEach(({ role, name, username }, index) => {
            const password = { passwordHash: hashed[index] ?? null, passwordChangedAt: ms(work.realNow) }
            users.insert(work, { role, name, username, ...password, mustChange: true })
          })
          setup.remove(work)
          const after = Object.fromEntries(founders.map(({ role, username }) => [role, username]))
          work.about({ type: 'setup', id: 'setup' }, { after })
        },
      })
    },
  }
}

const digest = (code: string): string => createHash('sha256').update(code).digest('hex')

type NamedFounder = Founder & { readonly role: FounderRole }

function refuseUnfit(founders: readonly NamedFounder[], passwordFaultOf: (founder: Founder) => string | null): void {
  const faults = founders.flatMap(founder => {
    const named = (field: string, fault: string | null) =>
      fault === null ? [] : [[`${founder.role}.${field}`, `${roles[founder.role]}的${fault}`] as const]
    return [...named('username', usernameFault(founder.username)), ...named('password', passwordFaultOf(founder))]
  })
  const together = foundersFault(founders)
  if (faults.length > 0 || together !== null)
    throw new Invalid({ ...Object.fromEntries(faults), ...(together === null ? {} : { '': together }) })
}
