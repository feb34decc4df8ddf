import type { Unit } from '../../domain/people/unit.ts'
import type { RatedRow } from '../viewpoints/index.ts'
import { type ListRow, listRow } from './list-row.ts'

/** Rows kept; one takes some 3 KB. */
const MOST = 5000

/** Rows in words, with the units as they are named now. */
export type Worded = (rows: readonly RatedRow[], units: readonly Unit[]) => Promise<ListRow[]>

/** Keeps the rows last shown: to put one into words it must be rated, and most pages show what another one has shown. */
export function createKeptRows(): Worded {
  // In the order in which they were last shown.
  const kept = new Map<string, ListRow>()
  let named: { readonly units: readonly Unit[]; readonly byId: ReadonlyMap<string, Unit> } | null = null
  return async (rows, units) => {
    // The roster answers the same units, and not their likes, until one of them changes.
    if (named?.units !== units) {
      named = { units, byId: new Map(units.map(unit => [unit.id, unit])) }
      kept.clear()
    }
    const { byId } = named
    const shown = await Promise.all(
      rows.map(async row => [row.key, kept.get(row.key) ?? listRow(await row.rated(), byId)] as const),
    )
    // Meanwhile a unit may have been renamed: then these are not kept.
    if (named.units !== units) return shown.map(([, row]) => row)
    for (const [key, row] of shown) {
      kept.delete(key)
      kept.set(key, row)
    }
    for (const [key] of kept) {
      if (kept.size <= MOST) break
      kept.delete(key)
    }
    return shown.map(([, row]) => row)
  }
}
