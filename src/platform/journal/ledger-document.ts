import type { Entry } from '../../domain/evidence/entries.ts'

/** An entry as MongoDB keeps it: its position is the document's `_id`. */
export type LedgerDocument = Omit<Entry, 'id'> & { readonly _id: number }

export function toDocument(entry: Entry): LedgerDocument {
  const { id, ...rest } = entry
  return { _id: id, ...rest }
}

export function fromDocument(document: LedgerDocument): Entry {
  const { _id, ...rest } = document
  return { id: _id, ...rest } as Entry
}
