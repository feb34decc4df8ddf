import type { Placing } from '../../domain/rating/place.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { StandingDocument } from './standing-model.ts'

/** As much of the placing as speaks of this one standing. */
export function placingFor(standing: StandingDocument, classes: Placing['classes'], { quotas }: RuleSet): Placing {
  const { cadreId, suggested, mark } = standing
  const only = (holds: boolean): string[] => (holds ? [cadreId] : [])
  return {
    classes,
    placed: only(mark === null && suggested === quotas.colour && standing.colour !== quotas.colour),
    tied: only(mark === 'tied'),
    full: only(mark === 'full'),
  }
}
