import type { User } from './accounts.ts'
import { type Actor, administrators, type Role, roles } from './roles.ts'

/**
 * 三员分立 (等保 8.1.5) and the second person: what one administrator proposes takes effect when another confirms.
 * Each rule answers why not, in one sentence, or null.
 */

/** What needs a second person: a role, a new one-time password, opening a disabled account again. */
export const grantKinds = { role: '授予角色', reset: '重置口令', enable: '恢复启用' } as const
export type GrantKind = keyof typeof grantKinds

const isAdministrator = (role: Role | null): boolean => role !== null && administrators.includes(role)

/** Names one person: accounts carry no id number, so the name does. */
export const personOf = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Why `user` cannot be given `role`. `others`: accounts in use of persons of the same name. */
export function roleFault(user: User, role: Role, others: readonly User[]): string | null {
  if (user.role === role && user.unitId === null && user.cadreId === null) return `该账号已是${roles[role]}。`
  if (isAdministrator(user.role)) return '系统、安全、审计三员的账号不能改作他用，请停用后另建账号。'
  if (isAdministrator(role) && user.role !== null) return '已有业务角色的账号不能改任三员，请另用一人的账号。'
  const held = others.filter(other => other.id !== user.id && !other.disabled && other.role !== null)
  const joins = held.find(other => isAdministrator(other.role) || isAdministrator(role))
  if (joins === undefined) return null
  const holds = joins.role === null ? '' : roles[joins.role]
  return `同名账号 ${joins.username} 已是${holds}：一人不能兼任三员，也不能既任三员又办业务。确为不同的人时，请在姓名后注明以示区别。`
}

/** Why `actor` cannot propose `kind` for `user`. */
export function proposalFault(actor: Actor, user: User, kind: GrantKind): string | null {
  if (actor.userId === user.id) return '不能给自己授予角色、重置口令或恢复启用。'
  if (kind === 'enable' && !user.disabled) return '该账号没有停用。'
  if (kind === 'reset' && user.role === null) return '该账号还没有角色，授予角色时会给出初始口令。'
  if (kind !== 'enable' && user.disabled) return '该账号已停用，请先恢复启用。'
  return null
}

/** Why `actor` cannot decide what `proposedBy` proposed for `userId`. */
export function decisionFault(actor: Actor, proposedBy: string, userId: string): string | null {
  if (actor.userId === proposedBy) return '须由提出人以外的人确认。'
  if (actor.userId === userId) return '不能确认给自己的授权，须由另一名系统管理员确认。'
  return null
}

/** Why `user` cannot be disabled. `peers`: accounts in use of the same role. */
export function disablingFault(actor: Actor, user: User, peers: readonly User[]): string | null {
  if (actor.userId === user.id) return '不能停用自己的账号。'
  if (user.disabled) return '该账号已经停用。'
  const isLast = isAdministrator(user.role) && !peers.some(peer => peer.id !== user.id && !peer.disabled)
  return isLast && user.role !== null ? `这是唯一的${roles[user.role]}账号，停用后三员缺位；请先另设一人。` : null
}

/** Why these three cannot be the first administrators together. */
export function foundersFault(
  founders: readonly { readonly username: string; readonly name: string }[],
): string | null {
  const persons = new Set(founders.map(one => personOf(one.name)))
  const usernames = new Set(founders.map(one => one.username))
  if (persons.size < founders.length) return '三员须由三个不同的人担任。'
  return usernames.size < founders.length ? '三个用户名不能相同。' : null
}
