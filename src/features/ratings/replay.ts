import { canonical } from '../../domain/canonical.ts'
import { alertsOf } from '../../domain/rating/alerts.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import { withoutRecords } from '../../domain/rating/outline.ts'
import type { Placing } from '../../domain/rating/place.ts'
import type { Rater, Rating } from '../../domain/rating/rate.ts'
import { type Outcome, outcomeUnder, setsOf } from '../../domain/rating/suggest.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { rowOfDocument } from './board.ts'
import { type CountsDocument, countsDocument, countsOf } from './counts.ts'
import { lastEntries } from './judged.ts'
import type { AsOf } from './rate-as-of.ts'
import { raterOf } from './raters.ts'
import { joinedFields, ownFields } from './standing-fields.ts'
import type { AlertsDocument, StandingDocument } from './standing-model.ts'
import { valuesOf } from './stored-measured.ts'

/** One place where the materialised state and the ledger disagree. */
export interface Difference {
  readonly cadreId: string
  readonly field: string
  readonly stored: unknown
  readonly rebuilt: unknown
}

/** What is kept of an edition. */
interface Stored {
  /** By cadre, of those who have any. */
  readonly alerts: ReadonlyMap<string, AlertsDocument>
  readonly standings: readonly StandingDocument[]
  /** The cut-offs of the ranks; who has a place, the standings say. */
  readonly classes: Placing['classes']
  readonly counts: readonly CountsDocument[]
}

/** Compares what is stored with what the ledger gives today. No difference: the projections are right. `measurers`: by hash. */
export function differences(stored: Stored, rebuilt: AsOf, measurers: ReadonlyMap<string, Rater>): Difference[] {
  const found: Difference[] = []
  const byId = new Map(stored.standings.map(standing => [standing.cadreId, standing]))
  const sets = setsOf(rebuilt.placing)
  const rater = raterOf(rebuilt.version)
  const last = lastEntries(rebuilt.entries)
  for (const [cadreId, measured] of rebuilt.measured) {
    const rating = rebuilt.ratings.get(cadreId)
    if (rating === undefined) continue
    const standing = byId.get(cadreId)
    byId.delete(cadreId)
    if (standing === undefined) found.push({ cadreId, field: 'standing', stored: null, rebuilt: 'rated' })
    else {
      const outcome = outcomeUnder(rating, sets, rebuilt.version.ruleSet.quotas.colour)
      found.push(...compareStanding(standing, { rating, lastEntry: last.get(cadreId) ?? 0 }, outcome))
      found.push(...compareMeasured(standing, measured, rater, measurers.get(standing.measuredBy)))
      found.push(...compareAlerts(stored.alerts.get(cadreId), rating, rebuilt.version.ruleSet))
    }
  }
  for (const cadreId of byId.keys()) found.push({ cadreId, field: 'standing', stored: 'rated', rebuilt: null })
  for (const cadreId of stored.alerts.keys())
    if (!rebuilt.ratings.has(cadreId)) found.push({ cadreId, field: 'alerts', stored: 'some', rebuilt: null })
  const [{ classes }, now] = [stored, rebuilt.placing.classes]
  // While nobody was ever rated there are no cut-offs to be right.
  const isEmpty = stored.standings.length + rebuilt.measured.size === 0
  if (!isEmpty && canonical(classes) !== canonical(now))
    found.push({ cadreId: '', field: 'cut-offs', stored: classes, rebuilt: now })
  found.push(...compareCounts(stored))
  return found
}

