import type { NavigationTable } from './web/frame-builder.ts'

/** The left navigation, grouped by what people do; items are shown by right. */
export const navigation: NavigationTable = [
  {
    label: '今日',
    items: [
      { label: '今日', path: '/', right: 'home.read', keeps: true },
      { label: '我的档案', path: '/', right: 'files.read', keeps: true, scope: 'self', holds: ['/files'] },
      { label: '提示', path: '/alerts', right: 'alerts.read', keeps: true },
    ],
  },
  {
    label: '名单',
    items: [
      { label: '各色名单', path: '/lists', right: 'lists.read', keeps: true, each: 'list' },
      { label: '全部干部', path: '/lists/all', right: 'lists.read', keeps: true, holds: ['/files', '/lists'] },
      { label: '月结', path: '/closes', right: 'closes.read' },
    ],
  },
  {
    label: '考察',
    items: [
      { label: '考察', path: '/assessments', right: 'assessments.read', keeps: true },
      { label: '录入考察', path: '/assessments/new', right: 'assessments.write' },
      { label: '考察周期', path: '/cycles', right: 'cycles.read' },
      { label: '公平性', path: '/fairness', right: 'fairness.read', keeps: true },
    ],
  },
  {
    label: '事实',
    items: [
      { label: '事实', path: '/facts', right: 'facts.read', keeps: true },
      { label: '录入事实', path: '/facts/new', right: 'facts.record', holds: ['/talks'] },
      { label: '导入依据', path: '/evidence/import', right: 'evidence.import' },
    ],
  },
  {
    label: '干部与单位',
    items: [
      { label: '干部', path: '/cadres', right: 'roster.read', keeps: true, holds: ['/search'] },
      { label: '单位', path: '/units', right: 'roster.read', keeps: true },
      { label: '导入名册', path: '/roster/import', right: 'roster.import' },
    ],
  },
  {
    label: '规则',
    items: [
      { label: '现行规则', path: '/rules', right: 'rules.read' },
      { label: '规则草案', path: '/rules/drafts', right: 'rules.review', holds: ['/rules/import'] },
      { label: '试算', path: '/trials', right: 'trials.read' },
      { label: '试算案例', path: '/trials/cases', right: 'trials.read' },
    ],
  },
  {
    label: '管理',
    items: [
      { label: '账号', path: '/users', right: 'users.read' },
      { label: '授权确认', path: '/grants', right: 'users.read' },
      { label: '审计日志', path: '/audit', right: 'audit.read' },
    ],
  },
]
