import { isOutdated, requireOpen } from '../../domain/rules/publication.ts'
import { isRevokedByEdit } from '../../domain/rules/review.ts'
import { thresholdsOf } from '../../domain/rules/thresholds.ts'
import { type FieldErrors, initially } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { typedText } from './amount-text.ts'
import { askedBy, idOf } from './asked.ts'
import { draftForm, unsavedNumbers } from './draft-form.ts'
import { parseNumbers } from './draft-input.ts'
import { lastIdOf } from './draft-list-view.ts'
import { baseOf, type DraftRoutesDeps } from './draft-routes.ts'
import { draftTitle } from './draft-title.ts'
import { outdatedPage } from './outdated-view.ts'

/** Every number of a draft on one page. */
export function numbersRoutes({ drafts, rules }: Pick<DraftRoutesDeps, 'drafts' | 'rules'>): Route[] {
  const path = '/rules/drafts/:id/numbers'
  return [
    { method: 'GET', path, right: 'rules.draft', audit: 'rules.draft-part', handle: visit => numbersPage(visit, {}) },
    {
      method: 'POST',
      path,
      right: 'rules.draft',
      audit: 'rules.edit-draft',
      async handle(visit) {
        const draft = await drafts.draft(visit.actor, idOf(visit))
        const edit = parseNumbers(thresholdsOf(draft.ruleSet), visit.body)
        await drafts.edit(visit.actor, draft._id, edit, askedBy(visit))
        visit.session.flash('草案已保存。')
        return redirect(`/rules/drafts/${draft._id}`)
      },
      again: numbersPage,
    },
  ]

  async function numbersPage(visit: Visit, errors: FieldErrors): Promise<Answer> {
    const draft = await drafts.draft(visit.actor, idOf(visit))
    requireOpen(draft, draft.version)
    const base = await baseOf(draft, rules)
    const isTyped = first(visit.body, 'version') !== ''
    const stale = isTyped && first(visit.body, 'version') !== String(draft.version)
    const stored = thresholdsOf(draft.ruleSet).map(one => [one.key, typedText(one, one.value)])
    const typed = isTyped ? visit.body : initially(Object.fromEntries(stored))
    const back = `/rules/drafts/${draft._id}`
    const title = '全部数值'
    const trail = [
      { label: '规则草案', path: '/rules/drafts' },
      { label: `第 ${draft.version} 稿`, path: back },
    ]
    const lastId = lastIdOf(await rules.published())
    if (isOutdated(draft, lastId)) {
      const vain = unsavedNumbers(draft, typed)
      return outdatedPage({ draft, lastId, actor: visit.actor, title, trail, vain })
    }
    const model = {
      title,
      lead: `草案里的每一个数，旁边是 ${base.id} 的原值。`,
      trail,
      path: `${back}/numbers`,
      back,
      revokes: isRevokedByEdit(draft.review ?? null),
      ...draftForm({ draft, base, typed, errors, stale }),
    }
    return page('rules/numbers', `${model.title} · ${draftTitle(draft)}`, model)
  }
}
