import { canonical } from '../../domain/canonical.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import type { MeasuredValues } from '../../domain/rating/outline.ts'
import {
  type Given,
  type PackedRecords,
  type PackedValues,
  packRecords,
  packValues,
  unpackValues,
  withRecords,
} from '../../domain/rating/packed-measured.ts'
import type { Rater } from '../../domain/rating/rate.ts'
import type { StandingDocument } from './standing-model.ts'

type Kept = Pick<StandingDocument, 'measured' | 'records'>

/** As canonical JSON, but for what the fields of the standing say: no limit, weight or quota is in it. */
export const storedMeasured = (measured: Measured, measuredBy: Rater): Kept => ({
  measured: canonical(packValues(measured, measuredBy)),
  records: canonical(packRecords(measured)),
})

/** The values alone, for judging without reasons; `measuredBy`: the rules that the standing names. */
export function valuesOf(standing: Pick<StandingDocument, 'measured'> & Given, measuredBy: Rater): MeasuredValues {
  const { cadreId, asOf, unitId, head, nextChangeOn } = standing
  const given = { cadreId, asOf, unitId, head, nextChangeOn }
  return unpackValues(JSON.parse(standing.measured) as PackedValues, given, measuredBy)
}

/** What was measured of a standing; the readings by slot of `measuredBy`. */
export const measuredOf = (standing: Kept & Given, measuredBy: Rater): Measured =>
  withRecords(valuesOf(standing, measuredBy), JSON.parse(standing.records) as PackedRecords)
