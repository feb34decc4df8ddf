import type { Entry } from '../../domain/evidence/entries.ts'

/** Lists of entries by subject that grow and shrink, while a list once given to somebody never changes. */
export interface SubjectLists {
  has(subject: string): boolean
  subjects(): Iterable<string>
  set(subject: string, entries: readonly Entry[]): void
  give(subject: string): readonly Entry[]
  /** Adds the entry to the lists of those of its subjects that have one. */
  append(entry: Entry): void
  /** Takes these latest entries out of their subjects' lists. */
  undo(entries: readonly Entry[]): void
}

export function subjectLists(): SubjectLists {
  const lists = new Map<string, readonly Entry[]>()
  // Those nobody else has seen may be changed in place: a copy for every append would cost the square.
  const own = new Map<string, Entry[]>()

  const ownList = (subject: string, list: readonly Entry[]): Entry[] => {
    const mine = own.get(subject) ?? [...list]
    own.set(subject, mine)
    lists.set(subject, mine)
    return mine
  }
  return {
    has: subject => lists.has(subject),
    subjects: () => lists.keys(),
    set: (subject, entries) => {
      lists.set(subject, entries)
    },
    give: subject => {
      own.delete(subject)
      return lists.get(subject) ?? []
    },
    append: entry => {
      for (const subject of new Set(entry.subjects)) {
        const list = lists.get(subject)
        if (list) ownList(subject, list).push(entry)
      }
    },
    undo: entries => {
      const undone = new Set(entries)
      for (const subject of new Set(entries.flatMap(entry => entry.subjects))) {
        const list = lists.get(subject)
        if (list === undefined) continue
        own.delete(subject)
        lists.set(
          subject,
          list.filter(entry => !undone.has(entry)),
        )
      }
    },
  }
}

/** The entries of each of these subjects, in the order given. */
export function bySubject(subjects: readonly string[], entries: readonly Entry[]): Map<string, Entry[]> {
  const lists = new Map(subjects.map(subject => [subject, [] as Entry[]]))
  for (const entry of entries) for (const subject of new Set(entry.subjects)) lists.get(subject)?.push(entry)
  return lists
}
