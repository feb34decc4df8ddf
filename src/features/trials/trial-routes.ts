import { can } from '../../domain/access/rights.ts'
import { isOutdated } from '../../domain/rules/publication.ts'
import type { FieldErrors } from '../../web/form.ts'
import { initially } from '../../web/form.ts'
import { first } from '../../web/input.ts'
import { optionalText, parseInput } from '../../web/parse.ts'
import { type Answer, page, type Route, redirect, type Visit } from '../../web/route.ts'
import { lastIdOf } from '../rules/index.ts'
import { caseRoutes } from './case-routes.ts'
import { resultRoutes } from './result-routes.ts'
import { startFields, startForm } from './start-form.ts'
import { trialListView } from './trial-list-view.ts'
import { askedBy, idOf, type TrialPages } from './trial-pages.ts'

/** Trials: started, watched, cancelled; what they found; the saved cases. */
export function trialsRoutes(pages: TrialPages): Route[] {
  const { trials, drafts, rules, clock } = pages
  return [
    {
      method: 'GET',
      path: '/trials',
      right: 'trials.read',
      audit: 'trials.list',
      async handle({ actor, query, rows }) {
        const asked = parseInput(
          { draft: optionalText('草案', 60), after: optionalText('页', 60), before: optionalText('页', 60) },
          query,
        )
        const draftId = asked.draft || null
        const found = await trials.page(draftId, { after: asked.after || null, before: asked.before || null }, rows)
        const model = { ...trialListView(found, draftId), mayRun: can(actor, 'trials.run') }
        return page('trials/list', '试算', model)
      },
    },
    {
      method: 'GET',
      path: '/trials/new',
      right: 'trials.run',
      audit: 'trials.form',
      handle: visit => startPage(visit, {}),
    },
    {
      method: 'POST',
      path: '/trials',
      right: 'trials.run',
      audit: 'trials.run',
      async handle(visit) {
        const { draft, ...choice } = parseInput(startFields, visit.body)
        return redirect(`/trials/${await trials.start(visit.actor, draft, choice, askedBy(visit))}`)
      },
      again: startPage,
    },
    ...caseRoutes(pages),
    {
      method: 'POST',
      path: '/trials/:id/cancellation',
      right: 'trials.run',
      audit: 'trials.cancel',
      async handle(visit) {
        await trials.cancel(visit.actor, idOf(visit), askedBy(visit))
        visit.session.flash('试算已取消。')
        return redirect(`/trials/${idOf(visit)}`)
      },
    },
    ...resultRoutes(pages),
  ]

  async function startPage({ body, query }: Visit, errors: FieldErrors): Promise<Answer> {
    const [documents, closes, published] = await Promise.all([drafts.documents(), trials.closes(), rules.published()])
    const lastId = lastIdOf(published)
    const open = documents.filter(draft => draft.status === 'draft' && !isOutdated(draft, lastId))
    const typed =
      first(body, 'draft') === '' && first(body, 'basis') === '' ? initially({ draft: first(query, 'draft') }) : body
    const model = {
      errors,
      fields: startForm(typed, errors, { drafts: open, closes, published, today: clock.today() }),
      hasDrafts: open.length > 0,
      // What a draft still gets wrong is listed on its own page, each with the part to mend.
      draftPath: errors[''] === undefined ? null : draftPathOf(open, first(typed, 'draft')),
    }
    return page('trials/new', '新的试算', model)
  }
}

const draftPathOf = (open: readonly { readonly _id: string }[], id: string): string | null =>
  open.some(({ _id }) => _id === id) ? `/rules/drafts/${id}` : null
