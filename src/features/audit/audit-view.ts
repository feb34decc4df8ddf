import { roles } from '../../domain/access/roles.ts'
import type { AuditEntry } from '../../platform/journal/index.ts'
import { instantText } from '../../web/format.ts'
import { changesOf } from './audit-changes.ts'
import type { Vocabulary } from './audit-parts.ts'
import { actionText, objectText, refusalText } from './audit-words.ts'

const roleText = (role: string): string => (roles as Readonly<Record<string, string>>)[role] ?? '—'

/** Whether an entry tells of something that was not let happen. */
const isRefused = ({ result }: AuditEntry): boolean => partOf(result, 'refused') === true

function partOf(result: unknown, name: string): unknown {
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>)[name] : undefined
}

/** What happened, in one sentence without the name of who did it. */
function sentence(entry: AuditEntry, { words }: Vocabulary): string {
  const what = actionText(entry.action, words)
  if (!isRefused(entry)) return what
  const why = partOf(entry.result, 'why')
  return typeof why === 'string' ? `${what}，未成：${refusalText(why)}` : what
}

function objectOf({ object }: AuditEntry, { usernames }: Vocabulary): string {
  return object === null ? '—' : `${objectText(object.type)} ${usernames.get(object.id) ?? object.id}`
}

/** One line of the log. */
export const auditRow = (entry: AuditEntry, vocabulary: Vocabulary) => ({
  seq: entry.seq,
  path: `/audit/${entry.seq}`,
  time: `${instantText(entry.ts)}${entry.ts.slice(16, 19)}`,
  person: entry.actor.name,
  role: roleText(entry.actor.role),
  what: sentence(entry, vocabulary),
  object: objectOf(entry, vocabulary),
  result: isRefused(entry) ? '未成' : '办成',
  refused: isRefused(entry),
  address: entry.address ?? '—',
})

/** One entry with what changed. */
export function auditDetail(entry: AuditEntry, vocabulary: Vocabulary) {
  const row = auditRow(entry, vocabulary)
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
      { label: '账本序号', value: entry.ledger === null ? '—' : entry.ledger.join(' 至 ') },
    ],
    ...changesOf(entry, vocabulary.words),
  }
}
