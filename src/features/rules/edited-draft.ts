import { Invalid } from '../../domain/errors.ts'
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts'
import type { Fault } from '../../domain/rules/fault.ts'
import { afterEdit } from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import { digestOf } from '../../platform/digest.ts'
import type { Change, Work } from '../../platform/journal/index.ts'
import { comparisonRows } from './comparison-view.ts'
import type { RuleDocument } from './rules-model.ts'

/** What an edit of a draft does. */
export interface DraftEdit {
  /** The version the person has seen; another one by now is a Conflict. */
  readonly version: number
  /** Why the rules are changed; null leaves it. */
  readonly note: string | null
  rewrite(ruleSet: RuleSet, base: RuleSet): RuleSet
  /**
   * The field under which a fault is told; null where it stands in another part. Such a fault does not hold up the edit
   * (a new colour is saved before its conditions are), but it is shown with the draft and bars its publication.
   * `isNew`: the draft did not have it before.
   */
  fieldOf(fault: Fault, isNew: boolean): string | null
}

/** The draft with an edit applied, itself when the edit says nothing new. Throws Invalid, each fault by its field. */
export function editedDraft(
  draft: RuleDocument,
  base: RuleSet,
  edit: DraftEdit,
  work: Pick<Work, 'actor' | 'now'>,
): { readonly edited: RuleDocument; readonly change: Change } {
  const ruleSet = edit.rewrite(draft.ruleSet, base)
  refuseFaults(draft.ruleSet, ruleSet, edit)
  const note = edit.note ?? draft.note
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
    review: afterEdit(draft.review ?? null, editor, work.now),
  }
  return { edited, change: withRevocation(change, draft, edited) }
}

/** Says in the audit log that the edit took a review back. */
const withRevocation = (change: Change, before: RuleDocument, after: RuleDocument): Change =>
  before.review?.state === after.review?.state
    ? change
    : {
        before: { ...Object(change.before), review: before.review?.state },
        after: { ...Object(change.after), review: after.review?.state },
      }

const faultsOf = (ruleSet: RuleSet): readonly Fault[] => {
  const checked = checkRuleSet(ruleSet)
  return checked.ok ? [] : checked.faults
}

function refuseFaults(before: RuleSet, after: RuleSet, { fieldOf }: DraftEdit): void {
  const told = new Set(faultsOf(before).map(({ path, message }) => `${path} ${message}`))
  const fields: Record<string, string> = {}
  for (const fault of faultsOf(after)) {
    const field = fieldOf(fault, !told.has(`${fault.path} ${fault.message}`))
    if (field !== null) fields[field] ??= fault.message
  }
  if (Object.keys(fields).length > 0) throw new Invalid(fields)
}

function changeBetween(draft: RuleDocument, ruleSet: RuleSet, note: string): Change {
  const { rows } = comparisonRows(draft.ruleSet, ruleSet)
  const say = (of: 'before' | 'after') => Object.fromEntries(rows.map(row => [`${row.place} ${row.label}`, row[of]]))
  return {
    before: { ...say('before'), note: draft.note, version: draft.version },
    after: { ...say('after'), note, version: draft.version + 1 },
  }
}
