import { beginningsAfter, requireLatestBase, requireOpen } from '../../domain/rules/publication.ts'
import { requireApproved, requireOther, requireTrial } from '../../domain/rules/review.ts'
import type { Day } from '../../domain/time/days.ts'
import type { Clock } from '../../platform/clock.ts'
import { type FieldErrors, field, initially, select } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { day, integer, parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { askedBy, idOf } from './asked.ts'
import { lastIdOf } from './draft-list-view.ts'
import { baseOf, type DraftRoutesDeps } from './draft-routes.ts'
import { draftTitle } from './draft-title.ts'
import { reviewedView } from './review-view.ts'

export interface PublicationRoutesDeps extends DraftRoutesDeps {
  readonly clock: Clock
}

/** Publication by a second person, who sees every difference. */
export function publicationRoutes({ drafts, reviews, rules, clock }: PublicationRoutesDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules/drafts/:id/publication',
      right: 'rules.publish',
      audit: 'rules.publication-form',
      handle: visit => publicationPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/rules/drafts/:id/publication',
      right: 'rules.publish',
      audit: 'rules.publish',
      async handle(visit) {
        const fields = { version: integer('稿次', 1), effectiveOn: day('施行日期'), documentNo: text('文号', 60) }
        const publication = parseInput(fields, visit.body)
        const id = await drafts.publish(visit.actor, idOf(visit), publication, askedBy(visit))
        visit.session.flash(`已发布为 ${id}，自 ${publication.effectiveOn} 起施行。`)
        return redirect(`/rules/${id}`)
      },
      again: publicationPage,
    },
  ]

  async function publicationPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    requireOpen(draft, draft.version)
    const reviewed = { ...draft, review: draft.review ?? null }
    requireOther(reviewed, visit.actor.userId)
    requireApproved(reviewed)
    const published = await rules.published()
    requireLatestBase(draft, lastIdOf(published))
    const [base, trial] = await Promise.all([baseOf(draft, rules), reviews.trials.latest(draft)])
    requireTrial(trial !== null)
    const failing = trial === null ? [] : await reviews.trials.failing(trial.id)
    const last = published.at(-1)
    const beginnings = beginningsAfter(clock.today(), {
      id: last?.ruleSet.id ?? '',
      effectiveOn: last?.effectiveOn ?? '',
    })
    const typed = first(visit.body, 'version') === '' ? initially({ effectiveOn: beginnings[0] }) : visit.body
    const view = reviewedView({ draft, base, trial, failing })
    const model = {
      ...view,
      errors,
      action: `${view.path}/publication`,
      effectiveOn: select('effectiveOn', '施行日期', beginnings.map(beginningChoice), typed, errors, {
        required: true,
        help: '评定以月为期，新规则自以后某月的 1 日起施行，当日重新计算；在此以前仍按当时的规则。',
      }),
      documentNo: field('documentNo', '文号', typed, errors, {
        required: true,
        maxlength: 60,
        help: '批准这次改动的文件。',
      }),
    }
    return page('rules/publication', `发布${draftTitle(draft)}`, model)
  }
}

const beginningChoice = (day: Day, n: number) => ({ value: day, label: n === 0 ? `${day}（最近）` : day })
