import type { ClientSession, Collection } from 'mongodb'
import type { Entry } from '../../domain/evidence/entries.ts'
import { fromDocument, type LedgerDocument } from '../../platform/journal/index.ts'

/** Reads the shared entries (shared-entries.ts): rankings, the duties of the fields, and what ends or reverses any of them. */
export async function readShared(
  ledger: Collection<LedgerDocument>,
  fields: ReadonlySet<string>,
  session?: ClientSession,
): Promise<Entry[]> {
  const find = async (filter: object): Promise<Entry[]> =>
    (await ledger.find(filter, { session }).sort({ _id: 1 }).toArray()).map(fromDocument)
  const ofThese = (entries: readonly Entry[]) => ({ $in: entries.map(entry => entry.id) })
  const duties = { kind: 'duty', 'data.role': 'charge', 'data.field': { $in: [...fields] } }
  const found = await find({ $or: [{ kind: 'ranking' }, duties] })
  const all = [...found]
  // A reversal may be taken back, and that again.
  for (let latest = found; latest.length > 0; ) {
    latest = await find({ kind: { $in: ['end', 'reversal'] }, 'data.of': ofThese(latest) })
    all.push(...latest)
  }
  return all
}
