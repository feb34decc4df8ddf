import { isAfterwards } from '../../domain/evidence/afterwards.ts'
import type { Entry, EntryOf } from '../../domain/evidence/entries.ts'
import type { Day } from '../../domain/time/days.ts'

/** Whether an id names the fact, or another channel's copy of it: verification and 容错 belong to the fact. */
export function namesFact(fact: EntryOf<'fact'>, entries: readonly Entry[]): (id: number) => boolean {
  const root = fact.data.sameAs ?? fact.id
  return id =>
    id === root || entries.some(other => other.id === id && other.kind === 'fact' && other.data.sameAs === root)
}

/** The verification of a fact that holds; null while it waits. */
export function verificationOf(fact: EntryOf<'fact'>, entries: readonly Entry[]): EntryOf<'verification'> | null {
  const isOfFact = namesFact(fact, entries)
  const found = entries.findLast(entry => entry.kind === 'verification' && isOfFact(entry.data.of))
  return found?.kind === 'verification' ? found : null
}

/** What a page of a past day must not hide of a record: that it came, or began to count, only later. '' for nothing. */
export function hindsight(entries: readonly Entry[], day: Day): (entryId: number) => string {
  const byId = new Map(entries.map(entry => [entry.id, entry]))
  return entryId => {
    const entry = byId.get(entryId)
    if (entry === undefined) return ''
    if (isAfterwards(entry, day)) return '（事后补录）'
    const verification = entry.kind === 'fact' ? verificationOf(entry, entries) : null
    return verification !== null && isAfterwards(verification, day) ? '（事后核实）' : ''
  }
}
