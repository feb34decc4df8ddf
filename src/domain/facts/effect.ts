import type { AttributionRole, Entry, EntryOf, NewEntry } from '../evidence/entries.ts'
import { openDossier } from '../rating/dossier.ts'
import { linesOfEvents } from '../rating/events.ts'
import { countedFacts, RAW } from '../rating/facts.ts'
import { roundQuotient } from '../rating/fraction.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type Day, endOfDay, FOREVER } from '../time/days.ts'

/** What one fact does to a cadre's event points, as the rating itself computes it. Points in hundredths. */
export interface Effect {
  /** The role that counts: a person in two roles gets the greater points once. */
  readonly role: AttributionRole
  /** After finding and repetition, before age and cap. */
  readonly points: number
  /** The same code again after a 提醒谈话 (N10). */
  readonly repeated: boolean
  /** What the cap of the code takes back of it now, 0 when the cap is not reached. */
  readonly capped: number
}

/** The effect of the fact of which `factId` is a channel; null when it does not count for the cadre. */
export function effectOn(
  cadreId: string,
  entries: readonly Entry[],
  factId: number,
  ruleSet: RuleSet,
  asOf: Day,
): Effect | null {
  const dossier = openDossier(cadreId, entries, asOf, endOfDay(FOREVER))
  const facts = countedFacts(dossier, ruleSet)
  const fact = facts.find(counted => counted.ids.includes(factId))
  if (fact === undefined) return null
  const others = facts.filter(counted => counted !== fact)
  const capOf = (counted: typeof facts): number =>
    linesOfEvents(counted)
      .filter(line => line.kind === 'cap' && line.code === fact.code)
      .reduce((sum, line) => sum + line.points, 0)
  const points = fact.tolerated ? 0 : roundQuotient(fact.raw, RAW)
  return { role: fact.role, points, repeated: fact.repeated, capped: capOf(facts) - capOf(others) }
}

/** The position of an entry that is only supposed. */
const SUPPOSED = Number.MAX_SAFE_INTEGER

/** `entries` as if the fact were recorded, and it were found true. */
export function supposing(fact: NewEntry & { readonly kind: 'fact' }, entries: readonly Entry[]): Supposition {
  const recorded = { ...fact, id: SUPPOSED, recordedAt: endOfDay(fact.effectiveOn), recordedBy: '' } as EntryOf<'fact'>
  return { factId: SUPPOSED, entries: verified(recorded, [...entries, recorded]) }
}

/** `entries` as if the recorded fact were found true, unless it is verified already. */
export const supposingTrue = (fact: EntryOf<'fact'>, entries: readonly Entry[]): Supposition => ({
  factId: fact.id,
  entries: verified(fact, entries),
})

export interface Supposition {
  readonly factId: number
  readonly entries: readonly Entry[]
}

function verified(fact: EntryOf<'fact'>, entries: readonly Entry[]): readonly Entry[] {
  const of = fact.id
  const { subjects, effectiveOn, recordedAt } = fact
  const data = { of, finding: 'true', note: '' } as const
  const recordedBy = `not ${fact.recordedBy}`
  // First of all: a verification that was really recorded comes after it and decides.
  return [{ id: 0, kind: 'verification', subjects, effectiveOn, recordedAt, recordedBy, data }, ...entries]
}
