import { canonical } from '../../domain/canonical.ts'
import { alertsOf } from '../../domain/rating/alerts.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import { type Outcome, outcomeUnder, setsOf } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { AsOf } from './rate-as-of.ts'
import { joinedFields, ownFields } from './standing-fields.ts'
import type { StandingDocument } from './standing-model.ts'
import type { UnitCount } from './standing-store.ts'

/** One place where the materialised state and the ledger disagree. */
export interface Difference {
  readonly cadreId: string
  readonly field: string
  readonly stored: unknown
  readonly rebuilt: unknown
}

/** What is kept of an edition. */
interface Stored {
  readonly standings: readonly StandingDocument[]
  readonly placing: Placing
  readonly counts: readonly UnitCount[]
}

/** Compares what is stored with what the ledger gives today. No difference: the projections are right. */
export function differences(stored: Stored, rebuilt: AsOf): Difference[] {
  const found: Difference[] = []
  const byId = new Map(stored.standings.map(standing => [standing.cadreId, standing]))
  const sets = setsOf(rebuilt.placing)
  for (const [cadreId, rating] of rebuilt.ratings) {
    const standing = byId.get(cadreId)
    byId.delete(cadreId)
    if (standing === undefined) found.push({ cadreId, field: 'standing', stored: null, rebuilt: 'rated' })
    else {
      const outcome = outcomeUnder(rating, sets, rebuilt.version.ruleSet.quotas.colour)
      found.push(...compareStanding(standing, rating, outcome))
      found.push(...compareAlerts(standing, rating, rebuilt.version.ruleSet))
    }
  }
  for (const cadreId of byId.keys()) found.push({ cadreId, field: 'standing', stored: 'rated', rebuilt: null })
  const { placing } = stored
  if (canonical(placing) !== canonical(rebuilt.placing)) {
    found.push({ cadreId: '', field: 'placing', stored: placing, rebuilt: rebuilt.placing })
  }
  found.push(...compareCounts(stored))
  return found
}

/** What is counted against what stands there. */
function compareCounts({ standings, counts }: Pick<Stored, 'standings' | 'counts'>): Difference[] {
  const kept = new Map<string, number>()
  const key = ({ unitId, classCode, suggested, mark, placed }: Omit<UnitCount, 'n'>): string =>
    [unitId, classCode, suggested, mark ?? '', placed ?? ''].join('|')
  for (const cell of counts) kept.set(key(cell), cell.n)
  for (const standing of standings) kept.set(key(standing), (kept.get(key(standing)) ?? 0) - 1)
  return [...kept]
    .filter(([, n]) => n !== 0)
    .map(([cell, n]) => ({ cadreId: '', field: `counts ${cell}`, stored: n, rebuilt: 0 }))
}

/** Since when an alert stands is history; what it says is not. */
function compareAlerts({ alerts = {} }: StandingDocument, rating: Rating, ruleSet: RuleSet): Difference[] {
  const stored = Object.fromEntries(Object.entries(alerts).map(([kind, { key }]) => [kind, key]))
  const rebuilt = alertsOf(rating, ruleSet)
  const agrees = canonical(stored) === canonical(rebuilt)
  return agrees ? [] : [{ cadreId: rating.cadreId, field: 'alerts', stored, rebuilt }]
}

function compareStanding(standing: StandingDocument, rating: Rating, outcome: Outcome): Difference[] {
  const found: Difference[] = []
  const compare = (field: string, stored: unknown, rebuilt: unknown): void => {
    if (canonical(stored) !== canonical(rebuilt)) found.push({ cadreId: rating.cadreId, field, stored, rebuilt })
  }
  const { since, ...joined } = joinedFields(outcome, standing.since)
  // `asOf` is the day it was last looked at; until `nextChangeOn`, which may be early, it holds for every later day.
  const { asOf, nextChangeOn, alerts, rating: measured, ...own } = ownFields(rating, {})
  for (const [field, rebuilt] of Object.entries({ ...joined, ...own }))
    compare(field, standing[field as keyof StandingDocument], rebuilt)
  const stored = JSON.parse(standing.rating) as Record<string, unknown>
  for (const [key, rebuilt] of Object.entries(JSON.parse(measured) as object))
    compare(`rating.${key}`, stored[key], rebuilt)
  if (standing.nextChangeOn <= asOf || standing.nextChangeOn > nextChangeOn)
    compare('nextChangeOn', standing.nextChangeOn, nextChangeOn)
  return found
}
