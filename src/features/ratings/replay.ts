import { canonical } from '../../domain/canonical.ts'
import { alertsOf } from '../../domain/rating/alerts.ts'
import { type PackedRating, packRating } from '../../domain/rating/packed-rating.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import { outcomeUnder, setsOf } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { earliest } from '../../domain/time/days.ts'
import type { PlacingDocument } from './board-keeper.ts'
import type { AsOf } from './rate-as-of.ts'
import type { StandingDocument } from './standing-model.ts'

/** One place where the materialised state and the ledger disagree. */
export interface Difference {
  readonly cadreId: string
  readonly field: string
  readonly stored: unknown
  readonly rebuilt: unknown
}

/** Compares what is stored with what the ledger gives today. No difference: the projections are right. */
export function differences(
  stored: { readonly standings: readonly StandingDocument[]; readonly placing: PlacingDocument | null },
  rebuilt: AsOf,
  nextRules: string,
): Difference[] {
  const found: Difference[] = []
  const byId = new Map(stored.standings.map(standing => [standing._id, standing]))
  const sets = setsOf(rebuilt.placing)
  for (const [cadreId, rating] of rebuilt.ratings) {
    const standing = byId.get(cadreId)
    byId.delete(cadreId)
    if (standing === undefined) found.push({ cadreId, field: 'standing', stored: null, rebuilt: 'rated' })
    else {
      const outcome = outcomeUnder(rating, sets, rebuilt.version.ruleSet.quotas.colour)
      const expected = { ...rating, nextChangeOn: earliest(rating.nextChangeOn, nextRules) }
      found.push(...compareStanding(standing, expected, outcome))
      found.push(...compareAlerts(standing, rating, rebuilt.version.ruleSet))
    }
  }
  for (const cadreId of byId.keys()) found.push({ cadreId, field: 'standing', stored: 'rated', rebuilt: null })
  const placing = stored.placing?.placing ?? null
  if (canonical(placing) !== canonical(rebuilt.placing)) {
    found.push({ cadreId: '', field: 'placing', stored: placing, rebuilt: rebuilt.placing })
  }
  return found
}

/** Since when an alert stands is history; what it says is not. */
function compareAlerts({ alerts = {} }: StandingDocument, rating: Rating, ruleSet: RuleSet): Difference[] {
  const stored = Object.fromEntries(Object.entries(alerts).map(([kind, { key }]) => [kind, key]))
  const rebuilt = alertsOf(rating, ruleSet)
  const agrees = canonical(stored) === canonical(rebuilt)
  return agrees ? [] : [{ cadreId: rating.cadreId, field: 'alerts', stored, rebuilt }]
}

function compareStanding(
  standing: StandingDocument,
  rating: Rating,
  outcome: { readonly colour: string; readonly mark: string | null },
): Difference[] {
  const found: Difference[] = []
  const compare = (field: string, stored: unknown, rebuilt: unknown): void => {
    if (canonical(stored) !== canonical(rebuilt)) found.push({ cadreId: rating.cadreId, field, stored, rebuilt })
  }
  compare(
    'suggested',
    { colour: standing.suggested, mark: standing.mark },
    { colour: outcome.colour, mark: outcome.mark },
  )
  compare('placed', standing.placed, rating.placed?.colour ?? null)
  const stored = JSON.parse(standing.rating) as PackedRating
  const rebuilt = packRating(rating)
  for (const key of Object.keys(rebuilt) as (keyof PackedRating)[]) {
    // `asOf` is the day it was last looked at; until `nextChangeOn`, which may be early, it holds for every later day.
    if (key !== 'asOf' && key !== 'nextChangeOn') compare(`rating.${key}`, stored[key], rebuilt[key])
  }
  if (standing.nextChangeOn <= rating.asOf || standing.nextChangeOn > rating.nextChangeOn) {
    compare('nextChangeOn', standing.nextChangeOn, rating.nextChangeOn)
  }
  return found
}