/** What is counted against what stands there. */
function compareCounts({ standings, alerts, counts }: Stored): Difference[] {
  const stored = new Map(counts.map(document => [document.unitId, inOrder(document)]))
  const counted = countsOf(standings.map(standing => rowOfDocument(standing, alerts.get(standing.cadreId))))
  const rebuilt = new Map([...counted].map(([unitId, cells]) => [unitId, inOrder(countsDocument(0, unitId, cells))]))
  return [...new Set([...stored.keys(), ...rebuilt.keys()])]
    .map(unitId => ({ unitId, pair: [stored.get(unitId) ?? null, rebuilt.get(unitId) ?? null] }))
    .filter(({ pair: [a, b] }) => canonical(a) !== canonical(b))
    .map(({ unitId, pair: [a, b] }) => ({ cadreId: '', field: `counts ${unitId}`, stored: a, rebuilt: b }))
}

/** Cells are kept in the order in which they first came. */
const inOrder = ({ cells, alerts, listed }: CountsDocument) => ({
  cells: cells.map(cell => canonical(cell)).sort(),
  alerts: alerts.map(cell => canonical(cell)).sort(),
  listed,
})

/** Since when an alert stands is history; what it says is not. */
function compareAlerts(document: AlertsDocument | undefined, rating: Rating, ruleSet: RuleSet): Difference[] {
  const { alerts = {}, unitId, classCode } = document ?? rating
  const keys = Object.fromEntries(Object.entries(alerts).map(([kind, alert]) => [kind, alert.key]))
  const stored = { unitId, classCode, keys }
  const rebuilt = { unitId: rating.unitId, classCode: rating.classCode, keys: alertsOf(rating, ruleSet) }
  const agrees = canonical(stored) === canonical(rebuilt)
  return agrees ? [] : [{ cadreId: rating.cadreId, field: 'alerts', stored, rebuilt }]
}

function compareStanding(
  standing: StandingDocument,
  { rating, lastEntry }: { readonly rating: Rating; readonly lastEntry: number },
  outcome: Outcome,
): Difference[] {
  const found: Difference[] = []
  const compare = (field: string, stored: unknown, rebuilt: unknown): void => {
    if (canonical(stored) !== canonical(rebuilt)) found.push({ cadreId: rating.cadreId, field, stored, rebuilt })
  }
  const { since, ...joined } = joinedFields(outcome, standing.since)
  // `asOf` is the day it was last looked at; until `nextChangeOn`, which may be early, it holds for every later day.
  const { asOf, nextChangeOn, measured, measuredBy, ...own } = ownFields({ outline: rating, lastEntry, ...unmeasured })
  for (const [field, rebuilt] of Object.entries({ ...joined, ...own }))
    compare(field, standing[field as keyof StandingDocument], rebuilt)
  if (standing.nextChangeOn <= asOf || standing.nextChangeOn > nextChangeOn)
    compare('nextChangeOn', standing.nextChangeOn, nextChangeOn)
  return found
}

/** What was measured is compared apart. */
const unmeasured = { measured: '', measuredBy: '' } as const

/** What a standing keeps against what the ledger gives, in the slots of the edition's rules. */
function compareMeasured(
  standing: StandingDocument,
  rebuilt: Measured,
  rater: Rater,
  measuredBy: Rater | undefined,
): Difference[] {
  const { cadreId } = standing
  const slots = measuredBy !== undefined && rater.canJudge(measuredBy) ? rater.slotsIn(measuredBy) : null
  if (measuredBy === undefined || slots === null)
    return [{ cadreId, field: 'measuredBy', stored: standing.measuredBy, rebuilt: rater.ruleSet.id }]
  const kept = valuesOf(standing, measuredBy)
  const months = new Set(rater.compiled.changeMonths)
  const seen: Record<string, unknown> = {
    ...kept,
    values: slots.map(slot => kept.values[slot] ?? null),
    past: kept.past.filter(one => months.has(one.months)),
  }
  const { asOf, nextChangeOn, ...measured } = withoutRecords(rebuilt)
  return Object.entries({ ...measured, values: measured.values.map(value => value ?? null) })
    .filter(([key, value]) => canonical(seen[key]) !== canonical(value))
    .map(([key, value]) => ({ cadreId, field: `measured.${key}`, stored: seen[key], rebuilt: value }))
}
