import { roles } from '../../domain/access/roles.ts'
import type { AuditEntry } from '../../platform/journal/index.ts'
import { instantText } from '../../web/format.ts'
import { changesOf } from './audit-changes.ts'
import { actionText, objectText, refusalText } from './audit-words.ts'

type Words = Readonly<Record<string, string>>

const roleText = (role: string): string => (roles as Words)[role] ?? '—'

/** Whether an entry tells of something that was not let happen. */
const isRefused = ({ result }: AuditEntry): boolean => partOf(result, 'refused') === true

function partOf(result: unknown, name: string): unknown {
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>)[name] : undefined
}

/** What happened, in one sentence without the name of who did it. */
function sentence(entry: AuditEntry, words: Words): string {
  const what = actionText(entry.action, words)
  if (!isRefused(entry)) return what
  const why = partOf(entry.result, 'why')
  return typeof why === 'string' ? `${what}，未成：${refusalText(why)}` : what
}

/** One line of the log. */
export const auditRow = (entry: AuditEntry, words: Words) => ({
  seq: entry.seq,
  path: `/audit/${entry.seq}`,
  time: `${instantText(entry.ts)}${entry.ts.slice(16, 19)}`,
  person: entry.actor.name,
  role: roleText(entry.actor.role),
  what: sentence(entry, words),
  object: entry.object === null ? '—' : `${objectText(entry.object.type)} ${entry.object.id}`,
  result: isRefused(entry) ? '未成' : '办成',
  refused: isRefused(entry),
  address: entry.address ?? '—',
})

/** One entry with what changed. */
export function auditDetail(entry: AuditEntry, words: Words) {
  const row = auditRow(entry, words)
  return {
    title: `第 ${entry.seq} 号：${row.what}`,
    trail: [{ label: '审计日志', path: '/audit' }],
    facts: [
      { label: '时间', value: row.time },
      { label: '人员', value: `${row.person}（${row.role}）` },
      { label: '动作', value: `${row.what}（${entry.action}）` },
      { label: '对象', value: row.object },
      { label: '结果', value: row.result },
      { label: '理由', value: entry.reason ?? '—' },
      { label: '来自地址', value: row.address },
      { label: '请求编号', value: entry.requestId },
      { label: '台账序号', value: entry.ledger === null ? '—' : entry.ledger.join(' 至 ') },
    ],
    ...changesOf(entry),
  }
}
