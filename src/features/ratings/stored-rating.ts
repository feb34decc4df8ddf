import { canonical } from '../../domain/canonical.ts'
import { type PackedRating, packRating, unpackRating } from '../../domain/rating/packed-rating.ts'
import type { Rating } from '../../domain/rating/rate.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { StandingDocument } from './standing-model.ts'

/** What the fields of the standing and the edition's rules say of a rating: it is not kept twice. */
const saidElsewhere = [
  'cadreId',
  'asOf',
  'ruleSet',
  'unitId',
  'classCode',
  'head',
  'scored',
  'provisional',
  'colour',
  'mark',
  'candidate',
  'alerts',
  'nextChangeOn',
] as const

type StoredRating = Omit<PackedRating, (typeof saidElsewhere)[number]>

/** The rest, as canonical JSON: other thresholds leave it as it is. */
export function storedRating(rating: Rating): string {
  const packed: Partial<Record<keyof PackedRating, unknown>> = { ...packRating(rating) }
  for (const key of saidElsewhere) delete packed[key]
  return canonical(packed)
}

type Fields =
  | 'cadreId'
  | 'asOf'
  | 'unitId'
  | 'classCode'
  | 'head'
  | 'scored'
  | 'colour'
  | 'ratingMark'
  | 'candidate'
  | 'nextChangeOn'

/** The rating a standing holds; `ruleSet` is the one of its edition. */
export function ratingOf(standing: Pick<StandingDocument, 'rating' | Fields>, ruleSet: RuleSet): Rating {
  const stored = JSON.parse(standing.rating) as StoredRating
  const { cadreId, asOf, unitId, classCode, head, scored, colour, ratingMark, candidate, nextChangeOn } = standing
  const rating = unpackRating(
    {
      ...stored,
      ...{ cadreId, asOf, unitId, classCode, head, scored, colour, mark: ratingMark, candidate, nextChangeOn },
      ruleSet: ruleSet.id,
      provisional: stored.coverage < ruleSet.marks.minCoverage,
      alerts: [],
    },
    ruleSet,
  )
  const alerts = ruleSet.conditions.filter(
    ({ effect }, i) => effect === 'alert' && rating.conditions[i]?.verdict === 'true',
  )
  return { ...rating, alerts: alerts.map(({ id }) => id) }
}
