import type { RuleSet } from '../rules/rule-set.ts'
import type { Day } from '../time/days.ts'
import type { Explained } from './conditions.ts'
import { nearness } from './near.ts'
import type { Rating } from './rate.ts'

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
export function alertsOf(rating: Rating, ruleSet: RuleSet): AlertKeys {
  const { down, up } = nearness(rating, ruleSet)
  const keys: Partial<Record<AlertKind, number | Day>> = {}
  if (down !== null) keys.down = down.distance
  if (up !== null) keys.up = up.distance
  for (const { kind, key } of ruledAlerts(rating, ruleSet)) keys[kind] = key
  if (rating.placed?.lastDay != null) keys.term = rating.placed.lastDay
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
    const fell = leafOf(result.tree, 'scoreChange')
    if (fell !== null) return [{ conditionId: rule.id, kind: 'fell', key: fell.reading.value ?? 0, leaf: fell }]
    const idle = leafOf(result.tree, 'idle')
    if (idle !== null) return [{ conditionId: rule.id, kind: 'idle', key: -(idle.reading.value ?? 0), leaf: idle }]
    return [{ conditionId: rule.id, kind: 'other', key: 0, leaf: null }]
  })
}

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
