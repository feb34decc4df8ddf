import type { EntryData, EntryOf } from '../../domain/evidence/entries.ts'
import type { Database } from '../../platform/database/index.ts'
import { fromDocument, type LedgerDocument, type Work } from '../../platform/journal/index.ts'

/** Looks into the ledger by what entries say. */
export interface EvidenceStore {
  /** Entries of a kind whose data hold these values; inside a command with what its group recorded. */
  matching<K extends 'ranking' | 'notice' | 'reversal'>(
    work: Work | null,
    kind: K,
    values: Partial<EntryData[K]>,
  ): Promise<EntryOf<K>[]>
}

export function createEvidenceStore({ db }: Database): EvidenceStore {
  return {
    matching: async (work, kind, values) => {
      const filter = {
        kind,
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`data.${name}`, value])),
      }
      const collection =
        work === null ? db.collection<LedgerDocument>('ledger') : await work.read<LedgerDocument>('ledger')
      const options = work === null ? {} : { session: work.session }
      const found = await collection.find(filter, options).sort({ _id: 1 }).toArray()
      return found.map(fromDocument) as unknown as EntryOf<typeof kind>[]
    },
  }
}
