import type { Role } from '../../domain/access/roles.ts'
import { newId } from '../../platform/ids.ts'
import { randomPassword } from './one-time-password.ts'
import { type AccountParts, ms } from './parts.ts'

/** An account of the sample data. */
export interface DemoSpec {
  readonly role: Role
  readonly username: string
  readonly name: string
  readonly unitId?: string
  readonly cadreId?: string
}

export interface DemoAccount {
  readonly role: Role
  readonly username: string
  readonly password: string
}

/** Creates accounts that need no forced change and no ageing, and answers their passwords, this once. */
export async function createDemoAccounts(
  { users, journal, policy, hashes }: AccountParts,
  specs: readonly DemoSpec[],
): Promise<DemoAccount[]> {
  const accounts = specs.map(({ role, username, name }) => ({
    role,
    username,
    password: randomPassword(policy, { username, name }),
  }))
  const hashed = await Promise.all(accounts.map(account => hashes.hash(account.password)))
  await journal.submit({
    action: 'demo-accounts.create',
    actor: { userId: 'setup', name: '示例数据', role: '' },
    idempotencyKey: newId('demo'),
    requestId: 'console',
    run: async work => {
      specs.forEach((spec, index) => {
        const password = { passwordHash: hashed[index] ?? null, passwordChangedAt: ms(work.realNow), mustChange: false }
        users.insert(work, { ...spec, ...password, demo: true })
      })
      work.about({ type: 'setup', id: 'demo' }, { after: { usernames: specs.map(spec => spec.username).join(' ') } })
    },
  })
  return accounts
}
