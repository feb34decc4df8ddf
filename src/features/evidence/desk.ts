import type { Entry, EntryData, EntryKind, EntryOf, NewEntry } from '../../domain/evidence/entries.ts'
import type { HeldDuty } from '../../domain/people/attribution.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { People } from '../people/index.ts'
import type { Rules } from '../rules/index.ts'
import type { EvidenceStore } from './evidence-store.ts'

/** What a piece of evidence is prepared with: inside a command the journal's work, in a trial run an overlay. */
export interface Desk {
  readonly today: Day
  ruleSet(day: Day): Promise<RuleSet>
  entriesOf(subject: string): Promise<readonly Entry[]>
  entry(id: number): Promise<Entry | null>
  unit(id: string): Promise<Unit | null>
  units(): Promise<readonly Unit[]>
  duties(unitId: string): Promise<readonly HeldDuty[]>
  /** Entries of the kind whose data hold these values, reversed ones too. */
  matching<K extends MatchedKind>(kind: K, values: Partial<EntryData[K]>): Promise<readonly EntryOf<K>[]>
  record(entry: NewEntry): Entry
}

/** Kinds a desk looks up by their data rather than by subject. */
export type MatchedKind = Extract<EntryKind, 'ranking' | 'notice' | 'reversal'>

export interface DeskParts {
  readonly people: People
  readonly rules: Rules
  readonly store: EvidenceStore
}

/** The desk of one command. */
export function commandDesk(work: Work, { people, rules, store }: DeskParts): Desk {
  return {
    today: work.today,
    ruleSet: async day => (await rules.inForce(day)).ruleSet,
    entriesOf: subject => work.entriesOf(subject),
    entry: id => work.entry(id),
    unit: id => people.unit(id),
    units: () => people.units(),
    duties: unitId => people.dutiesIn(work, unitId),
    matching: (kind, values) => store.matching(work, kind, values),
    record: entry => work.record(entry),
  }
}

/** Whether the entry was taken back and nothing took that back. */
export async function isReversed(desk: Desk, id: number): Promise<boolean> {
  for (const reversal of await desk.matching('reversal', { of: id })) {
    if (!(await isReversed(desk, reversal.id))) return true
  }
  return false
}
