import type { Entry, EntryOf } from '../evidence/entries.ts'
import { type Day, daysBetween } from '../time/days.ts'
import type { FactDraft } from './fact-draft.ts'

/** Facts this near are shown as perhaps the same one. */
const NEAR_DAYS = 3

/** The facts among a unit's entries that were not taken back. */
export function standingFacts(entries: readonly Entry[]): EntryOf<'fact'>[] {
  const reversed = new Set<number>()
  for (const entry of [...entries].reverse()) {
    if (entry.kind === 'reversal' && !reversed.has(entry.id)) reversed.add(entry.data.of)
  }
  return entries.filter((entry): entry is EntryOf<'fact'> => entry.kind === 'fact' && !reversed.has(entry.id))
}

/**
 * Facts that may be the one being recorded, from another channel: same unit, at most three days apart, and both
 * positive or both negative, or about one of the same persons. Nearest day first, the first channel only.
 * `facts`: standing ones.
 */
export function perhapsSame(
  draft: Pick<FactDraft, 'unitId' | 'day' | 'persons'> & { readonly positive: boolean },
  facts: readonly EntryOf<'fact'>[],
): EntryOf<'fact'>[] {
  const apart = (fact: EntryOf<'fact'>): number => Math.abs(daysBetween(fact.effectiveOn, draft.day))
  const near = facts.filter(
    fact =>
      fact.data.unitId === draft.unitId &&
      apart(fact) <= NEAR_DAYS &&
      (isPositive(fact) === draft.positive || fact.subjects.some(id => draft.persons.includes(id))),
  )
  const ids = new Set(near.map(fact => fact.id))
  return near
    .filter(({ data }) => data.sameAs === null || !ids.has(data.sameAs))
    .sort((a, b) => apart(a) - apart(b) || b.id - a.id)
}

/** Facts of the unit's entries that stand and have the same unit, day, code and title. */
export function duplicatesOf(
  draft: { readonly unitId: string; readonly day: Day; readonly code: string; readonly title: string },
  entries: readonly Entry[],
): EntryOf<'fact'>[] {
  const isSame = (entry: Entry): boolean =>
    entry.kind === 'fact' &&
    entry.effectiveOn === draft.day &&
    entry.data.title === draft.title &&
    entry.data.code === draft.code &&
    entry.data.unitId === draft.unitId
  // Most drafts have none: then nobody asks what was taken back.
  return entries.some(isSame) ? standingFacts(entries).filter(isSame) : []
}

/** Whether the recorded fact is a positive one: only a negative one says whether 主观故意. */
export const isPositive = (fact: EntryOf<'fact'>): boolean => fact.data.intent === null
