import type { Entry, EntryKind, EntryOf } from '../evidence/entries.ts'
import { addDays, type Day, FOREVER, type Instant } from '../time/days.ts'
import { Horizon } from './horizon.ts'
import { knownEntries } from './known.ts'

/** A placement in effect, with its term as extended and the day it ended (FOREVER while in force). */
export interface PlacementInEffect {
  readonly entry: EntryOf<'placement'>
  readonly extensions: readonly EntryOf<'extension'>[]
  /** Last day of the term with its extensions; null without a term. */
  readonly lastDay: Day | null
  readonly endedOn: Day
  /** Its term runs: not ended, and the last day has not passed. */
  readonly open: boolean
}

/** What is known about one cadre on a day, sorted by kind; every reading of the clock is noted in the horizon. */
export interface Dossier {
  readonly cadreId: string
  readonly asOf: Day
  readonly knownAt: Instant
  readonly horizon: Horizon
  /** Standing entries in effect on the day, in order of id: own ones and shared ones (rankings, duties of others). */
  of<K extends EntryKind>(kind: K): readonly EntryOf<K>[]
  /** The first day the entry no longer holds: its earliest `end`, or FOREVER. */
  endOf(id: number): Day
  readonly placements: readonly PlacementInEffect[]
  /** Colours of the placements that settled an entry. */
  settledBy(id: number): ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Opens the dossier of a cadre. `entries`: the cadre's own and the shared ones, in any order.
 * Verification and 容错 hold from when they are known; everything else from its `effectiveOn`.
 */
export function openDossier(cadreId: string, entries: readonly Entry[], asOf: Day, knownAt: Instant): Dossier {
  const horizon = new Horizon(asOf)
  const byKind = new Map<EntryKind, Entry[]>()
  const ends = new Map<number, Day>()
  for (const entry of knownEntries(entries, knownAt)) {
    if (entry.kind === 'end') {
      const earlier = ends.get(entry.data.of)
      if (earlier === undefined || entry.effectiveOn < earlier) ends.set(entry.data.of, entry.effectiveOn)
    } else if (holdsOnceKnown(entry) || horizon.reached(entry.effectiveOn)) {
      const kind = byKind.get(entry.kind)
      if (kind === undefined) byKind.set(entry.kind, [entry])
      else kind.push(entry)
    }
  }
  const of = <K extends EntryKind>(kind: K): readonly EntryOf<K>[] =>
    (byKind.get(kind) ?? []) as unknown as EntryOf<K>[]
  const endOf = (id: number): Day => ends.get(id) ?? FOREVER
  const placements = placementsInEffect(of('placement'), of('extension'), endOf, horizon)
  const settled = settlements(placements)
  return { cadreId, asOf, knownAt, horizon, of, endOf, placements, settledBy: id => settled.get(id) ?? NONE }
}

/** The entry that speaks of the latest day; of one day the later recorded. `entries` in order of id. */
export const latest = <E extends Entry>(entries: readonly E[]): E | null =>
  entries.reduce<E | null>((a, b) => (a === null || b.effectiveOn >= a.effectiveOn ? b : a), null)

const holdsOnceKnown = ({ kind }: Entry): boolean => kind === 'verification' || kind === 'tolerance'

function placementsInEffect(
  placements: readonly EntryOf<'placement'>[],
  extensions: readonly EntryOf<'extension'>[],
  endOf: (id: number) => Day,
  horizon: Horizon,
): PlacementInEffect[] {
  return placements.map(entry => {
    const own = extensions.filter(extension => extension.data.of === entry.id)
    const lastDay = own.reduce((day, extension) => later(day, extension.data.lastDay), entry.data.lastDay)
    const endedOn = endOf(entry.id)
    const ended = horizon.reached(endedOn)
    const past = lastDay !== null && horizon.reached(addDays(lastDay, 1))
    return { entry, extensions: own, lastDay, endedOn, open: !ended && !past }
  })
}

const later = (a: Day | null, b: Day): Day => (a === null || b > a ? b : a)

function settlements(placements: readonly PlacementInEffect[]): Map<number, Set<string>> {
  const settled = new Map<number, Set<string>>()
  for (const { entry } of placements) {
    for (const cause of entry.data.causes) {
      const colours = settled.get(cause) ?? new Set<string>()
      settled.set(cause, colours.add(entry.data.colour))
    }
  }
  return settled
}
