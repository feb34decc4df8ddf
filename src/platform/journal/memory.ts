/** What is kept in memory: the object itself is the key, its name is for whoever reads. */
export interface Kept<T> {
  readonly name: string
  /** Says the type alone. */
  readonly value?: T
}

/**
 * What committed commands keep for those to come: while this process holds the lease, nobody else writes. It is forgotten
 * after a failure, when it is not known what was committed, and with the lease.
 */
export interface Memory {
  get<T>(kept: Kept<T>): T | undefined
  set<T>(kept: Kept<T>, value: T): void
  clear(): void
}

/** Nothing kept. */
export function memory(): Memory {
  const values = new Map<Kept<unknown>, unknown>()
  return {
    get: <T>(kept: Kept<T>) => values.get(kept) as T | undefined,
    set: (kept, value) => void values.set(kept, value),
    clear: () => values.clear(),
  }
}

/** The memory as the commands of one group see it: what they keep themselves counts among them at once. */
export interface GroupMemory extends Pick<Memory, 'get' | 'set'> {
  /** How much was kept so far: a savepoint. */
  mark(): number
  /** Forgets what was kept since the savepoint. */
  undo(mark: number): void
  /** Keeps it for the groups to come. */
  keep(): void
}

export function groupMemory(before: Memory): GroupMemory {
  const own: (readonly [Kept<unknown>, unknown])[] = []
  return {
    get: <T>(kept: Kept<T>) => {
      const latest = own.findLast(([name]) => name === kept)
      return latest === undefined ? before.get(kept) : (latest[1] as T)
    },
    set: (kept, value) => void own.push([kept, value]),
    mark: () => own.length,
    undo: mark => {
      own.length = mark
    },
    keep: () => {
      for (const [kept, value] of own) before.set(kept, value)
    },
  }
}
