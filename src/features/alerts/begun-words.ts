import { type AlertKind, alertKinds } from '../../domain/rating/alerts.ts'
import type { AlertFilter } from '../ratings/index.ts'
import type { RatingsView } from '../viewpoints/index.ts'
import { kindNames } from './alert-words.ts'

type Counts = Readonly<Record<AlertKind, number>>

/**
 * What became of the counts when the rules of this month came into force, of the kinds that jumped:
 * `规则 V2 自 2022-06-01 起施行：临近转差的，施行前 50 人，现在 211 人。` Else ''.
 */
export async function begunWords(
  { version: { ruleSet, effectiveOn }, day, alerts }: RatingsView,
  filter: AlertFilter,
  now: Counts,
): Promise<string> {
  if (filter.since !== null || monthOf(effectiveOn) !== monthOf(day)) return ''
  const before = await alerts.countsBefore(filter)
  if (before === null) return ''
  const jumped = alertKinds.flatMap(kind => {
    if (kind === 'term' || !isJump(before[kind], now[kind])) return []
    return [`${kindNames[kind]}的，施行前 ${before[kind]} 人，现在 ${now[kind]} 人`]
  })
  return jumped.length === 0 ? '' : `规则 ${ruleSet.id} 自 ${effectiveOn} 起施行：${jumped.join('；')}。`
}

const monthOf = (day: string): string => day.slice(0, 7)

/** By half of what it was or more: less is what a month's records do. */
const isJump = (before: number, now: number): boolean => before !== now && Math.abs(now - before) * 2 >= before
