import type { Actor, Role } from '../../domain/access/roles.ts'
import type { Accounts, DemoAccount, DemoSpec } from '../accounts/index.ts'

/** Accounts of the organization department and the administrators: they belong to no unit. */
export const officeSpecs: readonly DemoSpec[] = [
  { role: 'sys', username: 'sys', name: '系统管理员（示例）' },
  { role: 'sec', username: 'sec', name: '安全管理员（示例）' },
  { role: 'aud', username: 'aud', name: '审计管理员（示例）' },
  { role: 'section', username: 'k1', name: '干部科甲（示例）' },
  { role: 'section', username: 'k2', name: '干部科乙（示例）' },
  { role: 'supervision', username: 'j1', name: '监督科甲（示例）' },
  { role: 'supervision', username: 'j2', name: '监督科乙（示例）' },
  { role: 'deputy', username: 'dep', name: '分管副部长（示例）' },
  { role: 'leader', username: 'lead', name: '部领导（示例）' },
  { role: 'hr', username: 'hr', name: '人事专员（示例）' },
]

/** A cadre with the unit of the main post. */
interface Owner {
  readonly unitId: string
  readonly cadreId: string
}

/** Those of the first two towns, of a cadre of the first, and of one on a list. */
export const unitSpecs = (units: readonly [string, string], usual: Owner, listed: Owner): readonly DemoSpec[] => [
  { role: 'liaison', username: 'u1', name: '单位联络员甲（示例）', unitId: units[0] },
  { role: 'liaison', username: 'u2', name: '单位联络员乙（示例）', unitId: units[1] },
  { role: 'cadre', username: 'c1', name: '干部本人甲（示例）', ...usual },
  { role: 'cadre', username: 'c2', name: '干部本人乙（示例）', ...listed },
]

/** Creates the accounts, and answers them with those who will act. */
export async function createAccounts(
  { createDemoAccounts, names }: Pick<Accounts, 'createDemoAccounts' | 'names'>,
  specs: readonly DemoSpec[],
): Promise<{ readonly accounts: readonly DemoAccount[]; readonly actors: ReadonlyMap<string, Actor> }> {
  const accounts = await createDemoAccounts(specs)
  const actors = new Map<string, Actor>()
  for (const { username, name, role, unitId, cadreId } of specs) {
    const userId = await names.idOf(username)
    if (userId === null) throw new Error(`the account ${username} was not created`)
    const who: { userId: string; username: string; name: string; role: Role } = { userId, username, name, role }
    actors.set(username, { ...who, unitId: unitId ?? null, cadreId: cadreId ?? null })
  }
  return { accounts, actors }
}
