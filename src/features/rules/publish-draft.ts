import { Invalid } from '../../domain/errors.ts'
import { checkRuleSet } from '../../domain/rules/check-rule-set.ts'
import { requireDifference } from '../../domain/rules/compare-rule-sets.ts'
import {
  nextNumber,
  replacedBy,
  requireBeginning,
  requireLatestBase,
  requireOpen,
  titleOf,
} from '../../domain/rules/publication.ts'
import { requireAcknowledged, requireApproved, requireOther, requireTrial } from '../../domain/rules/review.ts'
import type { Day } from '../../domain/time/days.ts'
import { digestOf } from '../../platform/digest.ts'
import type { Work } from '../../platform/journal/index.ts'
import type { RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'
import type { TrialGate } from './trial-gate.ts'

/** What the second person says. */
export interface Publication {
  /** The version of the draft they reviewed. */
  readonly version: number
  readonly effectiveOn: Day
  readonly documentNo: string
}

/**
 * Inside a command: makes an approved draft the next version, which never changes again. Answers its id. Throws Conflict
 * without a trial and an approval of exactly this text.
 */
export async function publishDraft(
  work: Work,
  { store, trials }: { readonly store: RulesStore; readonly trials: TrialGate },
  draft: RuleDocument,
  { version, effectiveOn, documentNo }: Publication,
): Promise<string> {
  requireOpen(draft, version)
  await requirePassed(work, draft, trials)
  const published = await store.publishedIn(work)
  const last = published.at(-1)
  if (last === undefined) throw new Error('no rule set is published')
  const lastPublished = { id: last._id, effectiveOn: last.effectiveOn ?? '' }
  requireLatestBase(draft, lastPublished.id)
  requireBeginning(effectiveOn, work.today, lastPublished)
  requireDifference(last.ruleSet, draft.ruleSet)
  const document = publishedDocument(work, draft, nextNumber(published.map(({ _id }) => _id)), effectiveOn, documentNo)
  const replaced = replacedBy(document, published)
  store.put(work, document)
  store.put(work, { ...draft, status: 'adopted', became: document._id })
  const { hash } = document
  work.about(
    { type: 'ruleSet', id: document._id },
    {
      before: { inForce: last._id },
      after: {
        hash,
        effectiveOn,
        documentNo,
        draft: draft._id,
        draftVersion: version,
        ...(replaced === null ? {} : { replaces: replaced._id }),
      },
    },
  )
  return document._id
}

/** Tried, approved by somebody else, and no case fails that the reviewer has not seen. */
async function requirePassed(work: Work, draft: RuleDocument, trials: TrialGate): Promise<void> {
  const reviewed = { ...draft, review: draft.review ?? null }
  requireOther(reviewed, work.actor.userId)
  const { acknowledged } = requireApproved(reviewed)
  const trial = await trials.latest(draft, work)
  requireTrial(trial !== null)
  if (trial !== null) requireAcknowledged(await trials.failing(trial.id, work), acknowledged)
}

function publishedDocument(
  work: Work,
  draft: RuleDocument,
  number: number,
  effectiveOn: Day,
  documentNo: string,
): RuleDocument {
  const id = `V${number}`
  const checked = checkRuleSet({ ...draft.ruleSet, id, title: titleOf(draft.ruleSet.title, number) })
  if (!checked.ok) throw new Invalid({ '': checked.faults.map(({ message }) => message).join('') })
  return {
    ...draft,
    _id: id,
    status: 'published',
    ruleSet: checked.ruleSet,
    hash: digestOf(checked.ruleSet),
    publishedBy: { id: work.actor.userId, name: work.actor.name },
    publishedAt: work.now,
    effectiveOn,
    documentNo,
  }
}
