import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import { type PastDay, pathAt } from '../viewpoints/index.ts'

/** Where a page leads of a record: `page` to its own, null where there is none or it may not be opened. */
export interface RecordPlaces {
  page(entryId: number): string | null
  /** Its own page, or else its place among what happened; null for a record of which the file says nothing. */
  place(entryId: number): string | null
}

/** `told`: the records that the file tells, each at `#e-` with its id. */
export function recordPlaces(
  entries: readonly Entry[],
  told: ReadonlySet<number>,
  past: PastDay | null,
  mayOpen: (fact: EntryOf<'fact'>) => boolean,
): RecordPlaces {
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  const page = (id: number): string | null => {
    const entry = byId.get(id)
    return entry?.kind === 'fact' && mayOpen(entry) ? pathAt(past, `/facts/${id}`) : null
  }
  const place = (id: number): string | null => {
    const entry = byId.get(id)
    if (told.has(id)) return page(id) ?? `#e-${id}`
    // A verification is told with what it verifies.
    return entry !== undefined && 'of' in entry.data ? place(entry.data.of) : null
  }
  return { page, place }
}
