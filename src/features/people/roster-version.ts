import type { PastDay } from '../../domain/time/past-day.ts'
import type { PeopleStore } from './people-store.ts'

/** How long what was read of the roster is trusted without asking whether another process changed it, in milliseconds. */
const TRUSTED_MS = 1000

/** The roster's version; null on an installation that was not prepared. */
export interface KeptVersion {
  read(): Promise<number | null>
  /** Says that this process is changing the roster. */
  forget(): void
}

export function keptVersion(store: PeopleStore): KeptVersion {
  let kept: { readonly version: number | null; readonly askedAt: number } | null = null
  let writtenAt = Number.NEGATIVE_INFINITY
  const isRecent = (moment: number): boolean => performance.now() - moment < TRUSTED_MS
  return {
    read: async () => {
      // A write is seen only when its group is committed: nothing is trusted for a while after it.
      if (kept !== null && isRecent(kept.askedAt) && !isRecent(writtenAt)) return kept.version
      const askedAt = performance.now()
      kept = { version: (await store.counter())?.version ?? null, askedAt }
      return kept.version
    },
    forget: () => {
      writtenAt = performance.now()
    },
  }
}

/** Something of the roster, read again when its version has moved. */
export function keptAt<T>(version: KeptVersion['read'], load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly version: number; readonly value: T } | null = null
  return async () => {
    const now = await version()
    if (kept !== null && kept.version === now) return kept.value
    const value = await load()
    kept = now === null ? null : { version: now, value }
    return value
  }
}

/** Days kept at once: people look at one or two, in both views. */
const DAYS = 4

/** Something of the roster as of past days, formed again when its version has moved. */
export function keptByDay<T>(version: KeptVersion['read'], form: (past: PastDay) => T): (past: PastDay) => Promise<T> {
  // In the order in which they were last asked for.
  let kept: readonly { readonly of: string; readonly value: T }[] = []
  return async past => {
    const of = `${await version()} ${past.day} ${past.known}`
    const found = kept.find(one => one.of === of) ?? { of, value: form(past) }
    kept = [...kept.filter(one => one.of !== of), found].slice(-DAYS)
    return found.value
  }
}
