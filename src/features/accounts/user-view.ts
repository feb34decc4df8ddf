import type { User } from '../../domain/access/accounts.ts'
import { isLocked } from '../../domain/access/lockout.ts'
import { can } from '../../domain/access/rights.ts'
import { type Actor, roles } from '../../domain/access/roles.ts'
import { dayText } from '../../web/format.ts'
import type { Grant } from './grant-model.ts'
import { grantRow } from './grant-view.ts'
import { dayAt, momentText } from './words.ts'

/** How an account stands, in a word. */
function stateOf(user: User, now: number): string {
  if (user.disabled) return '已停用'
  if (user.role === null) return '未授予角色'
  if (isLocked(user.attempts, now)) return `已锁定至 ${momentText(user.attempts.lockedUntil)}`
  if (user.oneTimeUntil !== null) return now < user.oneTimeUntil ? '待首次改口令' : '一次性口令已过期'
  return '正常'
}

const roleText = (user: Pick<User, 'role'>): string => (user.role === null ? '—' : roles[user.role])

/** The unit or file the account is bound to. */
function scopeText(user: Pick<User, 'unitId' | 'cadreId'>, unitNames: ReadonlyMap<string, string>): string {
  if (user.unitId !== null) return unitNames.get(user.unitId) ?? user.unitId
  return user.cadreId === null ? '—' : `本人档案（${user.cadreId}）`
}

export const userRow = (user: User, unitNames: ReadonlyMap<string, string>, now: number) => ({
  path: `/users/${user.id}`,
  username: user.username,
  name: user.name,
  role: roleText(user),
  scope: scopeText(user, unitNames),
  state: stateOf(user, now),
  lastSignIn: momentText(user.lastSignInAt),
})

export interface UserPage {
  readonly user: User
  readonly grants: readonly Grant[]
  readonly unitNames: ReadonlyMap<string, string>
  readonly actor: Actor
  readonly now: number
}

/** One account with what this administrator may do about it. */
export function userView({ user, grants, unitNames, actor, now }: UserPage) {
  const decides = can(actor, 'users.grant') && actor.userId !== user.id
  const { lockedUntil, failedAt } = user.attempts
  return {
    title: `账号：${user.name}`,
    trail: [{ label: '账号', path: '/users' }],
    path: `/users/${user.id}`,
    facts: [
      { label: '用户名', value: user.username },
      { label: '角色', value: roleText(user) },
      { label: '数据范围', value: scopeText(user, unitNames) },
      { label: '状态', value: stateOf(user, now) },
      { label: '最近登录', value: momentText(user.lastSignInAt) },
      { label: '口令修改', value: dayText(dayAt(user.passwordChangedAt)) },
    ],
    mayGrant: decides && !user.disabled,
    mayReset: decides && !user.disabled && user.role !== null,
    mayUnlock: decides && (lockedUntil !== null || failedAt.length > 0),
    mayDisable: decides && !user.disabled,
    mayEnable: decides && user.disabled,
    grants: grants.map(grant => grantRow(grant, unitNames)),
  }
}
