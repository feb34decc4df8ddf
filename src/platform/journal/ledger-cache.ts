import type { Entry } from '../../domain/evidence/entries.ts'

/**
 * Subjects' entries kept from group to group: while this process holds the lease, nobody else appends. The subjects used
 * longest ago go first.
 */
export interface LedgerCache {
  get(subject: string): readonly Entry[] | undefined
  put(subject: string, entries: readonly Entry[]): void
  /** Somebody appended to a subject that was not read: what is kept of it is no longer all. */
  drop(subject: string): void
  /** After a failure it is not known what was committed. */
  clear(): void
}

/** `most`: entries kept at most, counted once for each of their subjects; about a kilobyte each. */
export function ledgerCache(most = 30_000): LedgerCache {
  const lists = new Map<string, readonly Entry[]>()
  let size = 0
  const drop = (subject: string) => {
    size -= lists.get(subject)?.length ?? 0
    lists.delete(subject)
  }
  return {
    get: subject => lists.get(subject),
    put: (subject, entries) => {
      drop(subject)
      lists.set(subject, entries)
      size += entries.length
      for (const oldest of lists.keys()) {
        if (size <= most && lists.size <= most) break
        drop(oldest)
      }
    },
    drop,
    clear: () => {
      lists.clear()
      size = 0
    },
  }
}
