import { beginningsFor, replacedBy, requireLatestBase, requireOpen } from '../../domain/rules/publication.ts'
import { requireApproved, requireOther, requireTrial } from '../../domain/rules/review.ts'
import type { RuleVersion } from '../../domain/rules/rule-set.ts'
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
import { draftFindings } from './findings-view.ts'
import { reviewedView } from './review-view.ts'

export interface PublicationRoutesDeps extends DraftRoutesDeps {
  readonly clock: Clock
}

/** Publication by a second person, who sees every difference. */
export function publicationRoutes({ drafts, reviews, rules, ledger, clock }: PublicationRoutesDeps): Route[] {
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
        const published = await rules.published()
        const version = published.find(({ ruleSet }) => ruleSet.id === id)
        const replaced = version === undefined ? null : replacedBy(version, published)
        const instead = replaced === null ? '' : `${replaced.ruleSet.id} 由它取代，不再施行。`
        visit.session.flash(`已发布为 ${id}，自 ${publication.effectiveOn} 起施行。${instead}`)
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
    const findings = await draftFindings(draft, base, ledger)
    const last = published.at(-1)
    const lastPublished = { id: last?.ruleSet.id ?? '', effectiveOn: last?.effectiveOn ?? '' }
    const beginnings = beginningsFor(clock.today(), lastPublished)
    const replaceable = replacedBy({ effectiveOn: beginnings[0] ?? null }, published)
    // Whether a version to come is replaced or followed is for the person to say.
    const usual = initially({ effectiveOn: replaceable === null ? beginnings[0] : '' })
    const typed = first(visit.body, 'version') === '' ? usual : visit.body
    const view = reviewedView({ draft, base, findings, trial, failing })
    const model = {
      ...view,
      errors,
      action: `${view.path}/publication`,
      effectiveOn: select('effectiveOn', '施行日期', beginnings.map(choiceAmong(published)), typed, errors, {
        required: true,
        help: `评定以月为期，新规则自以后某月的 1 日起施行，当日重新计算；在此以前仍按当时的规则。${replaceable === null ? '' : replacingHelp(replaceable)}`,
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

const replacingHelp = ({ ruleSet: { id }, effectiveOn }: RuleVersion): string =>
  `选 ${effectiveOn} 的，${id} 整版由它取代、不再施行；选以后的，${id} 先施行到那时。`

const choiceAmong = (published: readonly RuleVersion[]) => (day: Day, n: number) => {
  const replaced = replacedBy({ effectiveOn: day }, published)
  const note = replaced === null ? (n === 0 ? '（最近）' : '') : `（取代尚未施行的 ${replaced.ruleSet.id}）`
  return { value: day, label: `${day}${note}` }
}
