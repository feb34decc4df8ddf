import type { ClientSession, Db } from 'mongodb'
import type { Entry } from '../../domain/evidence/entries.ts'
import { fromDocument, type LedgerDocument } from './ledger-document.ts'

/** The ledger as the commands of one group see it: what is stored up to `base`, and what they recorded. */
export interface GroupLedger {
  prefetch(subjects: Iterable<string>): Promise<void>
  entriesOf(subject: string): Promise<readonly Entry[]>
  entry(id: number): Promise<Entry | null>
  /** The position the next entry gets. */
  next(): number
  append(entry: Entry): void
  /** Recorded so far, in order. */
  recorded(): readonly Entry[]
  /** Forgets the entries from position `next` on. */
  undo(next: number): void
}

export function groupLedger(db: Db, session: ClientSession, base: number): GroupLedger {
  const stored = db.collection<LedgerDocument>('ledger')
  const bySubject = new Map<string, readonly Entry[]>()
  let recorded: readonly Entry[] = []

  const fetch = async (subjects: readonly string[]) => {
    const filter = { subjects: { $in: [...subjects] }, _id: { $lte: base } }
    const documents = await stored.find(filter, { session, batchSize: 10_000 }).toArray()
    const entries = [...documents.map(fromDocument).sort((a, b) => a.id - b.id), ...recorded]
    const lists = new Map(subjects.map(subject => [subject, [] as Entry[]]))
    for (const entry of entries) for (const subject of new Set(entry.subjects)) lists.get(subject)?.push(entry)
    for (const [subject, list] of lists) bySubject.set(subject, list)
  }

  return {
    prefetch: async subjects => {
      const missing = [...new Set(subjects)].filter(subject => !bySubject.has(subject))
      if (missing.length > 0) await fetch(missing)
    },
    entriesOf: async subject => {
      if (!bySubject.has(subject)) await fetch([subject])
      return bySubject.get(subject) ?? []
    },
    entry: async id => {
      if (id > base) return recorded[id - base - 1] ?? null
      const found = await stored.findOne({ _id: id }, { session })
      return found && fromDocument(found)
    },
    next: () => base + recorded.length + 1,
    append: entry => {
      recorded = [...recorded, entry]
      // A new list each time: a command may still hold the one it was given.
      for (const subject of new Set(entry.subjects)) {
        const list = bySubject.get(subject)
        if (list) bySubject.set(subject, [...list, entry])
      }
    },
    recorded: () => recorded,
    undo: next => {
      const undone = recorded.slice(next - base - 1)
      recorded = recorded.slice(0, next - base - 1)
      for (const subject of new Set(undone.flatMap(entry => entry.subjects))) {
        const list = bySubject.get(subject)
        if (list)
          bySubject.set(
            subject,
            list.filter(entry => entry.id < next),
          )
      }
    },
  }
}
