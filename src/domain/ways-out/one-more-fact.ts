import { channels } from '../facts/channels.ts'
import type { Rater } from '../rating/rate.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { Ground } from './hypothesis.ts'
import { createOracle, type Goal } from './out.ts'

/** The least kind of positive fact of which one more would do, asked of the engine; null when none would. */
export function oneMoreFact(rater: Pick<Rater, 'rate'>, ground: Ground, goal: Goal): string | null {
  const oracle = createOracle(rater, ground)
  const found = positiveCodes(ground.ruleSet).find(code => {
    const rating = oracle.ratingAfter([{ kind: 'fact', code, channel: unusedChannel(ground) }])
    return rating !== null && goal(rating)
  })
  return found ?? null
}

/** Codes of positive facts that count for the person, those of fewer points first. */
export const positiveCodes = ({ evidence }: RuleSet): string[] =>
  evidence
    .filter(rule => rule.positive && rule.points.person > 0)
    .sort((a, b) => a.points.person - b.points.person)
    .map(({ code }) => code)

/** A channel that none of the recorded facts came by, so that a further one counts as further. */
export function unusedChannel({ entries }: Ground, nth = 0): string {
  const used = new Set(entries.flatMap(entry => (entry.kind === 'fact' ? [entry.data.channel] : [])))
  const free = channels.filter(channel => !used.has(channel))
  return free[nth] ?? channels[nth % channels.length] ?? ''
}
