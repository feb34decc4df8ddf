import type { ClientSession, Db } from 'mongodb'
import type { Entry } from '../../domain/evidence/entries.ts'
import type { LedgerCache } from './ledger-cache.ts'
import { fromDocument, type LedgerDocument } from './ledger-document.ts'
import { bySubject, subjectLists } from './subject-lists.ts'

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
  /** Keeps what was read and recorded for the groups to come. */
  keep(): void
}

export function groupLedger(db: Db, session: ClientSession, base: number, cache: LedgerCache): GroupLedger {
  const stored = db.collection<LedgerDocument>('ledger')
  const lists = subjectLists()
  const recorded: Entry[] = []

  const prefetch = async (subjects: Iterable<string>) => {
    const wanted = [...new Set(subjects)].filter(subject => !lists.has(subject))
    const missing = wanted.filter(subject => cache.get(subject) === undefined)
    const fetched = bySubject(missing, missing.length === 0 ? [] : await fetchEntries(missing))
    const appended = bySubject(wanted, recorded)
    for (const subject of wanted) {
      const stored = cache.get(subject) ?? fetched.get(subject) ?? []
      const latest = appended.get(subject) ?? []
      lists.set(subject, latest.length === 0 ? stored : [...stored, ...latest])
    }
  }

  const fetchEntries = async (subjects: string[]) => {
    const filter = { subjects: { $in: subjects }, _id: { $lte: base } }
    const documents = await stored.find(filter, { session, batchSize: 10_000 }).toArray()
    return documents.map(fromDocument).sort((a, b) => a.id - b.id)
  }

  return {
    prefetch,
    entriesOf: async subject => {
      await prefetch([subject])
      return lists.give(subject)
    },
    entry: async id => {
      if (id > base) return recorded[id - base - 1] ?? null
      const found = await stored.findOne({ _id: id }, { session })
      return found && fromDocument(found)
    },
    next: () => base + recorded.length + 1,
    append: entry => {
      recorded.push(entry)
      lists.append(entry)
    },
    recorded: () => recorded.slice(),
    undo: next => {
      lists.undo(recorded.splice(next - base - 1))
    },
    keep: () => {
      for (const subject of recorded.flatMap(entry => entry.subjects)) if (!lists.has(subject)) cache.drop(subject)
      for (const subject of lists.subjects()) cache.put(subject, lists.give(subject))
    },
  }
}
