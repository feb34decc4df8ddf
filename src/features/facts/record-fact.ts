import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Invalid } from '../../domain/errors.ts'
import type { FactDraft } from '../../domain/facts/fact-draft.ts'
import { factEntry } from '../../domain/facts/fact-entry.ts'
import { lifeWith, newLife } from '../../domain/facts/fact-life.ts'
import type { Unit } from '../../domain/people/unit.ts'
import { digestOf } from '../../platform/digest.ts'
import type { Work } from '../../platform/journal/index.ts'
import { type Examined, examine } from './examine.ts'
import { demand, type FactParts, type Keys } from './fact-parts.ts'
import { rowOf } from './fact-row.ts'

/** The position of the new entry. */
export interface Recorded {
  readonly id: number
}

export interface RecordFact {
  /**
   * Records a fact, to be verified by another account. Throws Invalid with a sentence for each field.
   * `seen`: the digest of the attribution that was shown; recorded only while it is still the same.
   */
  record(actor: Actor, draft: FactDraft, keys: Keys, seen?: string): Promise<Recorded>
  /** The same as part of a larger command, when the unit is at hand. */
  recordIn(work: Work, draft: FactDraft, unit: Unit | null, seen?: string): Promise<Recorded>
}

export function recordFact({ store, journal, people, rules, calendar }: FactParts): RecordFact {
  const recordIn: RecordFact['recordIn'] = async (work, typed, unit, seen) => {
    const examined = await examine(typed, work.actor.userId, {
      entriesOf: subject => work.entriesOf(subject),
      ruleSet: async day => (await rules.inForce(day)).ruleSet,
      nameOf: async id => (await people.cadre(id))?.name ?? id,
      unit,
      today: work.today,
      calendar,
    })
    const { rule, faults, draft } = examined
    if (rule === null || Object.keys(faults).length > 0) throw new Invalid(faults)
    if (seen !== undefined && seen !== attributionDigest(examined))
      throw new Conflict('归属与预览时不同，请核对下方的归属后再提交。')
    const entry = work.record(factEntry(draft, rule, examined.attributions, examined.late))
    if (entry.kind !== 'fact') throw new Error('a fact was recorded as something else')
    const life = examined.life === null ? newLife(entry) : lifeWith(examined.life, entry)
    store.put(work, rowOf(entry, life))
    // The other channels have one more who may not verify them.
    if (examined.life !== null) store.move(work, life)
    work.about({ type: 'fact', id: String(entry.id) }, { after: { ...entry.data, day: entry.effectiveOn } })
    return { id: entry.id }
  }
  return {
    recordIn,
    record: async (actor, draft, keys, seen) => {
      demand(actor, 'facts.record', draft.unitId)
      const unit = await people.unit(draft.unitId)
      return journal.submit({
        action: 'facts.record',
        actor,
        ...keys,
        prefetch: [draft.unitId, ...draft.persons],
        run: work => recordIn(work, draft, unit, seen),
      })
    },
  }
}

/** Names what a preview showed: the code, the day and to whom it falls. */
export const attributionDigest = ({ draft, attributions }: Pick<Examined, 'draft' | 'attributions'>): string =>
  digestOf([draft.code, draft.day, draft.grade, draft.sameAs, attributions])
