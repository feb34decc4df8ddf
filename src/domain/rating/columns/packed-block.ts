import { numberNames, type PackedValues } from '../packed-measured.ts'
import type { Rater } from '../rate.ts'
import type { Block } from './block.ts'
import { unitKinds } from './layout.ts'
import { passing } from './passing.ts'

/** One cadre as a standing keeps it. */
export interface PackedRow {
  readonly values: PackedValues
  readonly head: boolean
}

const said: Readonly<Record<string, (row: PackedRow) => number>> = {
  kind: ({ values }) => unitKinds.indexOf(values.unitKind),
  head: ({ head }) => Number(head),
  absent: ({ values }) => Number(values.absent),
}

const missing = (): number => Number.NaN

/** Rows of one measurer as a block that reads them where they lie: it says of whom and what was measured, not what came of it. */
export function blockOfPacked(rows: readonly PackedRow[], measuredBy: Rater): Block {
  const places = placesOf(measuredBy)
  const size = rows.length
  const readerOf = (name: string): ((row: PackedRow) => number) => {
    const place = places.get(name)
    return place === undefined ? (said[name] ?? missing) : ({ values }) => values.numbers[place] ?? Number.NaN
  }
  const load = (name: string, into: Float64Array): Float64Array => {
    const read = readerOf(name)
    for (let i = 0; i < size; i += 1) into[i] = read(rows[i] as PackedRow)
    return into
  }
  const opened = new Map<string, Float64Array>()
  return {
    size,
    unitIds: [],
    cadreIdOf: () => '',
    column: name => {
      const values = opened.get(name) ?? load(name, new Float64Array(size))
      opened.set(name, values)
      return values
    },
    load,
    passing: (name, op, limit, into) => passing(load(name, into), size, op, limit),
    at: (name, row) => readerOf(name)(rows[row] as PackedRow),
    close: () => opened.clear(),
  }
}

const known = new WeakMap<Rater, ReadonlyMap<string, number>>()

function placesOf(measuredBy: Rater): ReadonlyMap<string, number> {
  const places = known.get(measuredBy) ?? new Map(numberNames(measuredBy).map((name, i) => [name, i]))
  known.set(measuredBy, places)
  return places
}
