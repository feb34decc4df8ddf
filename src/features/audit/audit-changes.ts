import { createHash } from 'node:crypto'
import type { AuditEntry } from '../../platform/journal/index.ts'
import { instantText } from '../../web/format.ts'
import { isKept, NOT_KEPT } from './asked.ts'
import { actionText, fieldText } from './audit-words.ts'

/** Objects that hold no personnel data: their values are shown. 三员 read no business data, so of others only which fields. */
const openTypes = new Set(['user', 'setup', 'page', 'grant', 'settings', 'ruleSet', 'rule-set'])

/** What a reviewer of rules wrote of the cadres in saved cases: not shown of an open object either. */
const closedFields = new Set(['acknowledged', 'comment'])

interface ChangeRow {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** Field by field, what an entry says the object was and became. */
export function changesOf(
  { action, object, result, before, after }: AuditEntry,
  words: Readonly<Record<string, string>>,
) {
  const isOpen = object === null || openTypes.has(object.type)
  // Reads from before names were left out still hold them.
  const isHeld = (name: string): boolean => object?.type !== 'page' || isKept(action, name, result === null)
  const isShown = (name: string): boolean => isOpen && !closedFields.has(name)
  const was = fieldsOf(before)
  const is = fieldsOf(after)
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changes: ChangeRow[] = names.map(name => {
    const show = isShown(name) ? (isHeld(name) ? shown : notKept) : hidden
    return {
      field: fieldText(name),
      before: show(was[name]),
      after: name === 'audit' ? actionText(String(is[name]), words) : show(is[name]),
    }
  })
  return { changes, hidesValues: !names.every(isShown) }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {}
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { 内容: value }
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? instantText(value) : value
}

const notKept = (value: unknown): string => (value === undefined ? '—' : NOT_KEPT)

/** Two equal values have the same mark; what they are is not said. */
function hidden(value: unknown): string {
  if (value === undefined || value === null) return '—'
  return `＊ ${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8)}`
}
