import { canonical } from '../../domain/canonical.ts'
import type { Measured } from '../../domain/rating/measured.ts'
import type { MeasuredValues } from '../../domain/rating/outline.ts'
import { type PackedMeasured, packMeasured, unpackMeasured } from '../../domain/rating/packed-measured.ts'
import type { StandingDocument } from './standing-model.ts'

/** What the fields of the standing say of the measured values: it is not kept twice. */
const saidElsewhere = ['cadreId', 'asOf', 'unitId', 'head', 'nextChangeOn'] as const

type Said = (typeof saidElsewhere)[number]

/** The rest, as canonical JSON: no limit, weight or quota is in it, so that other ones leave it as it is. */
export function storedMeasured(measured: Measured): string {
  const packed: Partial<PackedMeasured> = packMeasured(measured)
  for (const key of saidElsewhere) delete packed[key]
  return canonical(packed)
}

/** The values alone, for judging without reasons. */
export function valuesOf(standing: Pick<StandingDocument, 'measured' | Said>): MeasuredValues {
  const { cadreId, asOf, unitId, head, nextChangeOn } = standing
  const stored = JSON.parse(standing.measured) as Omit<PackedMeasured, Said>
  const values = stored.readings.map(reading => (reading === null ? undefined : reading[0]))
  return { ...stored, cadreId, asOf, unitId, head, nextChangeOn, values }
}

/** What was measured of a standing; the readings by slot of the rules it names in `measuredBy`. */
export function measuredOf(standing: Pick<StandingDocument, 'measured' | Said>): Measured {
  const { cadreId, asOf, unitId, head, nextChangeOn } = standing
  const stored = JSON.parse(standing.measured) as Omit<PackedMeasured, Said>
  return unpackMeasured({ ...stored, cadreId, asOf, unitId, head, nextChangeOn })
}
