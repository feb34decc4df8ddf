import { differ, type Facet, type RegisteredState, registeredOn } from '../../domain/people/register.ts'
import { type Day, endOfDay, type Instant } from '../../domain/time/days.ts'
import type { PastDay } from '../../domain/time/past-day.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type Kept, keepVersion, stoodUntilAfter } from '../../platform/kept-versions.ts'

/** What a change of the register takes the place of, and how. */
export interface Replaced<T> {
  readonly was: T
  /** 变更: the day from which the new state holds; null: 更正, the old one was wrong all along. */
  readonly from: Day | null
}

/** `value` as it was before a change, its `from` that of the change; null: changed before any were kept. */
interface VersionDocument<T> extends Kept {
  readonly _id: string
  readonly version: number
  readonly from: Day | null
  readonly value: Omit<T, 'id'> | null
}

interface Registered {
  readonly id: string
  readonly version?: number
  readonly registeredAt?: Instant
}

/** The superseded versions of cadres, or of units. */
export interface VersionsStore<T> {
  /** Keeps what is replaced, if anything that is registered differs. */
  keep(work: Work, replaced: Replaced<T>, now: T): void
  /** Ids of those that may not have been, on that day, what they are now. */
  changedSince(past: PastDay): Promise<readonly string[]>
  /** These as they were on that day, by id; null: not registered yet. */
  asOf(present: readonly T[], past: PastDay): Promise<ReadonlyMap<string, T | null>>
  /** How many were changed since that day before versions were kept. */
  unkept(past: PastDay): Promise<number>
}

/** Later than any moment of recording. */
const ALWAYS: Instant = '9999-12-31T23:59:59.999Z'

/** Ids asked for at once. */
const BATCH = 5000

export function createVersionsStore<T extends Registered>(
  { db }: Database,
  name: string,
  facets: readonly Facet<T>[],
): VersionsStore<T> {
  const versions = db.collection<VersionDocument<unknown>>(name)
  const keptOf = async (present: readonly T[]): Promise<ReadonlyMap<string, VersionDocument<T>[]>> => {
    const ids = present.map(({ id }) => id)
    const found = versions.find({ of: { $in: ids } }).sort({ of: 1, until: 1, version: 1 })
    const kept = new Map<string, VersionDocument<T>[]>()
    for (const one of (await found.toArray()) as unknown as VersionDocument<T>[])
      kept.set(one.of, [...(kept.get(one.of) ?? []), one])
    return kept
  }
  return {
    keep: (work, { was, from }, now) => {
      if (!differ(facets, was, now)) return
      const { id, version = 0, ...value } = was
      keepVersion(work, name, { id, version }, { version, from, value: { version, ...value } })
    },
    changedSince: async ({ day, known }) => {
      const since = known === 'then' ? stoodUntilAfter(endOfDay(day)) : { from: { $gt: day } }
      const found = versions.aggregate<{ _id: string }>([{ $match: since }, { $group: { _id: '$of' } }])
      return (await found.toArray()).map(({ _id }) => _id)
    },
    asOf: async (present, { day, known }) => {
      const knownAt = known === 'then' ? endOfDay(day) : ALWAYS
      const then = new Map<string, T | null>()
      for (let i = 0; i < present.length; i += BATCH) {
        const batch = present.slice(i, i + BATCH)
        const kept = await keptOf(batch)
        for (const one of batch) then.set(one.id, registeredOn(statesOf(one, kept.get(one.id)), facets, day, knownAt))
      }
      return then
    },
    unkept: ({ day }) => versions.countDocuments({ value: null, ...stoodUntilAfter(endOfDay(day)) }),
  }
}

/** Each version stood from when the one before was replaced; what was not kept reads as what replaced it. */
function statesOf<T extends Registered>(present: T, kept: readonly VersionDocument<T>[] = []): RegisteredState<T>[] {
  const states: RegisteredState<T>[] = []
  let began: Pick<RegisteredState<T>, 'recordedAt' | 'from'> = { recordedAt: present.registeredAt ?? '', from: null }
  for (const { value, until, from } of kept) {
    if (value === null) continue
    states.push({ ...began, value: { ...value, id: present.id } as unknown as T })
    began = { recordedAt: until, from }
  }
  return [...states, { ...began, value: present }]
}
