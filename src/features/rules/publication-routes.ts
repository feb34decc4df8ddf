import { Conflict } from '../../domain/errors.ts'
import { requireSecondPerson } from '../../domain/rules/publication.ts'
import { addDays } from '../../domain/time/days.ts'
import type { Clock } from '../../platform/clock.ts'
import { type FieldErrors, field, initially } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { day, integer, parseInput, text } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { askedBy, idOf } from './asked.ts'
import { comparisonRows } from './comparison-view.ts'
import { baseOf, type DraftRoutesDeps } from './draft-routes.ts'

export interface PublicationRoutesDeps extends DraftRoutesDeps {
  readonly clock: Clock
}

/** Publication by a second person, who sees every difference. */
export function publicationRoutes({ drafts, rules, clock }: PublicationRoutesDeps): Route[] {
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
    if (draft.status !== 'draft')
      throw new Conflict(draft.became === null ? '这份草案已经作废。' : `这份草案已经发布为 ${draft.became}。`)
    requireSecondPerson(draft, visit.actor.userId)
    const base = await baseOf(draft, rules)
    const tomorrow = addDays(clock.today(), 1)
    const typed = first(visit.body, 'version') === '' ? initially({ effectiveOn: tomorrow }) : visit.body
    const path = `/rules/drafts/${draft._id}`
    const model = {
      errors,
      path,
      trail: [
        { label: '规则草案', path: '/rules/drafts' },
        { label: `第 ${draft.version} 稿`, path },
      ],
      action: `${path}/publication`,
      version: String(draft.version),
      baseId: base.id,
      draftVersion: draft.version,
      editors: draft.editors.map(({ name }) => name).join('、'),
      why: draft.note,
      ...comparisonRows(base, draft.ruleSet),
      effectiveOn: field('effectiveOn', '施行日期', typed, errors, {
        required: true,
        min: tomorrow,
        help: '最早为明天。这一天起按新规则重新计算，已过的日子仍按当时的规则。',
      }),
      documentNo: field('documentNo', '文号', typed, errors, {
        required: true,
        maxlength: 60,
        help: '批准这次改动的文件。',
      }),
    }
    return page('rules/publication', '发布规则', model)
  }
}
