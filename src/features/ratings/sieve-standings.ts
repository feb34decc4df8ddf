import { createSieve, type StandingRow } from '../../domain/rating/columns/sieve.ts'
import type { PackedValues } from '../../domain/rating/packed-measured.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Rules } from '../rules/index.ts'
import { raterBy } from './raters.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'

/** Of these standings, those that have to be judged: the others come out of other rules as they are, alerts included. */
export type SieveStandings = (
  standings: readonly StandingDocument[],
  alerts: ReadonlyMap<string, AlertsDocument>,
) => Promise<readonly StandingDocument[]>

/** Looks at what was measured, as long as time alone cannot have changed it and the rules need no more. */
export function createSieveStandings(rater: Rater, day: Day, rules: Rules): SieveStandings {
  const sieves = new Map<string, ReturnType<typeof createSieve> | null>()
  const sieveOf = async (hash: string) => {
    const known = sieves.get(hash)
    if (known !== undefined) return known
    const measuredBy = hash === '' ? null : await raterBy(hash, rules)
    const sieve = measuredBy !== null && rater.canJudge(measuredBy) ? createSieve(rater, measuredBy) : null
    sieves.set(hash, sieve)
    return sieve
  }
  return async (standings, alerts) => {
    const held = standings.filter(({ asOf, nextChangeOn }) => asOf <= day && day < nextChangeOn)
    const caught = held.length === standings.length ? [] : standings.filter(standing => !held.includes(standing))
    for (const hash of new Set(held.map(({ measuredBy }) => measuredBy))) {
      const some = held.filter(({ measuredBy }) => measuredBy === hash)
      const sieve = await sieveOf(hash)
      const changed = sieve?.(some.map(standing => rowOf(standing, alerts.get(standing.cadreId))))
      caught.push(...some.filter((_, i) => changed?.[i] ?? true))
    }
    return caught
  }
}

function rowOf(standing: StandingDocument, alerts: AlertsDocument | undefined): StandingRow {
  const { head, classCode, scored, candidate, score, colour, ratingMark, parts, measured } = standing
  const alertKeys = Object.fromEntries(Object.entries(alerts?.alerts ?? {}).map(([kind, { key }]) => [kind, key]))
  return {
    ...{ head, classCode, scored, candidate, colour, mark: ratingMark, means: parts, alertKeys },
    score: score < 0 ? null : score,
    values: JSON.parse(measured) as PackedValues,
  }
}
