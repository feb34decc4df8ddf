import { canonical } from '../../domain/canonical.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import type { MeasuredValues } from '../../domain/rating/outline.ts'
import { type Given, type PackedValues, packValues, unpackValues } from '../../domain/rating/packed-measured.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import type { StandingDocument } from './standing-model.ts'

/** The values as canonical JSON, but for what the fields of the standing say: no limit, weight or quota is in it. */
export const storedMeasured = (measured: Measured, measuredBy: Rater): string =>
  canonical(packValues(measured, measuredBy))

/** The values that a standing keeps; `measuredBy`: the rules that it names. */
export function valuesOf(standing: Pick<StandingDocument, 'measured'> & Given, measuredBy: Rater): MeasuredValues {
  const { cadreId, asOf, unitId, head, nextChangeOn } = standing
  const given = { cadreId, asOf, unitId, head, nextChangeOn }
  return unpackValues(JSON.parse(standing.measured) as PackedValues, given, measuredBy)
}
