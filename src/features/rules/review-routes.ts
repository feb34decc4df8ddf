import { requireDifference } from '../../domain/rules/compare-rule-sets.ts'
import { requireLatestBase, requireOpen } from '../../domain/rules/publication.ts'
import { requireOther, requireReviewable, requireSubmittable, reviewMark } from '../../domain/rules/review.ts'
import { type FieldErrors, field } from '../../web/form.ts'
import { choice, integer, optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { askedBy, idOf } from './asked.ts'
import { lastIdOf } from './draft-list-view.ts'
import { baseOf, type DraftRoutesDeps } from './draft-routes.ts'
import { draftTitle } from './draft-title.ts'
import { draftFindings } from './findings-view.ts'
import { decisionFields, type ReviewParts, reviewedView } from './review-view.ts'
import type { RuleDocument } from './rules-model.ts'

/** A draft is handed in for review; a second person approves it or returns it. */
export function reviewRoutes({ drafts, reviews, rules, ledger }: DraftRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/drafts/:id/submission',
      right: 'rules.draft',
      audit: 'rules.submission-form',
      handle: visit => submissionPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts/:id/submission',
      right: 'rules.draft',
      audit: 'rules.submit',
      async handle(visit) {
        const submission = parseInput({ version: integer('稿次', 1), note: optionalText('说明', 500) }, visit.body)
        await reviews.submit(visit.actor, idOf(visit), submission, askedBy(visit))
        visit.session.flash('已送审，等待另一人审核。审核前后的任何改动都会撤销送审。')
        return redirect(`/rules/drafts/${idOf(visit)}`)
      },
      again: submissionPage,
    },
    {
      method: 'GET',
      path: '/rules/drafts/:id/review',
      right: 'rules.publish',
      audit: 'rules.review-form',
      handle: visit => reviewPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts/:id/review',
      right: 'rules.publish',
      audit: 'rules.decide',
      async handle(visit) {
        const { version, seen, decision, comment, ...cases } = parseInput(await decisionShape(visit), visit.body)
        const reasons = new Map(
          Object.entries(cases).map(([name, reason]) => [name.slice('case.'.length), String(reason)]),
        )
        await reviews.decide(visit.actor, idOf(visit), { version, seen, decision, comment, reasons }, askedBy(visit))
        visit.session.flash(decision === 'approve' ? '已审核通过，可以发布。' : '已退回起草人。')
        return redirect(`/rules/drafts/${idOf(visit)}`)
      },
      again: reviewPage,
    },
  ]

  async function partsOf(draft: RuleDocument): Promise<ReviewParts> {
    const [base, trial] = await Promise.all([baseOf(draft, rules), reviews.trials.latest(draft)])
    const [findings, failing] = await Promise.all([
      draftFindings(draft, base, ledger),
      trial === null ? [] : reviews.trials.failing(trial.id),
    ])
    return { draft, base, findings, trial, failing }
  }

  async function submissionPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    requireOpen(draft, draft.version)
    requireLatestBase(draft, lastIdOf(await rules.published()))
    const parts = await partsOf(draft)
    // A refusal already says why; the page stands under it.
    if (Object.keys(errors).length === 0) {
      requireDifference(parts.base, draft.ruleSet)
      requireSubmittable({ review: draft.review ?? null }, parts.trial !== null)
    }
    const view = reviewedView(parts)
    const model = {
      ...view,
      errors,
      action: `${view.path}/submission`,
      isBarred: view.findings.some(({ isError }) => isError),
      note: field('note', '送审说明', visit.body, errors, {
        maxlength: 500,
        lines: 2,
        help: '请审核人注意什么，可以不填。',
      }),
    }
    return page('rules/submission', `送审${draftTitle(draft)}`, model)
  }

  async function reviewPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    requireOpen(draft, draft.version)
    requireLatestBase(draft, lastIdOf(await rules.published()))
    const reviewed = { ...draft, review: draft.review ?? null }
    requireOther(reviewed, visit.actor.userId)
    const review = requireReviewable(reviewed)
    const parts = await partsOf(draft)
    const view = reviewedView(parts)
    const model = {
      ...view,
      errors,
      action: `${view.path}/review`,
      seen: reviewMark(review),
      fields: decisionFields(parts.failing, visit.body, errors),
    }
    return page('rules/review', `审核${draftTitle(draft)}`, model)
  }

  /** The fields of the decision: a reason for each case that fails now. */
  async function decisionShape(visit: Visit) {
    const { failing } = await partsOf(await drafts.draft(visit.actor, idOf(visit)))
    const reasons = failing.map(({ caseId, name }) => [`case.${caseId}`, optionalText(`案例“${name}”`, 500)] as const)
    return {
      ...Object.fromEntries(reasons),
      version: integer('稿次', 1),
      seen: optionalText('打开的审核页', 200),
      decision: choice('审核意见', ['approve', 'return']),
      comment: optionalText('意见', 500),
    }
  }
}
