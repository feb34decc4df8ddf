import type { Measured } from './measured.ts'
import type { Reading } from './reading.ts'

/** One reading: value, records, settled records; null where the judgement derives it. */
type PackedReading = readonly [number | null, readonly number[], readonly number[]] | null

/**
 * What was measured of a cadre, as it is kept: no limit, weight or verdict is in it, so that other limits change nothing
 * of it. The rule set that measured it says which leaf each reading belongs to.
 */
export interface PackedMeasured extends Omit<Measured, 'readings'> {
  readonly readings: readonly PackedReading[]
}

export const packMeasured = (measured: Measured): PackedMeasured => ({
  ...measured,
  readings: measured.readings.map(reading =>
    reading === null ? null : [reading.value, reading.entryIds, reading.settledIds],
  ),
})

export const unpackMeasured = (packed: PackedMeasured): Measured => ({
  ...packed,
  readings: packed.readings.map((reading): Reading | null =>
    reading === null ? null : { value: reading[0], entryIds: reading[1], settledIds: reading[2] },
  ),
})
