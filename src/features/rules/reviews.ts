import type { Actor } from '../../domain/access/roles.ts'
import { Conflict, Invalid } from '../../domain/errors.ts'
import { requireDifference } from '../../domain/rules/compare-rule-sets.ts'
import { barsPublication } from '../../domain/rules/findings/findings.ts'
import { findingsBeforePublication } from '../../domain/rules/findings-before-publication.ts'
import { requireLatestBase, requireOpen } from '../../domain/rules/publication.ts'
import {
  acknowledge,
  requireOther,
  requireReviewable,
  requireSubmittable,
  requireTrial,
  requireUnchanged,
} from '../../domain/rules/review.ts'
import type { RuleSet } from '../../domain/rules/rule-set.ts'
import type { Journal, Work } from '../../platform/journal/index.ts'
import { type Asked, asDraft } from './drafts.ts'
import type { RuleDocument } from './rules-model.ts'
import type { RulesStore } from './rules-store.ts'
import type { TrialGate } from './trial-gate.ts'
import { type WaitingDraft, waitingDrafts } from './waiting-drafts.ts'

/** What the second person decides. */
interface ReviewDecision {
  /** The version of the draft they have seen. */
  readonly version: number
  /** How the review stood on their page, by its mark. */
  readonly seen: string
  readonly decision: 'approve' | 'return'
  readonly comment: string
  /** Of each failing case, by its id: why it may pass. */
  readonly reasons: ReadonlyMap<string, string>
}

export interface RuleReviewsDeps {
  readonly store: RulesStore
  readonly journal: Journal
  readonly trials: TrialGate
}

/** From the author to the second person: handed in, approved or returned. */
export interface RuleReviews {
  readonly trials: TrialGate
  /** The drafts on which this person has the next word. */
  waitingFor(actor: Actor): Promise<readonly WaitingDraft[]>
  /** Throws Conflict without a trial of exactly this text, without a difference, or while the checks find an error. */
  submit(
    actor: Actor,
    id: string,
    submission: { readonly version: number; readonly note: string },
    asked: Asked,
  ): Promise<void>
  /** By somebody who neither edited nor handed it in. Throws Invalid by field for failing cases without a reason. */
  decide(actor: Actor, id: string, decision: ReviewDecision, asked: Asked): Promise<void>
}

export function createRuleReviews({ store, journal, trials }: RuleReviewsDeps): RuleReviews {
  const submitCommand = (action: string, actor: Actor, asked: Asked, run: (work: Work) => Promise<null>) =>
    journal.submit({ action, actor, ...asked, run })
  const open = async (work: Work, id: string, version: number) => {
    const draft = asDraft(await store.documentIn(work, id))
    requireOpen(draft, version)
    const base = (await store.publishedIn(work)).at(-1)
    if (base === undefined) throw new Error('no rule set is published')
    requireLatestBase(draft, base._id)
    return { draft, base: base.ruleSet }
  }
  return {
    trials,
    waitingFor: actor => waitingDrafts(store, actor),
    submit: async (actor, id, { version, note }, asked) => {
      const seen = asDraft(await store.document(id))
      requireOpen(seen, version)
      requireNoFaults(seen, (await store.document(seen.basedOn ?? ''))?.ruleSet ?? seen.ruleSet)
      await submitCommand('rules.submit', actor, asked, async work => {
        const { draft, base } = await open(work, id, version)
        requireDifference(base, draft.ruleSet)
        const trial = await trials.latest(draft, work)
        requireSubmittable({ review: draft.review ?? null }, trial !== null)
        if (trial === null) return null
        const submittedBy = { id: work.actor.userId, name: work.actor.name }
        const submission = { version, hash: draft.hash, trialId: trial.id, note, submittedBy, submittedAt: work.now }
        store.put(work, { ...draft, review: { ...submission, state: 'submitted' } })
        work.about(
          { type: 'ruleSet', id },
          { after: { review: 'submitted', version, hash: draft.hash, trial: trial.id, note } },
        )
        return null
      })
    },
    decide: async (actor, id, decision, asked) => {
      await submitCommand('rules.decide', actor, asked, async work => {
        const { draft } = await open(work, id, decision.version)
        const reviewed = { ...draft, review: draft.review ?? null }
        requireOther(reviewed, work.actor.userId)
        const review = requireReviewable(reviewed)
        requireUnchanged(review, decision.seen)
        const next = await decided(work, draft, decision, trials)
        const { version, hash, trialId, note, submittedBy, submittedAt } = review
        const reviewedBy = { id: work.actor.userId, name: work.actor.name }
        const common = {
          version,
          hash,
          note,
          submittedBy,
          submittedAt,
          reviewedBy,
          reviewedAt: work.now,
          comment: decision.comment,
        }
        store.put(work, { ...draft, review: { ...common, trialId, ...next } })
        work.about(
          { type: 'ruleSet', id },
          { before: { review: review.state }, after: { review: next.state, comment: decision.comment, ...next } },
        )
        return null
      })
    },
  }
}

function requireNoFaults({ ruleSet }: RuleDocument, base: RuleSet): void {
  // Which fields duties have makes no error.
  const findings = findingsBeforePublication(ruleSet, base, new Set())
  if (!barsPublication(findings)) return
  const faults = findings.filter(({ level }) => level === 'error')
  const shown = faults.slice(0, 3).map(({ message }) => message)
  const rest = faults.length > shown.length ? `等共 ${faults.length} 处。` : ''
  throw new Conflict(`草案的检查还有错误，不能送审，请先改正：${shown.join('')}${rest}`)
}

/** The decision with what belongs to it: an approval rests on the newest trial and names each failing case. */
async function decided(
  work: Work,
  draft: RuleDocument,
  { decision, comment, reasons }: ReviewDecision,
  trials: TrialGate,
) {
  if (decision === 'return') {
    if (comment === '') throw new Invalid({ comment: '意见：退回须说明要改什么。' })
    return { state: 'returned' as const }
  }
  const trial = await trials.latest(draft, work)
  requireTrial(trial !== null)
  const failing = trial === null ? [] : await trials.failing(trial.id, work)
  const trialId = trial?.id ?? ''
  return { state: 'approved' as const, trialId, acknowledged: acknowledge(failing, reasons) }
}
