import { addDays, endOfDay } from '../../domain/time/days.ts'
import type { AuditEntry } from '../../platform/journal/index.ts'
import { field, select } from '../../web/form.ts'
import { count } from '../../web/format.ts'
import { optionalChoice, optionalDay, optionalInteger, optionalText, parseInput } from '../../web/parse.ts'
import type { Input } from '../../web/route.ts'
import type { AuditParts, Vocabulary } from './audit-parts.ts'
import { countedAtMost } from './audit-store.ts'
import { auditRow } from './audit-view.ts'
import { actionText } from './audit-words.ts'

type Words = Readonly<Record<string, string>>

const results = { done: '办成', refused: '未成' } as const
const query = {
  person: optionalText('人员', 30),
  action: optionalText('动作', 64),
  object: optionalText('对象', 100),
  from: optionalDay('起始日期'),
  to: optionalDay('截止日期'),
  result: optionalChoice('结果', ['done', 'refused']),
  below: optionalInteger('翻页'),
  above: optionalInteger('翻页'),
}

/** The part of the log a query asks for, in words. */
export async function auditList(input: Input, rows: number, parts: AuditParts) {
  const { store, accounts, words } = parts
  const { below, above, ...asked } = parseInput(query, input)
  const filter = {
    person: asked.person,
    action: asked.action === '' ? null : asked.action,
    object: (asked.object && (await accounts.idOf(asked.object))) || asked.object,
    after: asked.from === null ? null : endOfDay(addDays(asked.from, -1)),
    until: asked.to === null ? null : endOfDay(asked.to),
    refused: asked.result === null ? null : asked.result === 'refused',
  }
  const [page, total, actions] = await Promise.all([
    store.page(filter, { below, above }, rows),
    store.count(filter),
    store.actions(),
  ])
  const vocabulary = await vocabularyOf(parts, page.entries)
  const newest = page.entries[0]?.seq
  const oldest = page.entries.at(-1)?.seq
  return {
    filters: filtersOf(input, actions, words),
    chips: chipsOf(asked, words),
    rows: page.entries.map(entry => auditRow(entry, vocabulary)),
    summary: `共 ${total > countedAtMost ? `${count(countedAtMost)} 条以上` : `${count(total)} 条`}，按时间由近到远`,
    paging: {
      summary: `本页 ${page.entries.length} 条`,
      previous: page.hasNewer && newest !== undefined ? linkOf({ ...asked, above: String(newest) }) : null,
      next: page.hasOlder && oldest !== undefined ? linkOf({ ...asked, below: String(oldest) }) : null,
    },
  }
}

/** The words for these entries. */
export async function vocabularyOf(
  { accounts, words }: AuditParts,
  entries: readonly AuditEntry[],
): Promise<Vocabulary> {
  const ids = entries.flatMap(({ object }) => (object?.type === 'user' ? [object.id] : []))
  return { words, usernames: await accounts.usernames(ids) }
}

function filtersOf(typed: Input, actions: readonly string[], words: Words) {
  const choices = actions.map(value => ({ value, label: actionText(value, words) }))
  const resultChoices = Object.entries(results).map(([value, label]) => ({ value, label }))
  return {
    person: field('person', '人员', typed, {}, { placeholder: '姓名' }),
    action: select('action', '动作', choices, typed, {}, { blank: '全部' }),
    object: field('object', '对象', typed, {}, { placeholder: '编号或用户名' }),
    from: field('from', '起始日期', typed, {}),
    to: field('to', '截止日期', typed, {}),
    result: select('result', '结果', resultChoices, typed, {}, { blank: '全部' }),
  }
}

type Asked = Readonly<Record<string, string | null>>

function chipsOf(asked: Asked, words: Words) {
  const labels = { person: '人员', action: '动作', object: '对象', from: '自', to: '至', result: '结果' }
  return Object.entries(labels).flatMap(([name, label]) => {
    const value = asked[name]
    if (!value) return []
    const shown = name === 'action' ? actionText(value, words) : name === 'result' ? resultText(value) : value
    return [{ label, value: shown, without: linkOf({ ...asked, [name]: null }) }]
  })
}

const resultText = (value: string): string => (value === 'refused' ? results.refused : results.done)

function linkOf(values: Asked): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length === 0 ? '/audit' : `/audit?${new URLSearchParams(given)}`
}
