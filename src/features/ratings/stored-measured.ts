import { canonical } from '../../domain/canonical.ts'
import type { Measured } from '../../domain/rating/measured.ts'
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

/** What was measured of a standing; the readings by slot of the rules it names in `measuredBy`. */
export function measuredOf(standing: Pick<StandingDocument, 'measured' | Said>): Measured {
  const { cadreId, asOf, unitId, head, nextChangeOn } = standing
  const stored = JSON.parse(standing.measured) as Omit<PackedMeasured, Said>
  return unpackMeasured({ ...stored, cadreId, asOf, unitId, head, nextChangeOn })
}
