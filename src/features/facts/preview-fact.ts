import type { Actor } from '../../domain/access/roles.ts'
import type { Attribution, Entry, EntryOf } from '../../domain/evidence/entries.ts'
import { type Effect, effectOn, supposing } from '../../domain/facts/effect.ts'
import type { FactDraft } from '../../domain/facts/fact-draft.ts'
import { factEntry } from '../../domain/facts/fact-entry.ts'
import { duplicatesOf, perhapsSame, standingFacts } from '../../domain/facts/related.ts'
import { heldPosts, holdsOn } from '../../domain/people/held.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { isDay } from '../../domain/time/days.ts'
import { type Examined, examine } from './examine.ts'
import { demand, type FactParts } from './fact-parts.ts'
import { attributionDigest } from './record-fact.ts'

/** One line of to whom a fact falls. */
export interface Fall {
  readonly attribution: Attribution
  readonly name: string
  /** The title held at the unit on the day, '' when none. */
  readonly post: string
  /** What it does to a cadre's points; null when it does not count for them, or for the unit. */
  readonly effect: Effect | null
}

interface FallsBy {
  readonly ruleSet: RuleSet
  readonly falls: readonly Fall[]
}

/** To whom a fact falls, with points by the rules that ratings count by, and by those of the day it happened. */
export interface Falls {
  readonly counting: FallsBy
  /** Null when they are the same rules. */
  readonly earlier: FallsBy | null
}

/** What is shown before a fact is saved. */
export interface Preview extends Examined {
  readonly unit: Unit | null
  readonly falls: Falls
  /** Facts that may be the same one from another channel. */
  readonly candidates: readonly EntryOf<'fact'>[]
  readonly duplicates: readonly EntryOf<'fact'>[]
  /** To be sent back when recording. */
  readonly seen: string
}

export type PreviewFact = (actor: Actor, draft: FactDraft) => Promise<Preview>

/** Looks at a draft as recording would, and computes what it would do if found true. Writes nothing. */
export const previewFact = ({ ledger, people, rules, clock, calendar }: FactParts): PreviewFact => {
  return async (actor, typed) => {
    if (typed.unitId !== '') demand(actor, 'facts.record', typed.unitId)
    const unit = typed.unitId === '' ? null : await people.unit(typed.unitId)
    const entriesOf = keptEntries(subject => ledger.entriesOf(subject))
    const examined = await examine(typed, actor.userId, {
      entriesOf,
      ruleSet: async day => (await rules.inForce(isDay(day) ? day : clock.today())).ruleSet,
      nameOf: async id => (await people.cadre(id))?.name ?? id,
      unit,
      today: clock.today(),
      calendar,
    })
    const { draft, entries, rule } = examined
    const facts = isDay(draft.day) ? standingFacts(entries) : []
    const { ruleSet, counting } = examined
    const by = async (rules: RuleSet) => ({ ruleSet: rules, falls: await fallsOf(examined, rules, entriesOf, unit) })
    const falls = { counting: await by(counting), earlier: ruleSet.id === counting.id ? null : await by(ruleSet) }
    return {
      ...examined,
      unit,
      falls,
      candidates: rule === null ? [] : perhapsSame({ ...draft, positive: rule.positive }, facts),
      duplicates: duplicatesOf(draft, entries),
      seen: attributionDigest(examined),
    }
  }

  async function fallsOf(
    examined: Examined,
    ruleSet: RuleSet,
    entriesOf: EntriesOf,
    unit: Unit | null,
  ): Promise<Fall[]> {
    const { attributions, draft } = examined
    const ids = attributions.filter(({ subject }) => subject.type === 'cadre').map(({ subject }) => subject.id)
    const cadres = await people.cadres(ids)
    return Promise.all(
      attributions.map(async attribution => {
        const { type, id } = attribution.subject
        if (type === 'unit') return { attribution, name: unit?.name ?? id, post: '', effect: null }
        const entries = await entriesOf(id)
        const post = heldPosts(entries).find(
          held => held.entry.data.unitId === draft.unitId && holdsOn(held, draft.day),
        )
        return {
          attribution,
          name: cadres.get(id)?.name ?? id,
          post: post?.entry.data.title ?? '',
          effect: supposedEffect({ ...examined, ruleSet }, id, entries, clock.today()),
        }
      }),
    )
  }
}

type EntriesOf = (subject: string) => Promise<readonly Entry[]>

function supposedEffect(examined: Examined, cadreId: string, entries: readonly Entry[], today: string): Effect | null {
  const { rule, draft, attributions, late, ruleSet } = examined
  if (rule === null) return null
  const { factId, entries: supposed } = supposing(factEntry(draft, rule, attributions, late), entries)
  return effectOn(cadreId, supposed, factId, ruleSet, today)
}

/** Each subject is read once. */
function keptEntries(read: EntriesOf): EntriesOf {
  const kept = new Map<string, Promise<readonly Entry[]>>()
  return subject => {
    const found = kept.get(subject) ?? (subject === '' ? Promise.resolve([]) : read(subject))
    kept.set(subject, found)
    return found
  }
}
