import type { Entry, EntryKind } from '../../domain/evidence/entries.ts'
import type { Database } from '../../platform/database/index.ts'
import { fromDocument, type LedgerDocument } from '../../platform/journal/index.ts'

/** The entries of the ledger that say who holds what. */
export interface PeopleLedger {
  /** Those kinds of a cadre or unit, with all ends and reversals, in order of id. */
  of(subject: string, kinds: readonly EntryKind[]): Promise<readonly Entry[]>
  /** Those kinds of everybody, with all ends and reversals, in order of id. */
  all(kinds: readonly EntryKind[]): Promise<readonly Entry[]>
}

export function createPeopleLedger({ db }: Database): PeopleLedger {
  const ledger = db.collection<LedgerDocument>('ledger')
  const withEnds = (kinds: readonly EntryKind[]) => ({ kind: { $in: [...kinds, 'end', 'reversal'] as EntryKind[] } })
  const read = async (filter: object) => {
    const found = await ledger.find(filter, { batchSize: 10_000 }).sort({ _id: 1 }).toArray()
    return found.map(fromDocument)
  }
  return {
    of: (subject, kinds) => read({ subjects: subject, ...withEnds(kinds) }),
    all: kinds => read(withEnds(kinds)),
  }
}
