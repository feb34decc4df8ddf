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
  evidenceImport: '依据导入批次',
  installation: '安装',
  month: '月末',
  standings: '当日评定',
  placement: '列入名单',
  extension: '延长期限',
  rectification: '整改验收',
  end: '结束',
  opinion: '征求意见',
  notice: '督办通知',
  restriction: '否决事项',
  ranking: '12345 月排名',
  annualGrade: '年度考核',
  quarterGrade: '平时考核',
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
  of: '所针对的记录',
  finding: '结论',
  note: '说明',
  reason: '理由',
  code: '类别',
  title: '标题',
  channel: '渠道',
  documentNo: '文号',
  proof: '佐证',
  intent: '主观故意',
  late: '补录',
  sameAs: '同一事实',
  honour: '荣誉',
  grade: '等次',
  field: '领域',
  attributions: '归属',
  day: '发生日期',
  year: '年度',
  quarter: '季度',
  leave: '不在岗登记',
  from: '起',
  lastDay: '止',
  firstDay: '返岗日期',
  effectiveOn: '生效日期',
  until: '撤销日期',
  moved: '变动人数',
  fileName: '文件',
  hash: '校验值',
  status: '状态',
  counts: '数量',
  recorded: '记录数',
  basedOn: '底稿',
  ruleSet: '规则内容',
  blue: '蓝名单人数',
  yellow: '黄名单人数',
  red: '红名单人数',
  none: '常态人数',
  insufficient: '依据不足人数',
  indeterminate: '不定色人数',
  data: '内容',
}

/** An action in Chinese; one that nobody named keeps its own name. */
export function actionText(action: string, more: Readonly<Record<string, string>>): string {
  return more[action] ?? words[action] ?? (actions as Readonly<Record<string, string>>)[action] ?? action
}

export const objectText = (type: string): string => objects[type] ?? type
export const fieldText = (name: string): string => fields[name] ?? name
export const refusalText = (why: string): string => refusals[why] ?? why
