import type { Unit } from '../../domain/people/unit.ts'
import type { RatedPage, UnratedRow } from '../viewpoints/index.ts'
import { type ListRow, listRow } from './list-row.ts'

/** Rows kept; one takes some 5 KB. */
const MOST = 5000

/** Rows in words, with the units as they are named there. */
export type Worded = (page: Pick<RatedPage, 'rows' | 'rated'>, units: readonly Unit[]) => Promise<ListRow[]>

interface Kept {
  readonly from: UnratedRow['from']
  /** The register answers the same units, and not their likes, until one of them changes. */
  readonly units: readonly Unit[]
  readonly row: ListRow
}

/** Keeps the rows last shown: to put one into words it must be rated, and most pages show what another one has shown. */
export function createKeptRows(): Worded {
  // In the order in which they were last shown.
  const kept = new Map<string, Kept>()
  const named = new WeakMap<readonly Unit[], ReadonlyMap<string, Unit>>()
  return async ({ rows, rated }, units) => {
    const byId = named.get(units) ?? new Map(units.map(unit => [unit.id, unit]))
    named.set(units, byId)
    const isKnown = ({ id, from }: UnratedRow): boolean => {
      const known = kept.get(id)
      return known !== undefined && known.units === units && isSame(known.from, from)
    }
    const unknown = rows.filter(row => !isKnown(row))
    const found = unknown.length === 0 ? [] : await rated(unknown)
    const fresh = new Map(
      unknown.flatMap(({ id, from }, i): [string, Kept][] => {
        const one = found[i]
        return one === undefined ? [] : [[id, { from: own(from), units, row: listRow(one, byId) }]]
      }),
    )
    const shown = rows.flatMap(({ id }): [string, Kept][] => {
      const row = fresh.get(id) ?? kept.get(id)
      return row === undefined ? [] : [[id, row]]
    })
    for (const [id, row] of shown) keep(id, row)
    return shown.map(([, { row }]) => row)
  }

  function keep(id: string, row: Kept): void {
    kept.delete(id)
    kept.set(id, row)
    for (const [first] of kept) {
      if (kept.size <= MOST) break
      kept.delete(first)
    }
  }
}

const isSame = (a: UnratedRow['from'], b: UnratedRow['from']): boolean =>
  a.by === b.by && Buffer.compare(a.bytes, b.bytes) === 0

/** Apart from the answer of the database, of which it is a piece. */
const own = ({ by, bytes }: UnratedRow['from']): UnratedRow['from'] => ({ by, bytes: new Uint8Array(bytes) })
