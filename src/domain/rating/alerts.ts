import { leavesOf } from '../rules/leaves.ts'
import type { ConditionRule, RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import type { Explained } from './conditions.ts'
import { type Nearness, nearness } from './near.ts'
import type { Placed } from './placed.ts'
import type { Rating } from './rating.ts'

/** 临近转差, 临近转好, 得分骤降, 未见记录, 名单到期, 其他提示. */
export const alertKinds = ['down', 'up', 'fell', 'idle', 'term', 'other'] as const
export type AlertKind = (typeof alertKinds)[number]

/**
 * What people should look at, each with what it is sorted by, the most pressing least: a distance in hundredths, the
 * change of the score, months without a record (negative), the last day of a term. Terms are all here: the reader asks
 * by the day, so that no standing has to move when one comes near.
 */
export type AlertKeys = Readonly<Partial<Record<AlertKind, number | Day>>>

/** The alerts of a rating, from its own conditions and its placement in force. */
export const alertsOf = (rating: Rating, ruleSet: RuleSet): AlertKeys =>
  keysOf(nearness(rating, ruleSet), ruledAlerts(rating, ruleSet), rating.placed)

/** The key of each kind that there is an alert of. */
export function keysOf(
  { down, up }: Nearness,
  ruled: readonly Pick<RuledAlert, 'kind' | 'key'>[],
  placed: Placed | null,
): AlertKeys {
  const keys: Partial<Record<AlertKind, number | Day>> = {}
  if (down !== null) keys.down = down.distance
  if (up !== null) keys.up = up.distance
  for (const { kind, key } of ruled) keys[kind] = key
  if (placed?.lastDay != null) keys.term = placed.lastDay
  return keys
}

/** An alert condition that is true. */
export interface RuledAlert {
  readonly conditionId: string
  readonly kind: 'fell' | 'idle' | 'other'
  readonly key: number
  readonly leaf: Extract<Explained, { node: 'leaf' }> | null
}

/** The true alert conditions, told apart by what they look at. */
export function ruledAlerts({ conditions }: Rating, ruleSet: RuleSet): RuledAlert[] {
  return ruleSet.conditions.flatMap((rule, i): RuledAlert[] => {
    const result = conditions[i]
    if (rule.effect !== 'alert' || result?.verdict !== 'true') return []
    const { kind, of } = lookingAt(rule)
    const leaf = of === null ? null : leafOf(result.tree, of)
    return [{ conditionId: rule.id, kind, key: keyOf(kind, leaf?.reading.value ?? 0), leaf }]
  })
}

/** Which kind an alert condition is of, and what the leaf compares that says so. */
export function lookingAt(rule: ConditionRule): {
  readonly kind: RuledAlert['kind']
  readonly of: 'scoreChange' | 'idle' | null
} {
  const compared = leavesOf(rule).map(({ leaf }) => ('compare' in leaf ? leaf.compare.of : null))
  if (compared.includes('scoreChange')) return { kind: 'fell', of: 'scoreChange' }
  return compared.includes('idle') ? { kind: 'idle', of: 'idle' } : { kind: 'other', of: null }
}

/** What an alert of a condition is sorted by, from the value of its leaf. */
export const keyOf = (kind: RuledAlert['kind'], value: number): number =>
  kind === 'fell' ? value : kind === 'idle' ? -value : 0

function leafOf(tree: Explained, of: string): RuledAlert['leaf'] {
  if (tree.node !== 'leaf') return tree.of.map(part => leafOf(part, of)).find(leaf => leaf !== null) ?? null
  return 'compare' in tree.leaf && tree.leaf.compare.of === of ? tree : null
}

/** An alert as it is kept: what it is sorted by, and the day since which it stands. */
interface StandingAlert {
  readonly key: number | Day
  readonly since: Day
}

export type StandingAlerts = Readonly<Partial<Record<AlertKind, StandingAlert>>>

/** The alerts with the day each began: what stood already keeps its day; a term that was moved begins anew. */
export function alertsSince(keys: AlertKeys, before: StandingAlerts | undefined, today: Day): StandingAlerts {
  const kept = Object.entries(keys).map(([kind, key]) => {
    const old = before?.[kind as AlertKind]
    const stands = old !== undefined && (kind !== 'term' || old.key === key)
    return [kind, { key, since: stands ? old.since : today }]
  })
  return Object.fromEntries(kept)
}
