import type { Entry, EntryKind, EntryOf } from '../evidence/entries.ts'
import { knownEntries } from '../rating/known.ts'
import { type Day, FOREVER } from '../time/days.ts'
import type { HeldDuty } from './attribution.ts'

/** An entry that lasts, with the first day it no longer holds (`FOREVER` while it is open). */
export interface Held<K extends EntryKind> {
  readonly entry: EntryOf<K>
  readonly endedOn: Day
}

/** Later than any moment of recording: whatever was recorded is known. */
const ALWAYS = '9999-12-31T23:59:59.999Z'

/**
 * The entries of one kind that were never taken back, each with its end. Of several ends the earliest counts.
 * A leave that names its last day ends on the day after at the latest; that is left to who reads `lastDay`.
 */
export function held<K extends EntryKind>(kind: K, entries: readonly Entry[]): Held<K>[] {
  const known = knownEntries(entries, ALWAYS)
  const ends = endsOf(known)
  return known
    .filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind)
    .map(entry => ({ entry: entry as unknown as EntryOf<K>, endedOn: ends.get(entry.id) ?? FOREVER }))
}

/** The duties (分工) among the entries of a unit or a cadre, reversed ones left out. */
export const heldDuties = (entries: readonly Entry[]): HeldDuty[] => held('duty', entries)

/** The posts among the entries of a unit or a cadre, reversed ones left out. */
export const heldPosts = (entries: readonly Entry[]): Held<'posting'>[] => held('posting', entries)

/** Whether it holds on this day: begun by then, and not ended by then. */
export const holdsOn = ({ entry, endedOn }: Held<EntryKind>, day: Day): boolean =>
  entry.effectiveOn <= day && day < endedOn

/** The main post held on the day: of several the one begun last, then the one recorded last. */
export function mainPostOn(posts: readonly Held<'posting'>[], day: Day): EntryOf<'posting'> | null {
  const main = posts.filter(post => post.entry.data.main && holdsOn(post, day)).map(post => post.entry)
  return main.reduce<EntryOf<'posting'> | null>(
    (best, entry) => (best === null || entry.effectiveOn >= best.effectiveOn ? entry : best),
    null,
  )
}

function endsOf(known: readonly Entry[]): Map<number, Day> {
  const ends = new Map<number, Day>()
  for (const entry of known) {
    if (entry.kind !== 'end') continue
    const before = ends.get(entry.data.of)
    if (before === undefined || entry.effectiveOn < before) ends.set(entry.data.of, entry.effectiveOn)
  }
  return ends
}
