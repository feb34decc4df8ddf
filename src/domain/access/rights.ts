import type { Actor, Role } from './roles.ts'

/** How far a right reaches: every cadre, those of the account's unit, or the account's own file. */
export type Scope = 'all' | 'unit' | 'self'

/** Every right of the product, with the words an administrator reads. */
export const actions = {
  'home.read': '看首页与图表',
  'lists.read': '看名单',
  'files.read': '看执行力档案',
  'alerts.read': '看提示和简报',
  'closes.read': '看月结',
  'closes.close': '办理月结',
  'roster.read': '看干部与单位',
  'roster.import': '导入名册',
  'assessments.read': '看考察',
  'assessments.write': '录入考察',
  'assessments.verify': '核实考察',
  'cycles.read': '看考察周期',
  'cycles.manage': '建立、启动、结束考察周期',
  'facts.read': '看事实',
  'facts.record': '录入事实',
  'facts.verify': '核实事实',
  'facts.tolerate': '认定容错',
  'facts.reverse': '冲正事实',
  'evidence.import': '导入其他依据（等次、排名、意见、通知等）',
  'fairness.read': '看公平性分析',
  'rules.read': '看规则',
  'rules.review': '看规则草案',
  'rules.draft': '起草规则',
  'rules.publish': '审核、发布规则',
  'trials.read': '看规则试算',
  'trials.run': '试算规则草案',
  'trials.cases': '维护试算案例',
  'exports.download': '导出 Excel',
  'users.read': '看账号',
  'users.create': '建立账号',
  'users.grant': '提出授予角色、重置口令，解锁、停用账号',
  'users.confirm': '确认安全管理员提出的授权',
  'audit.read': '看审计日志',
} as const

export type Action = keyof typeof actions

const readAll = {
  'home.read': 'all',
  'lists.read': 'all',
  'files.read': 'all',
  'alerts.read': 'all',
  'closes.read': 'all',
  'roster.read': 'all',
  'assessments.read': 'all',
  'cycles.read': 'all',
  'facts.read': 'all',
  'rules.read': 'all',
} as const

/** The one table of rights. What is not in it is not allowed. */
const grants: Readonly<Record<Role, Readonly<Partial<Record<Action, Scope>>>>> = {
  sys: { 'users.read': 'all', 'users.create': 'all', 'users.confirm': 'all' },
  sec: { 'users.read': 'all', 'users.grant': 'all' },
  aud: { 'audit.read': 'all' },
  section: {
    ...readAll,
    'closes.close': 'all',
    'fairness.read': 'all',
    'roster.import': 'all',
    'assessments.write': 'all',
    'cycles.manage': 'all',
    'assessments.verify': 'all',
    'facts.record': 'all',
    'facts.verify': 'all',
    'evidence.import': 'all',
    'rules.review': 'all',
    'rules.draft': 'all',
    'rules.publish': 'all',
    'trials.read': 'all',
    'trials.run': 'all',
    'trials.cases': 'all',
    'exports.download': 'all',
  },
  supervision: {
    ...readAll,
    'fairness.read': 'all',
    'assessments.write': 'all',
    'assessments.verify': 'all',
    'facts.record': 'all',
    'facts.verify': 'all',
    'facts.tolerate': 'all',
    'facts.reverse': 'all',
    'evidence.import': 'all',
    'exports.download': 'all',
  },
  deputy: {
    ...readAll,
    'closes.close': 'all',
    'fairness.read': 'all',
    'facts.tolerate': 'all',
    'facts.reverse': 'all',
    'rules.review': 'all',
    'rules.publish': 'all',
    'trials.read': 'all',
    'trials.run': 'all',
    'trials.cases': 'all',
    'exports.download': 'all',
  },
  leader: { ...readAll, 'trials.read': 'all', 'fairness.read': 'all', 'exports.download': 'all' },
  hr: {
    'lists.read': 'all',
    'closes.read': 'all',
    'roster.read': 'all',
    'rules.read': 'all',
    'exports.download': 'all',
  },
  liaison: {
    'lists.read': 'unit',
    'closes.read': 'unit',
    'files.read': 'unit',
    'alerts.read': 'unit',
    'roster.read': 'unit',
    'facts.read': 'unit',
    'facts.record': 'unit',
    'rules.read': 'all',
  },
  cadre: { 'files.read': 'self', 'rules.read': 'all' },
}

/** What a right is asked about: the unit and the cadre the data belongs to. */
export interface Subject {
  readonly unitId?: string | null
  readonly cadreId?: string | null
}

/** How far `actor`'s right reaches, or null when there is none. Queries filter by it. */
export function scopeOf(actor: Actor, action: Action): Scope | null {
  return grants[actor.role][action] ?? null
}

/** Whether `actor` may do `action` to `subject`. A scope of 'unit' or 'self' needs a subject that matches. */
export function can(actor: Actor, action: Action, subject: Subject = {}): boolean {
  const scope = scopeOf(actor, action)
  if (scope === 'all') return true
  if (scope === 'unit') return actor.unitId !== null && subject.unitId === actor.unitId
  if (scope === 'self') return actor.cadreId !== null && subject.cadreId === actor.cadreId
  return false
}

/** Who holds a right, and how far it reaches for each. */
export function holdersOf(action: Action): Readonly<Partial<Record<Role, Scope>>> {
  const held = Object.entries(grants).flatMap(([role, rights]) =>
    rights[action] === undefined ? [] : [[role, rights[action]]],
  )
  return Object.fromEntries(held)
}
