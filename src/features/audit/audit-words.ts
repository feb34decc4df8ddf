import { actions } from '../../domain/access/rights.ts'

/** What a command did, as a sentence says it after the name of who did it. */
const words: Readonly<Record<string, string>> = {
  'sign-ins.create': '登录',
  'sign-outs.create': '退出登录',
  'passwords.change': '修改自己的口令',
  'setup-codes.create': '生成初始设置码',
  'setup.complete': '建立三员账号',
  'demo-accounts.create': '建立示例账号',
  'users.create': '建立账号',
  'users.unlock': '解锁账号',
  'users.disable': '停用账号',
  'grants.propose': '提出授权申请',
  'grants.confirm': '确认授权申请',
  'grants.refuse': '退回授权申请',
  'audit.list': '查阅审计日志',
  'audit.read': '查阅一条审计日志',
  'access.refuse': '被拒绝访问',
}

const objects: Readonly<Record<string, string>> = {
  user: '账号',
  setup: '初始设置',
  page: '页面',
  cadre: '干部',
  unit: '单位',
  fact: '事实',
  assessment: '考察',
  ruleSet: '规则',
  'rule-set': '规则',
  import: '导入批次',
  roster: '名册',
}

/** Why a try to sign in, or to change a password, was refused. */
const refusals: Readonly<Record<string, string>> = {
  unknown: '没有这个用户名',
  wrong: '口令不正确',
  locked: '账号锁定中',
  closed: '账号停用、未授予角色或一次性口令过期',
}

const fields: Readonly<Record<string, string>> = {
  username: '用户名',
  name: '姓名',
  role: '角色',
  unitId: '单位',
  cadreId: '干部编号',
  kind: '事项',
  state: '状态',
  disabled: '停用',
  lockedUntil: '锁定至',
  failed: '近期输错次数',
  proposedBy: '提出人',
  audit: '办理事项',
  usernames: '用户名',
  sys: '系统管理员',
  sec: '安全管理员',
  aud: '审计管理员',
}

/** An action in Chinese; one that nobody named keeps its own name. */
export function actionText(action: string, more: Readonly<Record<string, string>>): string {
  return more[action] ?? words[action] ?? (actions as Readonly<Record<string, string>>)[action] ?? action
}

export const objectText = (type: string): string => objects[type] ?? type
export const fieldText = (name: string): string => fields[name] ?? name
export const refusalText = (why: string): string => refusals[why] ?? why
