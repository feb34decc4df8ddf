import { Invalid } from '../../domain/errors.ts'
import { withAmounts } from '../../domain/rules/amend.ts'
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts'
import { compareRuleSets } from '../../domain/rules/compare-rule-sets.ts'
import { type Fault, pathText } from '../../domain/rules/fault.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Amount, Threshold } from '../../domain/rules/threshold.ts'
import { thresholdsOf } from '../../domain/rules/thresholds.ts'
import { digestOf } from '../../platform/digest.ts'
import type { Change, Work } from '../../platform/journal/index.ts'
import { amountText } from './amount-text.ts'
import type { RuleDocument } from './rules-model.ts'

/** What an edit says: the numbers by the keys of their thresholds, those left out stay; and why. */
export interface DraftEdit {
  /** The version the person has seen; another one by now is a Conflict. */
  readonly version: number
  readonly amounts: ReadonlyMap<string, Amount>
  readonly note: string
}

/** The draft with an edit applied, itself when the edit says nothing new. Throws Invalid, each fault by its field. */
export function editedDraft(
  draft: RuleDocument,
  base: RuleSet,
  { amounts, note }: DraftEdit,
  work: Pick<Work, 'actor' | 'now'>,
): { readonly edited: RuleDocument; readonly change: Change } {
  const all = new Map([...thresholdsOf(draft.ruleSet).map(({ key, value }) => [key, value] as const), ...amounts])
  // What a draft has of its own beside numbers stays; else a sentence that is put back is the base's again.
  const isRestructured = compareRuleSets(base, draft.ruleSet).structure.length > 0
  const ruleSet = withAmounts(isRestructured ? draft.ruleSet : base, all)
  const checked = checkRuleSet(ruleSet)
  if (!checked.ok) throw new Invalid(faultsByField(checked.faults, thresholdsOf(base)))
  const change = changeBetween(draft, ruleSet, note)
  const hash = digestOf(ruleSet)
  if (hash === draft.hash && note === draft.note) return { edited: draft, change }
  const editor = { id: work.actor.userId, name: work.actor.name }
  const others = draft.editors.filter(({ id }) => id !== editor.id)
  const edited = {
    ...draft,
    ruleSet,
    hash,
    note,
    editors: [...others, editor],
    editedAt: work.now,
    version: draft.version + 1,
  }
  return { edited, change }
}

/** Faults of the document under the field that was typed there, or the first field inside the faulty part. */
function faultsByField(faults: readonly Fault[], thresholds: readonly Threshold[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { path, message } of faults) {
    const field = thresholds.find(threshold => pathText(threshold.path).startsWith(path))
    fields[field?.key ?? ''] ??= message
  }
  return fields
}

function changeBetween(draft: RuleDocument, ruleSet: RuleSet, note: string): Change {
  const { changes } = compareRuleSets(draft.ruleSet, ruleSet)
  const say = (of: 'before' | 'after') =>
    Object.fromEntries(
      changes.map(({ threshold, ...values }) => [
        `${threshold.place} ${threshold.label}`,
        amountText(threshold, values[of]),
      ]),
    )
  return {
    before: { ...say('before'), note: draft.note, version: draft.version },
    after: { ...say('after'), note, version: draft.version + 1 },
  }
}
