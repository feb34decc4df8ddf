import type { Entry, EntryOf, NewEntry } from '../../../domain/evidence/entries.ts'
import type { Day } from '../../../domain/time/days.ts'

/** A ledger in memory, as the journal would have written it: positions without gaps, each entry also by its subjects. */
export interface MemoryLedger {
  readonly entries: readonly Entry[]
  record(entry: NewEntry, on: Day, by: string): Entry
  of(subject: string): readonly Entry[]
  entry(id: number): Entry
}

export function memoryLedger(): MemoryLedger {
  const entries: Entry[] = []
  const bySubject = new Map<string, Entry[]>()
  return {
    entries,
    record: (entry, on, by) => {
      const recorded = { ...entry, id: entries.length + 1, recordedAt: `${on}T01:00:00.000Z`, recordedBy: by } as Entry
      entries.push(recorded)
      for (const subject of recorded.subjects) {
        const own = bySubject.get(subject)
        if (own === undefined) bySubject.set(subject, [recorded])
        else own.push(recorded)
      }
      return recorded
    },
    of: subject => bySubject.get(subject) ?? [],
    entry: id => {
      const found = entries[id - 1]
      if (found === undefined) throw new Error(`no entry ${id}`)
      return found
    },
  }
}

/** The fact at this position. */
export function factAt(ledger: MemoryLedger, id: number): EntryOf<'fact'> {
  const entry = ledger.entry(id)
  if (entry.kind !== 'fact') throw new Error(`entry ${id} is no fact`)
  return entry
}
