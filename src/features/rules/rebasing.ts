import { type MergedRules, mergeRuleSets, type Side } from '../../domain/rules/merge-rule-sets.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { comparisonRows } from './comparison-view.ts'
import type { RuleDocument } from './rules-model.ts'

/** Whose value was chosen for each place that both changed. */
export type Chosen = ReadonlyMap<string, Side>

/** An outdated draft with the version it was based on, and the one published since. */
export interface Outdated {
  readonly draft: RuleDocument
  readonly base: RuleSet
  readonly last: RuleSet
}

/** The last version with only the draft's own changes. */
export const rebased = ({ draft, base, last }: Outdated, chosen: Chosen = new Map()): MergedRules =>
  mergeRuleSets(base, { theirs: last, mine: draft.ruleSet }, place => chosen.get(place) ?? 'theirs')

/** What is carried over, what was published meanwhile, and the places both changed with both values. */
export function rebasingView(outdated: Outdated, chosen: Chosen) {
  const { draft, base, last } = outdated
  const { ruleSet, conflicts } = rebased(outdated, chosen)
  const kept = rebased(outdated).ruleSet
  return {
    baseId: base.id,
    lastId: last.id,
    carried: comparisonRows(last, ruleSet),
    meanwhile: comparisonRows(base, last),
    conflicts: conflicts.map(place => ({
      place,
      rows: comparisonRows(kept, rebased(outdated, new Map([[place, 'mine']])).ruleSet).rows,
    })),
    note: draft.note,
  }
}
