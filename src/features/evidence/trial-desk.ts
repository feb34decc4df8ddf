import type { Entry } from '../../domain/evidence/entries.ts'
import { heldDuties } from '../../domain/people/held.ts'
import type { Day } from '../../domain/time/days.ts'
import type { LedgerStore } from '../ledger/index.ts'
import type { Desk, DeskParts } from './desk.ts'

export interface TrialParts extends DeskParts {
  readonly ledger: LedgerStore
}

/** Later than any moment of recording: a trial's entries stand, and are the last. */
const RECORDED = '9999-01-01T00:00:00.000Z'

/**
 * A desk that writes nothing: what is recorded on it is seen by what comes after it on the same desk only. `subjects`
 * are read at once beforehand.
 */
export async function trialDesk(
  { people, rules, store, ledger }: TrialParts,
  today: Day,
  subjects: readonly string[],
): Promise<Desk> {
  const [known, head] = await Promise.all([ledger.entriesOfMany(subjects), ledger.head()])
  const tried: Entry[] = []
  const entriesOf = async (subject: string): Promise<readonly Entry[]> => {
    const stored = known.get(subject) ?? (await ledger.entriesOf(subject))
    known.set(subject, stored)
    return [...stored, ...tried.filter(entry => entry.subjects.includes(subject))]
  }
  return {
    today,
    ruleSet: async day => (await rules.inForce(day)).ruleSet,
    entriesOf,
    entry: async id => (id > head ? (tried[id - head - 1] ?? null) : ledger.entry(id)),
    unit: id => people.unit(id),
    units: () => people.units(),
    duties: async unitId => heldDuties(await entriesOf(unitId)),
    matching: async (kind, values) => {
      const fits = (entry: Entry) =>
        entry.kind === kind &&
        Object.entries(values).every(
          ([name, value]) => (entry.data as unknown as Record<string, unknown>)[name] === value,
        )
      return [...(await store.matching(null, kind, values)), ...(tried.filter(fits) as never[])]
    },
    record: entry => {
      const recorded = { ...entry, id: head + tried.length + 1, recordedAt: RECORDED, recordedBy: 'trial' } as Entry
      tried.push(recorded)
      return recorded
    },
  }
}
