import type { Attribution, Entry, EntryKind } from '../../domain/evidence/entries.ts'
import { draftFaults, type Faults } from '../../domain/facts/draft-faults.ts'
import type { FactDraft } from '../../domain/facts/fact-draft.ts'
import { attributionsLike, isLate } from '../../domain/facts/fact-entry.ts'
import { type FactLife, factLife } from '../../domain/facts/fact-life.ts'
import { fieldFault } from '../../domain/facts/field-fault.ts'
import { asChannelOf, furtherChannelFault } from '../../domain/facts/further-channel.ts'
import { personFault } from '../../domain/facts/person-fault.ts'
import { duplicatesOf } from '../../domain/facts/related.ts'
import { attribute, fieldsInCharge } from '../../domain/people/attribution.ts'
import { heldDuties, heldPosts } from '../../domain/people/held.ts'
import type { Unit } from '../../domain/people/unit.ts'
import type { EvidenceRule, RuleSet } from '../../domain/rules/rule-set.ts'
import { type Day, isDay } from '../../domain/time/days.ts'
import type { WorkCalendar } from '../../domain/time/working-days.ts'

/** Where an examination reads: inside a command its work, on a page the ledger. */
export interface Sources {
  entriesOf(subject: string): Promise<readonly Entry[]>
  ruleSet(day: Day): Promise<RuleSet>
  nameOf(cadreId: string): Promise<string>
  readonly unit: Unit | null
  readonly today: Day
  readonly calendar: WorkCalendar
}

/** A draft as it would be recorded, to whom it would fall, and what speaks against it. */
export interface Examined {
  readonly draft: FactDraft
  /** In force on the day it happened: what happened is held against a kind there was then. */
  readonly ruleSet: RuleSet
  readonly rule: EvidenceRule | null
  /** In force today: ratings count every fact by them, whenever it happened. */
  readonly counting: RuleSet
  readonly attributions: readonly Attribution[]
  /** Fields of work somebody is in charge of at the unit on the day; today as long as no day is named. */
  readonly fields: readonly string[]
  readonly late: boolean
  readonly faults: Readonly<Record<string, string>>
  /** The fact of which it is a further channel, or null. */
  readonly life: FactLife | null
  /** The unit's entries, as they were read. */
  readonly entries: readonly Entry[]
}

/** The one way a draft is looked at, for the preview and for recording alike. */
export async function examine(typed: FactDraft, recorder: string, sources: Sources): Promise<Examined> {
  const entries = await sources.entriesOf(typed.unitId)
  const life = typed.sameAs === null ? null : factLife(typed.sameAs, entries)
  const first = life?.channels.find(channel => channel.id === life.root)
  const draft = first === undefined ? typed : asChannelOf(first, typed)
  const ruleSet = await sources.ruleSet(draft.day)
  const counting = await sources.ruleSet(sources.today)
  const rule = ruleOf(ruleSet, draft.code)
  const plain = draftFaults(draft, { today: sources.today, rule, unit: sources.unit })
  const fields = fieldsInCharge(dutiesAmong(entries), draft.unitId, isDay(draft.day) ? draft.day : sources.today)
  const faults = {
    ...fieldFaults(draft, fields, plain, sources),
    ...plain,
    ...(await personFaults(draft, sources)),
    ...sameAsFaults(draft, life, { rule, counting }, recorder),
    ...duplicateFaults(draft, entries),
  }
  const attributions = first === undefined ? fallsTo(draft, sources.unit, entries) : attributionsLike(first)
  const late = isDay(draft.day) && draft.day <= sources.today && isLate(draft.day, sources.today, sources.calendar)
  return { draft, ruleSet, rule, counting, attributions, fields, late, faults, life, entries }
}

/** What says who holds what is little among the facts of a unit: picked out before ends and reversals are weighed. */
const dutiesAmong = (entries: readonly Entry[]) =>
  heldDuties(entries.filter(({ kind }) => kind === 'duty' || ends(kind)))
const postsAmong = (entries: readonly Entry[]) =>
  heldPosts(entries.filter(({ kind }) => kind === 'posting' || ends(kind)))
const ends = (kind: EntryKind): boolean => kind === 'end' || kind === 'reversal'

export const ruleOf = (ruleSet: RuleSet, code: string): EvidenceRule | null =>
  ruleSet.evidence.find(line => line.code === code) ?? null

const fallsTo = (draft: FactDraft, unit: Unit | null, entries: readonly Entry[]): readonly Attribution[] =>
  unit === null || !isDay(draft.day) ? [] : attribute(draft, dutiesAmong(entries))

/** A further channel takes the field of the first one; who holds what cannot be said of a wrong unit or day. */
function fieldFaults(
  draft: FactDraft,
  known: readonly string[],
  plain: Faults,
  { unit }: Sources,
): Record<string, string> {
  if (draft.sameAs !== null || unit === null || 'unitId' in plain || 'day' in plain) return {}
  const fault = fieldFault(draft, unit.name, known)
  return fault === null ? {} : { field: fault }
}

/** A further channel names whom the first one named: nothing is asked again. */
async function personFaults(draft: FactDraft, sources: Sources): Promise<Record<string, string>> {
  if (draft.sameAs !== null || !isDay(draft.day)) return {}
  const said: string[] = []
  for (const id of draft.persons) {
    const fault = personFault(postsAmong(await sources.entriesOf(id)), draft.unitId, draft.day)
    if (fault !== null) said.push(`${await sources.nameOf(id)}：${fault}`)
  }
  return said.length === 0 ? {} : { persons: said.join('') }
}

function sameAsFaults(
  draft: FactDraft,
  life: FactLife | null,
  { rule, counting }: { readonly rule: EvidenceRule | null; readonly counting: RuleSet },
  recorder: string,
): Record<string, string> {
  if (draft.sameAs === null) return {}
  if (life === null) return { sameAs: '没有找到所指的已录事实，请从列出的事实中选择。' }
  if (rule === null) return {}
  const existing = life.channels.flatMap(({ data }) => ruleOf(counting, data.code) ?? [])
  const of = ruleOf(counting, draft.code) ?? rule
  const fault = furtherChannelFault(life, draft, { of, existing }, recorder)
  return fault === null ? {} : { sameAs: fault }
}

function duplicateFaults(draft: FactDraft, entries: readonly Entry[]): Record<string, string> {
  if (draft.sameAs !== null || draft.different) return {}
  const found = duplicatesOf(draft, entries)
  if (found.length === 0) return {}
  const numbers = found.map(fact => `第 ${fact.id} 号`).join('、')
  return { different: `同一单位、日期、类别和内容已录入（${numbers}）。确为另一件事时，请勾选确认。` }
}
